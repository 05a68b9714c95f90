// SPDX-License-Identifier: MIT
#include "ui/timeline/limit_strip.h"

#include "core/download/settings.h"
#include "ui/style/figures.h"
#include "ui/timeline/lane_painter.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

constexpr int kGrip = 6;              ///< pixels either side of the line that catch it
constexpr qint64 kPatienceMs = 2'000; ///< the engine's number counts again after that
constexpr int kPage = 5;

} // namespace

LimitStrip::LimitStrip(TimelineState *state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setLayoutDirection(Qt::LeftToRight);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Limit: downloads that run at once"));
    connect(state, &TimelineState::moved, this, [this] {
        refreshWords();
        update();
    });
    refreshWords();
}

void LimitStrip::setInset(int pixels)
{
    m_inset = pixels;
    update();
}

int LimitStrip::limit() const
{
    if (m_asked)
        return *m_asked;
    return static_cast<int>(
        std::clamp<qint64>(m_state->recording().limit().at(m_state->now()), 0, download::kMaxLimit));
}

int LimitStrip::inFlight() const
{
    return static_cast<int>(std::clamp<qint64>(m_state->recording().inFlight().at(m_state->now()), 0, 1'000'000));
}

void LimitStrip::ask(int limit)
{
    const int wanted = std::clamp(limit, download::kMinLimit, download::kMaxLimit);
    if (!m_state->isLive() || wanted == this->limit())
        return;
    m_asked = wanted;
    m_sinceAsked.start();
    refreshWords();
    update();
    Q_EMIT limitRequested(wanted);
}

int LimitStrip::lineY() const
{
    return static_cast<int>(std::lround(present().y(limit())));
}

QSize LimitStrip::sizeHint() const
{
    return {640, 2 * fontMetrics().height() + 10};
}

QSize LimitStrip::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

QRect LimitStrip::chart() const
{
    return rect().adjusted(m_inset, 0, 0, 0);
}

LimitScale LimitStrip::scaleOf(const std::vector<StepRun> &limits, const std::vector<StepRun> &flights) const
{
    if (m_drag)
        return m_drag->scale;
    qint64 most = limit();
    for (const StepRun &run : limits)
        most = std::max(most, run.most);
    for (const StepRun &run : flights)
        most = std::max(most, run.most);
    return LimitScale::of(most, height() - 1);
}

LimitScale LimitStrip::present() const
{
    const TimeScale time = m_state->scale(devicePixelRatioF());
    return scaleOf(stepRuns(m_state->recording().limit(), time, chart().width(), m_state->now()),
        stepRuns(m_state->recording().inFlight(), time, chart().width(), m_state->now()));
}

// What screen readers say, which follows the numbers.
void LimitStrip::refreshWords()
{
    const bool came = m_asked && m_state->recording().limit().at(m_state->now()) == *m_asked;
    if (m_asked && (came || m_sinceAsked.elapsed() > kPatienceMs))
        m_asked.reset();
    const QString words = tr("limit %1, %2 running").arg(limit()).arg(inFlight());
    if (words == accessibleDescription())
        return;
    setAccessibleDescription(words);
    QAccessibleValueChangeEvent changed(this, limit());
    QAccessible::updateAccessibility(&changed);
}

