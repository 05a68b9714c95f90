// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/frame_clock.h"
#include "ui/timeline/lane_labels.h"
#include "ui/timeline/lane_layout.h"
#include "ui/timeline/tile_cache.h"
#include "ui/timeline/timeline_state.h"

#include <QElapsedTimer>
#include <QWidget>

class QHelpEvent;

namespace sluice::ui {

/// The lanes below each other over time: thousands of them, of which the visible are painted, through tiles that are
/// kept while they scroll. Time runs from left to right in every language, as on all charts, and the names of the lanes
/// stand where it begins. Mouse and keys are in lane_view_input.cpp. Window thread.
class LaneView : public QWidget
{
    Q_OBJECT

public:
    /// `state` outlives the view.
    explicit LaneView(TimelineState *state, QWidget *parent = nullptr);

    /// Where the lanes stand; the names beside them follow it.
    [[nodiscard]] const LaneLayout &rows() const { return m_rows; }
    void setScroll(qint64 pixels);
    /// Scrolls as little as needed to show a lane; -1 changes nothing.
    void showLane(int lane);

    /// A press begins to measure, until the next call; with Shift it always does.
    void setMeasuring(bool on);
    /// The widths of painted spans are read from here by tests and the legend: what is seen now, by lane.
    [[nodiscard]] std::vector<Piece> visiblePieces(int lane) const;
    /// A lane in words: its name, and what it holds at the right edge of the window.
    [[nodiscard]] QString laneText(int lane) const;
    /// The selected span in words; empty without one.
    [[nodiscard]] QString selectedText() const;
    /// Selects the span of a lane that is nearest to the middle of the window.
    void selectLane(int lane);
    /// The middle of a span's visible part; a null point where it is not in sight.
    [[nodiscard]] QPoint placeOf(const SpanRef &ref) const;

    /// How long the paint events since the last call took, in µs.
    [[nodiscard]] QList<qint64> takeFrameTimes() { return m_frames.take(); }
    /// Tiles that were painted, as a whole or in part, since the view was made: for tests and benchmarks.
    [[nodiscard]] quint64 tilesPainted() const { return m_tilesPainted; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The lanes, their number, or which are seen have changed.
    void rowsChanged();
    /// A download was chosen with mouse or keys.
    void picked(sluice::trace::Id id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    enum class Drag { None, Press, Pan, Measure };

    TimeScale scale() const;
    TimeGrid grid() const;
    void updateRows();
    // lane_view.cpp
    void paintTiles(QPainter &painter, const LaneColours &colours);
    void paintTile(Tile &tile, TileKey key, const LaneColours &colours);
    void paintLabels(QPainter &painter, const LaneColours &colours);
    // lane_view_overlay.cpp
    void paintRest(QPainter &painter, const LaneColours &colours);
    void paintOverlays(QPainter &painter, const LaneColours &colours);
    void outlineCurrent(QPainter &painter, const LaneColours &colours);
    void outlineSelected(QPainter &painter, const LaneColours &colours);
    void paintMeasure(QPainter &painter, const LaneColours &colours);
    // lane_view_input.cpp
    std::optional<FoundSpan> spanAt(QPoint pos) const;
    bool showTip(QHelpEvent *help);
    void pick(const std::optional<FoundSpan> &span);
    void moveSelection(const std::optional<FoundSpan> &span);
    void stepSpan(int step);
    void stepLane(int step);

    TimelineState *m_state;
    LaneLayout m_rows;
    TimeGrid m_grid;        ///< of the frame
    bool m_guessed = false; ///< the frame has painted a tile again that might have been wrong
    TileCache m_tiles;
    LaneLabels m_labels;
    FrameClock m_frames;
    QElapsedTimer m_clock; ///< of the view: when tiles were painted
    quint64 m_tilesPainted = 0;
    bool m_measuring = false;
    Drag m_drag = Drag::None;
    QPointF m_pressed;  ///< where the button went down, later where the last move was
    double m_wheel = 0; ///< pixels of scrolling that are not whole yet
};

} // namespace sluice::ui
