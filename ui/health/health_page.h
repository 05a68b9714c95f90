// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/loop_monitor.h"
#include "core/engine/port.h"
#include "ui/health/loop_figures.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <functional>

class QLabel;

namespace sluice::ui {

class ChartTable;
class LagLine;
class SlowTableModel;

/// How the event loops of the window and the engine keep up, for whoever reports that Sluice is slow: lag, callbacks
/// over budget, and all of it as a text to copy. Looks once a second while it is seen, and never else. Window thread.
class HealthPage : public QWidget
{
    Q_OBJECT

public:
    /// The wall clock, ms since the epoch; tests pass their own.
    using Clock = std::function<qint64()>;

    /// `port` and `window`, the monitor of the window's loop, outlive the page.
    HealthPage(engine::Port &port, const async::LoopMonitor &window, QWidget *parent = nullptr, Clock clock = {});

    /// What "Copy report" copies.
    QString report() const;
    /// Does it look once a second? For tests.
    bool isLooking() const { return m_second.isActive(); }

Q_SIGNALS:
    /// The user wants to count from now on. The page does so by itself; whoever owns the monitors may reset them, too.
    void resetRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum Loop { Window, Engine, kLoops };
    enum Value { P50, P99, Worst, Ticks, kValues };

    /// The figures of one loop, as they are shown.
    struct Line {
        QString name;
        std::array<QLabel *, kValues> values{};
        LagLine *history = nullptr;
        engine::LoopHealth atReset;
    };

    void build();
    engine::LoopHealth health(Loop loop) const;
    void look();
    void showLine(Line &line, const LoopFigures &figures);
    void reset();

    engine::Port &m_port;
    const async::LoopMonitor &m_window;
    Clock m_clock;
    std::array<Line, kLoops> m_lines;
    SlowTableModel *m_slow;
    ChartTable *m_table;
    QLabel *m_noSlow;
    QTimer m_second;
    qint64 m_resetMs = 0;
};

} // namespace sluice::ui
