// SPDX-License-Identifier: MIT
#include "ui/timeline/lane_view.h"

#include "ui/chart/time_ticks.h"
#include "ui/timeline/span_words.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QResizeEvent>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

using trace::Micros;

namespace {

constexpr qint64 kGuessMs = 500; ///< what may be renamed is painted again as often
/// Pixels before the present that may change as a span grows: it gets a gap, a frame, a pattern.
constexpr int kUnsettled = 8;

} // namespace

LaneView::LaneView(TimelineState *state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(false);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setLayoutDirection(Qt::LeftToRight);
    setAccessibleName(tr("Timeline"));
    m_clock.start();
    m_labels.setFont(font());
    updateRows();
    const auto repaint = [this] {
        update();
    };
    connect(state, &TimelineState::moved, this, repaint);
    connect(state, &TimelineState::selectionChanged, this, repaint);
    connect(state, &TimelineState::currentChanged, this, repaint);
    connect(state, &TimelineState::measureChanged, this, repaint);
    connect(state, &TimelineState::lanesChanged, this, [this] {
        // Tracks are only ever added below; other lanes may have moved down for new ones between them.
        if (!m_state->lanes().isDownloads())
            m_tiles.clear();
        updateRows();
    });
    connect(state, &TimelineState::kindChanged, this, [this] {
        m_tiles.clear();
        m_rows.scroll = 0;
        updateRows();
    });
}

QSize LaneView::sizeHint() const
{
    return {640, 8 * m_rows.rowHeight};
}

QSize LaneView::minimumSizeHint() const
{
    return {120, 2 * m_rows.rowHeight};
}

void LaneView::setScroll(qint64 pixels)
{
    const qint64 scroll = std::clamp<qint64>(pixels, 0, m_rows.farthest());
    if (scroll == m_rows.scroll)
        return;
    m_rows.scroll = scroll;
    update();
    Q_EMIT rowsChanged();
}

void LaneView::showLane(int lane)
{
    if (lane >= 0)
        setScroll(m_rows.scrollTo(lane));
}

std::vector<Piece> LaneView::visiblePieces(int lane) const
{
    std::vector<Piece> pieces;
    const TimeScale window = scale();
    appendPieces(
        m_state->recording(), m_state->lanes(), lane, window, window.at(0), window.at(width()), m_state->now(), pieces);
    return pieces;
}

QString LaneView::laneText(int lane) const
{
    const QString name = m_state->lanes().label(m_state->recording(), lane);
    const Micros edge = std::min(scale().at(width()), m_state->now());
    const auto span = spanIn(m_state->recording(), m_state->lanes(), lane, edge - 1, edge, m_state->now());
    return span ? tr("%1: %2").arg(name, spanSentence(m_state->recording(), *span)) : tr("%1: free").arg(name);
}

QPoint LaneView::placeOf(const SpanRef &ref) const
{
    const auto span = findSpan(m_state->recording(), ref, m_state->now());
    const int lane = span ? m_state->lanes().laneOf(m_state->recording(), ref.track, ref.begin) : -1;
    if (lane < m_rows.first() || lane > m_rows.last())
        return {};
    const double left = std::max(scale().x(span->span.begin), 0.0);
    const double right = std::min<double>(scale().x(span->end), width());
    if (right < left)
        return {};
    return {static_cast<int>((left + right) / 2), m_rows.row(lane, 0, 1).center().y()};
}

void LaneView::paintEvent(QPaintEvent *event)
{
    const FrameClock::Frame frame(m_frames);
    const LaneColours colours(palette());
    QPainter painter(this);
    painter.setClipRect(event->rect());
    m_grid = grid();
    m_guessed = false;
    paintTiles(painter, colours);
    paintRest(painter, colours);
    paintLabels(painter, colours);
    paintOverlays(painter, colours);
}

void LaneView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_state->setWidth(width());
    updateRows();
}

