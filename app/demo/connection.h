// SPDX-License-Identifier: MIT
#pragma once

#include "app/demo/answer.h"
#include "app/demo/body_stream.h"
#include "app/demo/pacing.h"
#include "app/demo/server_state.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

namespace sluice::demo {

/// One connection of the server: reads requests, sends answers at their pace, makes the trouble they ask for.
/// Lives on the server's thread and deletes itself when the connection has ended.
class Connection final : public QObject
{
Q_OBJECT // for findChildren()

    public :
    /// Takes over a connected socket. `state` outlives it.
    Connection(QTcpSocket *socket, AcceptMode mode, ServerState &state, QObject *parent);
    ~Connection() override;

    /// Ends the connection with a TCP reset, now.
    void reset();

private:
    enum class Phase { Reading, BeforeHead, BeforeBody, Body, Stalled, Draining, BeforeReset, Silent };

    void onReadable();
    void onWritten();
    void onTimer();
    void readRequest();
    void begin(const RequestHead &head);
    void beginAnswer(Answer answer, RequestRecord record);
    void sendHead();
    void sendBody();
    void pump();
    void writeBlock(const QByteArray &block);
    void runInto(const struct Stop &stop);
    void finishBody();
    void drain();
    void resetWhenDelivered();
    void wait(Phase phase, qint64 ms);
    qint64 unsent() const;
    void endRequest(Ending ending);

    QTcpSocket *m_socket;
    ServerState &m_state;
    const AcceptMode m_mode;
    const int m_number;
    QTimer m_timer;
    QElapsedTimer m_clock;
    Phase m_phase = Phase::Reading;

    QByteArray m_in;          ///< received and not yet parsed
    qint64 m_requestBody = 0; ///< bytes of the request's body still to be skipped
    Script m_script;
    Answer m_answer;
    BodyStream m_stream;
    Pacer m_pacer{0, 0};
    int m_blocks = 0;       ///< written of this body
    bool m_stalled = false; ///< the stall of this answer is over
    bool m_running = false; ///< a request is in the log as running
    Ending m_ending = Ending::Complete;
    RequestLog::Key m_key = 0;
};

} // namespace sluice::demo
