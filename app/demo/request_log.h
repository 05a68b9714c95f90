// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

#include <mutex>
#include <vector>

namespace sluice::demo {

/// How the server saw a request end.
enum class Ending {
    Running,    ///< not yet
    Complete,   ///< the whole answer was handed to the system
    ClientLeft, ///< the client closed the connection first
    Closed,     ///< closed too early, as the script says
    Reset,      ///< reset, as the script says, or by dropConnections()
};

/// One request as the server saw it.
struct RequestRecord {
    qint64 atNs = 0;    ///< when its head was complete, on the steady clock
    qint64 endedNs = 0; ///< 0 while it runs
    qint64 wallMs = 0;  ///< as atNs, ms since the epoch
    QByteArray method;
    QByteArray target; ///< as sent, with the query
    QString path;      ///< decoded, without the query
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray range;     ///< value of Range, empty if there was none
    int connection = 0;   ///< 1 for the first connection of the server
    int number = 0;       ///< 1 for the first request to this path
    int status = 0;       ///< 0 where there was no status line
    qint64 bodyBytes = 0; ///< given to the socket, without chunk framing
    Ending ending = Ending::Running;

    /// The first value of a header, names compared without case; empty if there is none.
    QByteArray header(QByteArrayView name) const;
};

/// Every request of a server. Thread-safe.
class RequestLog
{
public:
    using Key = quint64;

    /// Records the begin of a request.
    Key begin(RequestRecord record);
    /// Updates it; keys from before clear() are ignored.
    void setBodyBytes(Key key, qint64 bytes);
    void end(Key key, Ending ending);

    std::vector<RequestRecord> records() const;
    std::vector<RequestRecord> records(const QString &path) const;
    /// The most requests that ran at once since the last clear(): from the complete head to the last byte given
    /// to the system.
    int concurrentPeak() const;
    int running() const;
    /// Forgets the records; the peak begins at what runs now.
    void clear();

private:
    RequestRecord *find(Key key); // with m_mutex held

    mutable std::mutex m_mutex;
    std::vector<RequestRecord> m_records;
    Key m_firstKey = 0;
    int m_running = 0;
    int m_peak = 0;
};

} // namespace sluice::demo