void LimitStrip::paintEvent(QPaintEvent *)
{
    const LaneColours colours(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colours.ground);
    const TimeScale time = m_state->scale(devicePixelRatioF());
    const auto limits = stepRuns(m_state->recording().limit(), time, chart().width(), m_state->now());
    const auto flights = stepRuns(m_state->recording().inFlight(), time, chart().width(), m_state->now());
    const LimitScale scale = scaleOf(limits, flights);
    const auto y = [&scale](qint64 value) {
        return static_cast<int>(std::lround(scale.y(value)));
    };
    const int floor = height() - 1;

    const Swatch &running = swatch(Mark::Receiving, colours.side);
    const QColor sure = mixed(colours.ground, running.fill, 0.55);
    const QColor partly = mixed(colours.ground, running.fill, 0.3);
    for (const StepRun &run : flights) {
        const QRect column(m_inset + run.left, y(run.most), run.right - run.left, floor - y(run.most));
        painter.fillRect(column, run.least == run.most ? sure : partly);
        painter.fillRect(QRect(column.left(), y(run.least), column.width(), floor - y(run.least)), sure);
        painter.fillRect(QRect(column.left(), y(run.most), column.width(), 1), running.edge);
    }
    painter.fillRect(QRect(0, floor, width(), 1), colours.grid);

    int before = -1;
    for (const StepRun &run : limits) {
        const int top = y(run.most);
        const int low = std::max(y(run.least), before >= 0 ? before : top);
        const int high = before >= 0 ? std::min(top, before) : top;
        painter.fillRect(QRect(m_inset + run.left, high - 1, 2, low - high + 2), colours.text);
        painter.fillRect(QRect(m_inset + run.left, top - 1, run.right - run.left, 2), colours.text);
        before = y(run.least);
    }
    const bool changing = m_drag || m_asked;
    const int wanted = m_drag ? m_drag->to : limit();
    if (changing || m_state->isLive()) {
        // The line goes on beyond the present: that is the part to drag.
        const int from = changing ? m_inset : m_inset + (limits.empty() ? 0 : limits.back().right);
        painter.setPen(QPen(changing ? colours.accent : colours.text, 2, changing ? Qt::DashLine : Qt::DotLine));
        painter.drawLine(QPointF(from, y(wanted)), QPointF(width(), y(wanted)));
    }

    painter.fillRect(QRect(0, 0, m_inset, height()), palette().color(QPalette::Window));
    painter.setPen(palette().color(QPalette::WindowText));
    const int line = fontMetrics().height();
    const QRect words(8, (height() - 2 * line) / 2, m_inset - 12, line);
    drawFigures(painter, words, Qt::AlignLeft, tr("Limit %1").arg(wanted));
    painter.setPen(mixed(palette().color(QPalette::Window), palette().color(QPalette::WindowText), 0.68));
    drawFigures(painter, words.translated(0, line), Qt::AlignLeft, tr("%1 running").arg(inFlight()));
    if (hasFocus()) {
        painter.setPen(colours.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

bool LimitStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && !m_drag) {
        const QString words = m_state->isLive()
            ? tr("%1. Drag the line, or use the arrow keys, to change the limit.").arg(accessibleDescription())
            : accessibleDescription();
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), words, this);
        return true;
    }
    return QWidget::event(event);
}

void LimitStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_state->isLive())
        return;
    const LimitScale scale = present();
    const double off = event->position().y() - scale.y(limit());
    if (std::abs(off) > kGrip || event->position().x() < m_inset)
        return;
    m_drag = Drag{scale, limit(), limit(), off};
    tellDrag(event->globalPosition().toPoint());
}

void LimitStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_drag) {
        const bool near = m_state->isLive() && event->position().x() >= m_inset
            && std::abs(event->position().y() - lineY()) <= kGrip;
        setCursor(near ? Qt::SizeVerCursor : Qt::ArrowCursor);
        return;
    }
    m_drag->to = m_drag->scale.limitAt(event->position().y() - m_drag->offset);
    tellDrag(event->globalPosition().toPoint());
    update();
}

void LimitStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        endDrag(true);
}

void LimitStrip::endDrag(bool keep)
{
    if (!m_drag)
        return;
    const Drag drag = *m_drag;
    m_drag.reset();
    QToolTip::hideText();
    if (keep)
        ask(drag.to);
    update();
}

void LimitStrip::tellDrag(const QPoint &global)
{
    const QString words = m_drag->from == m_drag->to ? tr("limit %1").arg(m_drag->to)
                                                     : tr("limit %1 → %2").arg(m_drag->from).arg(m_drag->to);
    QToolTip::showText(global, words, this);
}

void LimitStrip::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        ask(limit() + 1);
        return;
    case Qt::Key_Down:
        ask(limit() - 1);
        return;
    case Qt::Key_PageUp:
        ask(limit() + kPage);
        return;
    case Qt::Key_PageDown:
        ask(limit() - kPage);
        return;
    case Qt::Key_Escape:
        if (m_drag) {
            endDrag(false);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void LimitStrip::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void LimitStrip::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace sluice::ui
