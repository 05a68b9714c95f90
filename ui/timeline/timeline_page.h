// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/timeline_state.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QGridLayout;
class QScrollBar;
class QStackedWidget;

namespace sluice::ui {

class ChartOrTable;
class ChartTable;
class ElidedLabel;
class LaneHeader;
class LaneView;
class LegendStrip;
class LimitStrip;
class SpanTableModel;
class TimelineTools;
class TimeRuler;

/// Who ran, who waited, and for what: the lanes over time under the limit, with their tools, a table that says the same,
/// and a line of words for what is selected. A hidden one has no timer and reads nothing. Window thread.
class TimelinePage : public QWidget
{
    Q_OBJECT

public:
    /// Time between two frames while the picture moves, and between two steps where it may not.
    static constexpr int kFrameMs = 33;
    static constexpr int kStepMs = 1'000;

    /// `source` outlives the page.
    explicit TimelinePage(RecordingSource *source, QWidget *parent = nullptr);

    /// The download that is chosen elsewhere, 0 = none: its lane is shown, its spans are outlined.
    void setCurrent(trace::Id id);

    /// For tests and benchmarks: what is shown, the parts, and the state of the clock.
    [[nodiscard]] TimelineState *state() const { return m_state; }
    [[nodiscard]] LaneView *lanes() const { return m_lanes; }
    [[nodiscard]] LimitStrip *limitStrip() const { return m_limit; }
    [[nodiscard]] TimelineTools *tools() const { return m_tools; }
    [[nodiscard]] ChartOrTable *chartOrTable() const { return m_both; }
    /// How often the picture is made anew, in ms; 0 = not at all.
    [[nodiscard]] int frameInterval() const { return m_frames.isActive() ? m_frames.interval() : 0; }
    /// True when nothing is going to happen by itself.
    [[nodiscard]] bool isAsleep() const { return !m_frames.isActive() && !m_legendTimer.isActive(); }

Q_SIGNALS:
    /// A download was chosen in the timeline.
    void picked(sluice::trace::Id id);
    /// The limit was dragged to another number.
    void limitRequested(int limit);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeChart();
    void makeTable();
    void connectTools();
    void grew();
    void frame();
    void step();
    void adjustClock();
    bool moves() const;
    void placeHeader();
    void adjustScrollBar();
    void refreshLegend();
    void refreshWords();
    void refreshPage();
    void showCurrentLane();
    void tableRowChosen();

    RecordingSource *m_source;
    TimelineState *m_state;
    QStackedWidget *m_pages;
    QWidget *m_chart = nullptr;
    LaneView *m_lanes = nullptr;
    LaneHeader *m_header = nullptr;
    TimeRuler *m_ruler = nullptr;
    LimitStrip *m_limit = nullptr;
    QScrollBar *m_scroll = nullptr;
    SpanTableModel *m_model = nullptr;
    ChartTable *m_table = nullptr;
    ChartOrTable *m_both = nullptr;
    TimelineTools *m_tools = nullptr;
    LegendStrip *m_legend = nullptr;
    ElidedLabel *m_words = nullptr;
    QTimer m_frames;
    QTimer m_legendTimer;
    QElapsedTimer m_sincePaint;
    quint64 m_paintedRevision = 0;
    qint64 m_paintedPixel = 0; ///< where the live edge stood, in device pixels from time 0
};

} // namespace sluice::ui
