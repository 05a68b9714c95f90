// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/loop_monitor.h"
#include "core/engine/port.h"

#include <QObject>
#include <QPointer>
#include <QWidget>

#include <vector>

namespace sluice::ui {

class BottomPanel;
class DetailPanel;
class RecordingSource;
class SlotsPage;
class ThroughputPage;
class TimelinePage;

/// The views of the concurrency, as pages of the lower panel: feeds them with what the engine recorded and keeps their
/// selection in step with the table and with each other. Window thread.
class Picture : public QObject
{
    Q_OBJECT

public:
    /// Adds the pages to `panel`, `details` in its place among them. `port` and `details` outlive this.
    Picture(engine::Port &port, BottomPanel &panel, DetailPanel &details, QObject *parent = nullptr);
    /// Takes its pages along: they read the recording to the last.
    ~Picture() override;

    /// Takes what happened since the last time, with the delta of the same moment.
    void take(const engine::Delta &delta);
    /// The table's selection: this download, 0 = none.
    void setCurrent(engine::Id id);

    [[nodiscard]] RecordingSource *source() const { return m_source; }
    /// Watches the window's event loop; guards may report to it.
    [[nodiscard]] async::LoopMonitor &monitor() { return m_monitor; }

Q_SIGNALS:
    /// A download was chosen in one of the views.
    void picked(sluice::engine::Id id);
    /// The limit was dragged.
    void limitRequested(int limit);

private:
    engine::Port &m_port;
    std::vector<QPointer<QWidget>> m_pages;
    async::LoopMonitor m_monitor;
    RecordingSource *m_source;
    TimelinePage *m_timeline;
    ThroughputPage *m_throughput;
    SlotsPage *m_slots;
};

} // namespace sluice::ui
