// SPDX-License-Identifier: MIT
#include "ui/timeline/lane_header.h"

#include "ui/style/figures.h"
#include "ui/style/state_colours.h"
#include "ui/timeline/lane_view.h"
#include "ui/timeline/span_words.h"
#include "ui/timeline/timeline_state.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace sluice::ui {

using namespace Qt::StringLiterals;
using trace::LaneKind;

LaneHeader::LaneHeader(TimelineState *state, LaneView *view, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_view(view)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Lanes"));
    const auto repaint = [this] {
        update();
    };
    connect(view, &LaneView::rowsChanged, this, repaint);
    connect(state, &TimelineState::selectionChanged, this, repaint);
    connect(state, &TimelineState::currentChanged, this, repaint);
}

int LaneHeader::widthIn(int room) const
{
    if (m_state->kind() == LaneKind::Slot)
        return fontMetrics().horizontalAdvance(tr("%1 running").arg(u"000"_s)) + 20;
    constexpr int kLeast = 96;
    constexpr int kMost = 240;
    return std::clamp(room * 22 / 100, kLeast, kMost);
}

void LaneHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor ground = palette().color(QPalette::Window);
    const QColor ink = palette().color(QPalette::WindowText);
    const QColor quiet = mixed(ground, ink, 0.62);
    painter.fillRect(rect(), ground);
    const LaneLayout &rows = m_view->rows();
    const int current = currentLane();
    for (int lane = rows.first(); lane <= rows.last(); ++lane) {
        const QRect row = rows.row(lane, 0, width());
        const bool chosen = lane == current;
        if (chosen)
            painter.fillRect(row, palette().color(QPalette::Highlight));
        else
            painter.fillRect(QRect(0, row.bottom(), width(), 1), mixed(ground, ink, 0.08));
        const QColor plain = m_state->lanes().isRepeated(m_state->recording(), lane) ? quiet : ink;
        painter.setPen(chosen ? palette().color(QPalette::HighlightedText) : plain);
        const Qt::Alignment side = isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft;
        drawLine(painter, row.adjusted(8, 0, -6, 0), side,
            m_state->lanes().label(m_state->recording(), lane).left(4 * kLongestName), Qt::ElideMiddle);
    }
    painter.fillRect(QRect(isRightToLeft() ? 0 : width() - 1, 0, 1, height()), mixed(ground, ink, 0.25));
}

bool LaneHeader::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto *help = static_cast<QHelpEvent *>(event);
    const int lane = m_view->rows().laneAt(help->pos().y());
    if (lane < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), m_view->laneText(lane).toHtmlEscaped(), this);
    return true;
}

void LaneHeader::mousePressEvent(QMouseEvent *event)
{
    const int lane = m_view->rows().laneAt(event->position().toPoint().y());
    if (event->button() == Qt::LeftButton && lane >= 0)
        Q_EMIT clicked(lane);
}

void LaneHeader::wheelEvent(QWheelEvent *event)
{
    // The lanes scroll as if the pointer were over them.
    QCoreApplication::sendEvent(m_view, event);
}

int LaneHeader::currentLane() const
{
    if (const int lane = m_state->selectedLane(); lane >= 0)
        return lane;
    const auto index = m_state->recording().find(m_state->current());
    return index && m_state->lanes().isDownloads() ? static_cast<int>(*index) : -1;
}

} // namespace sluice::ui