void LaneView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        m_labels.setFont(font());
        updateRows();
    }
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_tiles.clear();
}

TimeScale LaneView::scale() const
{
    return m_state->scale(devicePixelRatioF());
}

TimeGrid LaneView::grid() const
{
    const Ticks ticks = timeTicks(m_state->axis(), m_state->labels(), m_state->wallAtZero());
    return {ticks.ticks.empty() ? 0 : ticks.ticks.front().at, ticks.step};
}

void LaneView::updateRows()
{
    m_rows.count = m_state->lanes().count();
    m_rows.rowHeight = fontMetrics().height() + 2 * LaneLayout::kGap + 2;
    m_rows.height = height();
    m_rows.scroll = std::clamp<qint64>(m_rows.scroll, 0, m_rows.farthest());
    update();
    Q_EMIT rowsChanged();
}

void LaneView::paintTiles(QPainter &painter, const LaneColours &colours)
{
    m_tiles.begin({.perPixel = m_state->axis().perPixel(),
        .devicePixelRatio = devicePixelRatioF(),
        .rowHeight = m_rows.rowHeight,
        .kind = static_cast<int>(m_state->kind()),
        .palette = palette().cacheKey(),
        .step = m_grid.step,
        .wallAtZero = m_state->wallAtZero()});
    const TileGrid tiles{.rowHeight = m_rows.rowHeight};
    for (const TilePlace &place : tiles.visible(scale(), size(), m_rows.scroll, m_rows.count)) {
        Tile &tile = m_tiles.tile(place.key);
        paintTile(tile, place.key, colours);
        painter.drawPixmap(QPointF(place.x, place.y), tile.pixmap);
    }
    m_tiles.trim();
}

void LaneView::paintTile(Tile &tile, TileKey key, const LaneColours &colours)
{
    const TimeScale within = TileGrid::scaleOf(key.column, m_state->axis().perPixel());
    const QSize size = TileGrid{.rowHeight = m_rows.rowHeight}.tileSize();
    const bool fresh = tile.pixmap.isNull();
    const qint64 ms = m_clock.elapsed();
    // One a frame: they are many, and nobody looks that closely.
    const bool again = tile.guessed && !m_guessed && ms - tile.paintedMs >= kGuessMs;
    // What has come since, and what was painted before it was known.
    const Micros known = m_state->recording().now();
    const bool grew = tile.known < within.at(TileGrid::kWidth + kUnsettled) && m_state->now() > within.at(0)
        && (known > tile.known || m_state->now() > tile.until);
    if (!fresh && !again && !grew)
        return;
    int left = 0;
    if (fresh) {
        tile.pixmap = QPixmap((QSizeF(size) * devicePixelRatioF()).toSize());
        tile.pixmap.setDevicePixelRatio(devicePixelRatioF());
    } else if (!again) {
        left = std::clamp(static_cast<int>(std::floor(within.x(tile.known))) - kUnsettled, 0, TileGrid::kWidth);
    }
    const LanePainter lanes(m_state->recording(), m_state->lanes(), m_state->now(), m_rows.rowHeight, colours, m_grid);
    QPainter painter(&tile.pixmap);
    const bool guessed = lanes.paintBand(painter, key.band, within, left, TileGrid::kWidth);
    m_guessed = m_guessed || again;
    if (left == 0)
        tile.paintedMs = ms;
    tile.guessed = guessed || (tile.guessed && left > 0);
    tile.known = known;
    tile.until = m_state->now();
    ++m_tilesPainted;
}

void LaneView::paintLabels(QPainter &painter, const LaneColours &colours)
{
    painter.setFont(font());
    const TimeScale window = scale();
    for (int lane = m_rows.first(); lane <= m_rows.last(); ++lane) {
        m_labels.paint(painter, m_state->recording(), m_state->lanes(), lane, window, m_state->now(),
            m_rows.bar(lane, 0, width()), colours);
    }
}

} // namespace sluice::ui
