// SPDX-License-Identifier: MIT
#include "ui/timeline/lane_view.h"
#include "ui/timeline/span_words.h"

#include <QAccessible>
#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

using trace::Micros;

namespace {

constexpr double kTouch = 2; ///< pixels either side of the pointer that count as under it
constexpr double kNotch = QWheelEvent::DefaultDeltasPerStep;

} // namespace

void LaneView::setMeasuring(bool on)
{
    m_measuring = on;
    setCursor(on ? Qt::CrossCursor : Qt::ArrowCursor);
    if (!on)
        m_state->measure(std::nullopt);
}

std::optional<FoundSpan> LaneView::spanAt(QPoint pos) const
{
    const TimeScale window = scale();
    const Micros at = window.at(pos.x());
    const int lane = m_rows.laneAt(pos.y());
    const trace::Recording &recording = m_state->recording();
    if (const auto exact = spanIn(recording, m_state->lanes(), lane, at, at + 1, m_state->now()))
        return exact;
    return spanIn(
        recording, m_state->lanes(), lane, window.at(pos.x() - kTouch), window.at(pos.x() + kTouch), m_state->now());
}

bool LaneView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip)
        return showTip(static_cast<QHelpEvent *>(event));
    return QWidget::event(event);
}

bool LaneView::showTip(QHelpEvent *help)
{
    const auto span = spanAt(help->pos());
    if (!span) {
        QToolTip::hideText();
        help->ignore();
        return true;
    }
    // A name from the network must not be read as markup.
    const QString text = spanTip(m_state->recording(), *span).toHtmlEscaped();
    QToolTip::showText(help->globalPos(), QString(text).replace(u'\n', QLatin1String("<br>")), this);
    return true;
}

void LaneView::pick(const std::optional<FoundSpan> &span)
{
    if (!span) {
        m_state->clearSelection();
        return;
    }
    m_state->select(span->ref);
    Q_EMIT picked(m_state->recording().tracks()[span->ref.track].id);
}

void LaneView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = event->position();
    m_drag = Drag::Press;
    if (m_measuring || event->modifiers().testFlag(Qt::ShiftModifier)) {
        m_drag = Drag::Measure;
        const Micros at = scale().at(m_pressed.x());
        m_state->measure(std::make_pair(at, at));
    }
}

void LaneView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF pos = event->position();
    if (m_drag == Drag::Press && (pos - m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
        m_drag = Drag::Pan;
        setCursor(Qt::ClosedHandCursor);
    }
    if (m_drag == Drag::Pan) {
        m_state->pan(m_pressed.x() - pos.x());
        setScroll(m_rows.scroll + std::lround(m_pressed.y() - pos.y()));
        m_pressed = pos;
    } else if (m_drag == Drag::Measure && m_state->measured()) {
        m_state->measure(std::make_pair(m_state->measured()->first, scale().at(pos.x())));
    }
}

void LaneView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const Drag drag = std::exchange(m_drag, Drag::None);
    if (drag == Drag::Pan)
        setCursor(m_measuring ? Qt::CrossCursor : Qt::ArrowCursor);
    if (drag == Drag::Press) {
        m_state->measure(std::nullopt);
        pick(spanAt(event->position().toPoint()));
    }
    // A measure without length is a click that meant to take the last one away.
    if (const auto ends = m_state->measured(); drag == Drag::Measure && ends && ends->first == ends->second)
        m_state->measure(std::nullopt);
}

void LaneView::wheelEvent(QWheelEvent *event)
{
    const bool fine = !event->pixelDelta().isNull();
    const QPointF turned
        = fine ? QPointF(event->pixelDelta()) : QPointF(event->angleDelta()) / kNotch * 3 * m_rows.rowHeight;
    event->accept();
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        const double notches = event->angleDelta().y() / kNotch;
        m_state->zoom(event->position().x(), std::pow(1.25, std::clamp(notches, -10.0, 10.0)));
        return;
    }
    const bool sideways = event->modifiers().testFlag(Qt::ShiftModifier);
    // Some systems turn the wheel themselves while Shift is held.
    const double across = turned.x() != 0 ? turned.x() : sideways ? turned.y() : 0;
    if (across != 0) {
        m_state->pan(-across);
        return;
    }
    m_wheel -= turned.y();
    const double whole = std::trunc(m_wheel);
    m_wheel -= whole;
    setScroll(m_rows.scroll + static_cast<qint64>(whole));
}

void LaneView::keyPressEvent(QKeyEvent *event)
{
    const bool selected = m_state->selectedLane() >= 0;
    const bool plain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    switch (plain ? event->key() : 0) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int step = event->key() == Qt::Key_Right ? 1 : -1;
        if (selected)
            stepSpan(step);
        else
            m_state->pan(step * width() / 10.0);
        return;
    }
    case Qt::Key_Up:
    case Qt::Key_Down:
        stepLane(event->key() == Qt::Key_Down ? 1 : -1);
        return;
    case Qt::Key_PageUp:
        setScroll(m_rows.scroll - height());
        return;
    case Qt::Key_PageDown:
        setScroll(m_rows.scroll + height());
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (selected)
            pick(m_state->selected());
        else
            stepLane(1);
        return;
    case Qt::Key_Escape:
        if (m_state->measured())
            m_state->measure(std::nullopt);
        else if (selected)
            m_state->clearSelection();
        else
            break;
        return;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void LaneView::stepSpan(int step)
{
    const auto span = m_state->selected();
    if (!span)
        return;
    moveSelection(
        neighbour(m_state->recording(), m_state->lanes(), m_state->selectedLane(), span->ref, step, m_state->now()));
}

void LaneView::stepLane(int step)
{
    const int from = m_state->selectedLane();
    const auto present = m_state->selected();
    const TimeScale window = scale();
    // Nothing selected: the first lane that is seen, in the middle of what is seen of the recording.
    const Micros seen = window.at(width() / 2.0);
    const Micros at = from >= 0 && present ? present->span.begin + (present->end - present->span.begin) / 2
                                           : std::clamp<Micros>(seen, 0, m_state->now());
    int lane = from >= 0 ? from + step : m_rows.first();
    for (; lane >= 0 && lane < m_rows.count; lane += step) {
        if (const auto span = nearestSpan(m_state->recording(), m_state->lanes(), lane, at, m_state->now())) {
            moveSelection(span);
            return;
        }
    }
}

void LaneView::selectLane(int lane)
{
    const Micros middle = std::clamp<Micros>(scale().at(width() / 2.0), 0, m_state->now());
    moveSelection(nearestSpan(m_state->recording(), m_state->lanes(), lane, middle, m_state->now()));
}

void LaneView::moveSelection(const std::optional<FoundSpan> &span)
{
    if (!span)
        return;
    m_state->select(span->ref);
    m_state->reveal(span->span.begin, span->end);
    showLane(m_state->selectedLane());
    Q_EMIT picked(m_state->recording().tracks()[span->ref.track].id);
    QAccessibleValueChangeEvent changed(this, selectedText());
    QAccessible::updateAccessibility(&changed);
}

QString LaneView::selectedText() const
{
    const auto span = m_state->selected();
    return span ? spanSentence(m_state->recording(), *span) : QString();
}

void LaneView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void LaneView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace sluice::ui
