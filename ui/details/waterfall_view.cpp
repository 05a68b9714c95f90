// SPDX-License-Identifier: MIT
#include "ui/details/waterfall_view.h"

#include "ui/details/waterfall_pieces.h"
#include "ui/details/waterfall_texts.h"
#include "ui/style/reduced_motion.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

using namespace Qt::StringLiterals;
using trace::Micros;

namespace {

/// How often the bars of a running download grow between two batches.
constexpr int kClockMs = 250;
constexpr int kCalmClockMs = 1'000;
constexpr double kZoomStep = 1.25;

} // namespace

WaterfallView::WaterfallView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setAccessibleName(tr("Waterfall of the attempts"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setBackgroundRole(QPalette::Base);
    connect(&m_clock, &QTimer::timeout, viewport(), qOverload<>(&QWidget::update));
    connect(verticalScrollBar(), &QScrollBar::valueChanged, viewport(), qOverload<>(&QWidget::update));
}

void WaterfallView::setTrack(const TrackRef &ref)
{
    m_ref = ref;
    m_row = -1;
    m_span = -1;
    m_isZoomed = false;
    verticalScrollBar()->setValue(0);
    refresh();
}

void WaterfallView::refresh()
{
    m_stale = true;
    keepTime();
    viewport()->update();
}

void WaterfallView::ensureFresh()
{
    const trace::Track *track = m_ref.track();
    // The recording may have gone without a word.
    if (!m_stale && (track != nullptr || m_rows.empty()))
        return;
    m_stale = false;
    m_rows = track != nullptr ? waterfallRows(*track) : std::vector<WaterfallRow>();
    if (m_row >= std::ssize(m_rows))
        m_row = -1;
    if (track == nullptr || m_span >= std::ssize(track->spans))
        m_span = -1;
    layOut();
}

const std::vector<WaterfallRow> &WaterfallView::rows()
{
    ensureFresh();
    return m_rows;
}

void WaterfallView::layOut()
{
    m_layout = WaterfallLayout(
        viewport()->size(), fontMetrics().height(), fontMetrics().averageCharWidth(), layoutDirection());
    const int page = std::max(1, viewport()->height() - m_layout.rulerHeight());
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setSingleStep(m_layout.rowHeight());
    verticalScrollBar()->setRange(0, std::max(0, m_layout.contentHeight(std::ssize(m_rows)) - page));
}

Micros WaterfallView::end() const
{
    const trace::Track *track = m_ref.track();
    return track != nullptr ? lifeEnd(*track, m_ref.now()) : 0;
}

TimeAxis WaterfallView::axis()
{
    const trace::Track *track = m_ref.track();
    ensureFresh();
    const int width = m_layout.bars().width();
    if (m_isZoomed) {
        m_zoomed.setWidth(width);
        return m_zoomed;
    }
    const Micros length = track != nullptr ? std::max<Micros>(1, end() - track->added) : 1;
    const bool over
        = track == nullptr || track->spans.empty() || isEnding(track->spans.back().phase) || !m_ref.source->isLive();
    TimeAxis axis(0, over ? length : roomyEnd(length), std::max(1, width - WaterfallLayout::kEndRoom));
    axis.setWidth(width);
    return axis;
}

void WaterfallView::showAttempt(int number)
{
    ensureFresh();
    const bool shown = m_row >= 0 && m_rows[static_cast<std::size_t>(m_row)].number == number;
    if (shown)
        return;
    const auto found = std::ranges::find_if(m_rows, [number](const WaterfallRow &row) {
        return number > 0 && row.kind == WaterfallRow::Kind::Attempt && row.number == number;
    });
    choose(found == m_rows.end() ? -1 : found - m_rows.begin(), -1, false);
}

QSize WaterfallView::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 24, fontMetrics().height() * 4};
}

void WaterfallView::paintEvent(QPaintEvent *)
{
    ensureFresh();
    QPainter painter(viewport());
    painter.setFont(font());
    WaterfallScene scene;
    scene.track = m_ref.track();
    scene.rows = &m_rows;
    scene.axis = axis();
    scene.layout = m_layout;
    scene.end = end();
    scene.scroll = verticalScrollBar()->value();
    scene.height = viewport()->height();
    scene.row = m_row;
    scene.span = m_span;
    scene.focused = hasFocus();
    scene.palette = palette();
    paintWaterfall(painter, scene);
}

void WaterfallView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void WaterfallView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    refresh();
}

void WaterfallView::hideEvent(QHideEvent *event)
{
    m_clock.stop();
    QAbstractScrollArea::hideEvent(event);
}

void WaterfallView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        layOut();
}

