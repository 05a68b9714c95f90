// SPDX-License-Identifier: MIT
#pragma once

#include "app/get/record_builder.h"
#include "app/get/reporter.h"
#include "app/get/tally.h"
#include "core/download/request.h"
#include "core/engine/port.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <map>
#include <vector>

namespace sluice::app {

/// One run of `sluice get`: hands the requests to the engine, follows them to their end and tells the reporter.
/// Relies on the engine to emit exactly one Added event for each request, also where it takes up an unfinished
/// download of an earlier run. One thread, with an event loop.
class GetRun : public QObject
{
    Q_OBJECT

public:
    /// Both references must outlive the run.
    GetRun(engine::Port &port, Reporter &reporter, QObject *parent = nullptr);

    /// From start() on, `record` takes what happens; it must outlive the run. The engine must have been started with
    /// EngineStart::trace.
    void record(RecordBuilder &record) { m_record = &record; }

    /// Adds the requests and starts to follow them. Call once.
    void start(std::vector<download::Request> requests);

    /// Pauses every download of the run and ends it once they all stand still, or after kPatienceMs.
    void interrupt();
    static constexpr int kPatienceMs = 5'000;

Q_SIGNALS:
    /// The run is over and the reporter has said its last word; emitted once. See exitStatus().
    void finished(int exitStatus);

private:
    void tick();
    void addNext();
    void takeRows(engine::Delta delta);
    void takeEvents();
    void takeTrace();
    bool isRecorded();
    void finish();
    int nextTickMs() const;

    engine::Port &m_port;
    Reporter &m_reporter;
    Tally m_tally{0};
    std::map<download::Id, engine::Row> m_active;
    QTimer m_timer;
    QTimer m_feed;
    std::vector<download::Request> m_toAdd; ///< in reverse order
    QElapsedTimer m_sinceStart;
    QElapsedTimer m_sinceEvent;
    QElapsedTimer m_sinceRows;
    RecordBuilder *m_record = nullptr;
    QElapsedTimer m_sinceTrace;
    int m_endedLately = 0; ///< downloads, since the look before …
    qint64 m_lookMs = 0;   ///< … which is so long ago
    QElapsedTimer m_sinceLook;
    qint64 m_tookMs = -1; ///< the downloads, to the end of the last; -1 while they run
    QElapsedTimer m_sinceEnd;
    trace::Micros m_recordedAtEnd = 0;
    QElapsedTimer m_sinceInterrupt;
    bool m_interrupted = false;
    bool m_finished = false;
};

} // namespace sluice::app
