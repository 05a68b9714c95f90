// SPDX-License-Identifier: MIT
#include "ui/timeline/time_ruler.h"

#include "ui/chart/time_ticks.h"
#include "ui/style/figures.h"
#include "ui/timeline/lane_painter.h"
#include "ui/timeline/span_words.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QPixmap>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace sluice::ui {

using namespace Qt::StringLiterals;
using trace::Marker;
using trace::Micros;
using Kind = trace::Marker::Kind;

namespace {

constexpr int kMark = 9; ///< pixels a mark is high and wide
constexpr std::size_t kKinds = 4;
constexpr std::ptrdiff_t kLookedAt = 20'000; ///< markers a frame

void paintMark(QPainter &painter, Kind kind, QPointF centre, const LaneColours &colours)
{
    const double half = kMark / 2.0;
    const Swatch &failed = swatch(Mark::Failed, colours.side);
    painter.setPen(Qt::NoPen);
    switch (kind) {
    case Kind::LimitChanged: // a diamond
        painter.setBrush(colours.text);
        painter.drawPolygon(QPolygonF{centre + QPointF(0, -half), centre + QPointF(half, 0), centre + QPointF(0, half),
            centre + QPointF(-half, 0)});
        break;
    case Kind::AttemptFailed: // a cross
        painter.setPen(QPen(failed.edge, 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(centre + QPointF(-3, -3), centre + QPointF(3, 3));
        painter.drawLine(centre + QPointF(-3, 3), centre + QPointF(3, -3));
        break;
    case Kind::Failed: // the same on a filled square
        painter.setBrush(failed.fill);
        painter.drawRect(QRectF(centre.x() - half, centre.y() - half, kMark, kMark));
        painter.setPen(QPen(failed.ink, 1.5, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(centre + QPointF(-2, -2), centre + QPointF(2, 2));
        painter.drawLine(centre + QPointF(-2, 2), centre + QPointF(2, -2));
        break;
    case Kind::Deadline: // a triangle that points down
        painter.setBrush(swatch(Mark::FirstByte, colours.side).edge);
        painter.drawPolygon(
            QPolygonF{centre + QPointF(-half, -half), centre + QPointF(half, -half), centre + QPointF(0, half)});
        break;
    }
}

QPixmap markShape(Kind kind, const LaneColours &colours, double ratio)
{
    // One pixel of air for what anti-aliasing adds.
    QPixmap shape(QSize(kMark + 2, kMark + 2) * ratio);
    shape.setDevicePixelRatio(ratio);
    shape.fill(Qt::transparent);
    QPainter painter(&shape);
    painter.setRenderHint(QPainter::Antialiasing);
    paintMark(painter, kind, QPointF(1 + kMark / 2.0, 1 + kMark / 2.0), colours);
    return shape;
}

} // namespace

std::vector<PlacedMarker> placedMarkers(const trace::Recording &recording, const TimeScale &scale, int width)
{
    const auto markers = recording.markers();
    const auto first = std::ranges::lower_bound(markers, scale.at(-kMark), {}, &Marker::at);
    const auto last = std::ranges::lower_bound(markers, scale.at(width + kMark), {}, &Marker::at);
    const std::ptrdiff_t stride = std::max<std::ptrdiff_t>((last - first) / kLookedAt, 1);
    std::array<std::vector<PlacedMarker>, kKinds> kinds;
    for (std::ptrdiff_t i = 0; i < last - first; i += stride) {
        const Marker &marker = first[i];
        const int x = static_cast<int>(std::lround(scale.x(marker.at)));
        auto &placed = kinds.at(static_cast<std::size_t>(marker.kind) % kinds.size());
        if (!placed.empty() && placed.back().x == x)
            placed.back().marker = marker;
        else
            placed.push_back({x, marker});
    }
    std::vector<PlacedMarker> all;
    for (const auto &placed : kinds)
        all.insert(all.end(), placed.begin(), placed.end());
    return all;
}

QString markerText(const trace::Recording &recording, const Marker &marker)
{
    const auto name = [&recording, &marker] {
        return marker.track < recording.tracks().size() ? recording.tracks()[marker.track].name.left(kLongestName)
                                                        : QString();
    };
    QString text;
    switch (marker.kind) {
    case Kind::LimitChanged:
        text = TimeRuler::tr("Limit changed to %1").arg(QLocale().toString(marker.value));
        break;
    case Kind::AttemptFailed:
        text = TimeRuler::tr("Attempt failed: %1").arg(name());
        break;
    case Kind::Failed:
        text = TimeRuler::tr("Failed: %1").arg(name());
        break;
    case Kind::Deadline:
        text = TimeRuler::tr("Deadline of %1").arg(name());
        break;
    }
    return text + u" · "_s + recordedMoment(recording, marker.at);
}

TimeRuler::TimeRuler(TimelineState *state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
{
    setLayoutDirection(Qt::LeftToRight);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Time"));
    connect(state, &TimelineState::moved, this, [this] { update(); });
}

void TimeRuler::setInset(int pixels)
{
    m_inset = pixels;
    update();
}

QSize TimeRuler::sizeHint() const
{
    return {640, markTop() + kMark + 2};
}

QSize TimeRuler::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

int TimeRuler::markTop() const
{
    return fontMetrics().height() + 4;
}

void TimeRuler::paintEvent(QPaintEvent *)
{
    const LaneColours colours(palette());
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    const TimeScale scale = m_state->scale(devicePixelRatioF());
    const Ticks ticks = timeTicks(m_state->axis(), m_state->labels(), m_state->wallAtZero());
    const QColor ink = palette().color(QPalette::WindowText);
    const QColor quiet = mixed(palette().color(QPalette::Window), ink, 0.68);
    const QColor rule = mixed(palette().color(QPalette::Window), ink, 0.25);

    painter.setClipRect(rect().adjusted(m_inset, 0, 0, 0));
    for (const Tick &tick : ticks.ticks) {
        const int x = m_inset + static_cast<int>(std::lround(scale.x(tick.at)));
        const int next = m_inset + static_cast<int>(std::lround(scale.x(tick.at + ticks.step)));
        painter.fillRect(QRect(x, 0, 1, height()), rule);
        if (x < m_inset)
            continue; // its label would be cut
        painter.setPen(tick.major ? ink : quiet);
        const QRect room(x + 4, 1, std::min(next, width()) - x - 6, markTop() - 2);
        if (figuresWidth(fontMetrics(), tick.label) <= room.width())
            drawFigures(painter, room, Qt::AlignLeft, tick.label);
    }
    paintMarks(painter, scale, colours);
    painter.setClipping(false);
    painter.setPen(quiet);
    drawFigures(painter, QRect(8, 1, m_inset - 12, markTop() - 2), Qt::AlignLeft, ticks.base);
    painter.fillRect(QRect(0, height() - 1, width(), 1), rule);
}

// Shapes are drawn once a frame and then copied: a server that refuses everything makes thousands of them.
void TimeRuler::paintMarks(QPainter &painter, const TimeScale &scale, const LaneColours &colours) const
{
    std::array<QPixmap, kKinds> shapes;
    std::array<double, kKinds> taken;
    taken.fill(std::numeric_limits<double>::lowest());
    for (const PlacedMarker &placed : placedMarkers(m_state->recording(), scale, width() - m_inset)) {
        const std::size_t kind = static_cast<std::size_t>(placed.marker.kind) % kKinds;
        // Of a crowd one mark of a kind, and always the same while the picture moves.
        const double place = std::floor((scale.origin + placed.x) / kMark);
        if (std::exchange(taken[kind], place) == place)
            continue;
        if (shapes[kind].isNull())
            shapes[kind] = markShape(placed.marker.kind, colours, devicePixelRatioF());
        painter.drawPixmap(m_inset + placed.x - kMark / 2 - 1, markTop() - 1, shapes[kind]);
    }
}

bool TimeRuler::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto *help = static_cast<QHelpEvent *>(event);
    const int x = help->pos().x() - m_inset;
    const TimeScale scale = m_state->scale(devicePixelRatioF());
    QStringList texts;
    for (const PlacedMarker &placed : placedMarkers(m_state->recording(), scale, width() - m_inset)) {
        constexpr qsizetype kMostLines = 6;
        if (std::abs(placed.x - x) <= kMark / 2 && texts.size() < kMostLines)
            texts.append(markerText(m_state->recording(), placed.marker).toHtmlEscaped());
    }
    if (texts.isEmpty())
        texts.append(recordedMoment(m_state->recording(), scale.at(x)));
    QToolTip::showText(help->globalPos(), texts.join(u"<br>"_s), this);
    return true;
}

} // namespace sluice::ui