void WaterfallView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void WaterfallView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void WaterfallView::keyPressEvent(QKeyEvent *event)
{
    ensureFresh();
    const qsizetype last = std::ssize(m_rows) - 1;
    const int page = std::max(1, verticalScrollBar()->pageStep() / m_layout.rowHeight());
    const auto goTo = [this, last](qsizetype row) {
        if (last >= 0)
            choose(std::clamp<qsizetype>(row, 0, last), -1, true);
    };
    const double middle = m_layout.bars().width() / 2.0;
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    switch (event->key()) {
    case Qt::Key_Up:
        return goTo(m_row < 0 ? last : m_row - 1);
    case Qt::Key_Down:
        return goTo(m_row + 1);
    case Qt::Key_PageUp:
        return goTo(m_row - page);
    case Qt::Key_PageDown:
        return goTo(m_row + page);
    case Qt::Key_Home:
        return goTo(0);
    case Qt::Key_End:
        return goTo(last);
    case Qt::Key_Left:
        return shift ? pan(-middle / 2) : stepSpan(-1);
    case Qt::Key_Right:
        return shift ? pan(middle / 2) : stepSpan(1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(middle, kZoomStep);
    case Qt::Key_Minus:
        return zoom(middle, 1 / kZoomStep);
    case Qt::Key_0:
        m_isZoomed = false;
        return viewport()->update();
    case Qt::Key_Escape:
        // Only what is chosen is let go of; the next Escape belongs to the window.
        if (m_row >= 0)
            return choose(-1, -1, true);
        break;
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void WaterfallView::mousePressEvent(QMouseEvent *event)
{
    ensureFresh();
    const trace::Track *track = m_ref.track();
    const qsizetype row = m_layout.rowAt(event->pos().y(), verticalScrollBar()->value());
    if (track == nullptr || row < 0 || row >= std::ssize(m_rows))
        return choose(-1, -1, true);
    const QRect &bars = m_layout.bars();
    const qint64 span = bars.contains(event->pos())
        ? spanAt(*track, m_rows[static_cast<std::size_t>(row)], axis(), end(), event->pos().x() - bars.left())
        : -1;
    choose(row, span, true);
}

void WaterfallView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        const double notches = event->angleDelta().y() / 120.0;
        zoom(event->position().x() - m_layout.bars().left(), std::pow(kZoomStep, notches));
        event->accept();
        return;
    }
    const bool across = event->modifiers().testFlag(Qt::ShiftModifier) || event->angleDelta().x() != 0;
    if (across && m_isZoomed) {
        const int delta = event->angleDelta().x() != 0 ? event->angleDelta().x() : event->angleDelta().y();
        pan(-delta);
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

bool WaterfallView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), textAt(help->pos()).toHtmlEscaped().replace(u'\n', u"<br>"_s), viewport());
    return true;
}

void WaterfallView::choose(qsizetype row, qint64 span, bool tell)
{
    m_row = row;
    m_span = row < 0 ? -1 : span;
    if (row >= 0) {
        const int top = m_layout.rowHeight() * static_cast<int>(row);
        const int page = verticalScrollBar()->pageStep();
        const int scroll = verticalScrollBar()->value();
        verticalScrollBar()->setValue(std::min(top, std::max(scroll, top + m_layout.rowHeight() - page)));
    }
    const trace::Track *track = m_ref.track();
    if (m_isZoomed && track != nullptr && m_span >= 0) {
        const trace::Span chosen = track->spans[static_cast<std::size_t>(m_span)];
        m_zoomed.reveal(chosen.begin - track->added, shownEnd(chosen, end()) - track->added);
    }
    viewport()->update();
    announce();
    if (tell)
        Q_EMIT attemptPicked(row < 0 ? 0 : m_rows[static_cast<std::size_t>(row)].number);
}

void WaterfallView::stepSpan(int step)
{
    const trace::Track *track = m_ref.track();
    if (track == nullptr || m_rows.empty())
        return;
    const qsizetype row = std::max<qsizetype>(m_row, 0);
    const qint64 next = nextSpan(*track, m_rows[static_cast<std::size_t>(row)], m_span, step);
    if (next >= 0)
        choose(row, next, true);
}

void WaterfallView::zoom(double x, double factor)
{
    if (m_rows.empty())
        return;
    m_zoomed = axis();
    m_isZoomed = true;
    m_zoomed.zoomAbout(x, factor);
    viewport()->update();
}

void WaterfallView::pan(double pixels)
{
    if (!m_isZoomed)
        return;
    m_zoomed.panBy(pixels);
    viewport()->update();
}

QString WaterfallView::textAt(const QPoint &place)
{
    ensureFresh();
    const trace::Track *track = m_ref.track();
    const qsizetype index = m_layout.rowAt(place.y(), verticalScrollBar()->value());
    if (track == nullptr || index < 0 || index >= std::ssize(m_rows))
        return {};
    const WaterfallRow &row = m_rows[static_cast<std::size_t>(index)];
    QString sentence = rowSentence(*track, row, end());
    const QRect &bars = m_layout.bars();
    const qint64 span = bars.contains(place) ? spanAt(*track, row, axis(), end(), place.x() - bars.left()) : -1;
    if (span < 0)
        return sentence;
    return spanSentence(*track, track->spans[static_cast<std::size_t>(span)], end()) + u'\n' + sentence;
}

/// Screen readers are told what is chosen.
void WaterfallView::announce()
{
    const trace::Track *track = m_ref.track();
    QString text;
    if (track != nullptr && m_row >= 0) {
        const WaterfallRow &row = m_rows[static_cast<std::size_t>(m_row)];
        text = m_span < 0 ? rowSentence(*track, row, end())
                          : rowLabel(*track, row) + u", "
                + spanSentence(*track, track->spans[static_cast<std::size_t>(m_span)], end());
    } else if (track != nullptr) {
        text = waterfallSummary(*track, end());
    }
    if (text == accessibleDescription())
        return;
    setAccessibleDescription(text);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

/// The clock runs only while somebody sees bars that grow.
void WaterfallView::keepTime()
{
    const trace::Track *track = m_ref.track();
    const bool grows = isVisible() && track != nullptr && m_ref.source->isLive() && !track->spans.empty()
        && !isEnding(track->spans.back().phase);
    if (!grows)
        m_clock.stop();
    else if (const int every = reducedMotion() ? kCalmClockMs : kClockMs;
        !m_clock.isActive() || m_clock.interval() != every)
        m_clock.start(every);
}

} // namespace sluice::ui
