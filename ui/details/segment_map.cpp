// SPDX-License-Identifier: MIT
#include "ui/details/segment_map.h"

#include "ui/details/segment_painter.h"
#include "ui/details/segment_texts.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace sluice::ui {

namespace {

constexpr int kPad = 8;
constexpr int kMarkRoom = 12; ///< above the bar, for the resume marks

} // namespace

SegmentMap::SegmentMap(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("File map"));
    setFocusPolicy(Qt::StrongFocus);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void SegmentMap::setMap(FileMap map)
{
    if (map == m_map)
        return;
    if (m_current >= 0) {
        const qint64 first = m_map.pieces[static_cast<std::size_t>(m_current)].begin;
        const qint64 now = pieceAt(map.pieces, first);
        m_current = now >= 0 && map.pieces[static_cast<std::size_t>(now)].begin == first ? now : -1;
    }
    m_map = std::move(map);
    announce();
    update();
}

void SegmentMap::setBy(By by)
{
    m_by = by;
    update();
}

QRect SegmentMap::barRect() const
{
    const int below = fontMetrics().height() + 8;
    const int room = height() - kMarkRoom - below;
    const int high = std::clamp(room, 12, 3 * fontMetrics().height());
    return {kPad, kMarkRoom + std::max(0, (room - high) / 3), std::max(0, width() - 2 * kPad), high};
}

FileScale SegmentMap::scale() const
{
    return {m_map.extent, barRect().width()};
}

std::vector<BarPiece> SegmentMap::bar() const
{
    return barPieces(m_map.pieces, scale());
}

QSize SegmentMap::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, kMarkRoom + fontMetrics().height() * 4 + 8};
}

QSize SegmentMap::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 16, kMarkRoom + fontMetrics().height() + 24};
}

bool SegmentMap::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const qint64 piece = pieceUnder(help->pos());
    QToolTip::showText(help->globalPos(),
        piece < 0 ? QString() : pieceSentence(m_map.pieces[static_cast<std::size_t>(piece)]).toHtmlEscaped(), this);
    return true;
}

void SegmentMap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const std::vector<BarPiece> pieces = bar();
    paintSegments(painter, {m_map, pieces, scale(), barRect(), m_by, m_current, hasFocus(), palette()});
}

void SegmentMap::keyPressEvent(QKeyEvent *event)
{
    const qint64 last = std::ssize(m_map.pieces) - 1;
    if (last < 0)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up:
        return choose(m_current < 0 ? last : std::max<qint64>(0, m_current - 1));
    case Qt::Key_Right:
    case Qt::Key_Down:
        return choose(std::min(last, m_current + 1));
    case Qt::Key_Home:
        return choose(0);
    case Qt::Key_End:
        return choose(last);
    default:
        return QWidget::keyPressEvent(event);
    }
}

void SegmentMap::mousePressEvent(QMouseEvent *event)
{
    choose(pieceUnder(event->pos()));
}

/// Exact: the piece that holds the first byte of the pixel, or where a merged pixel shows another, the one shown.
qint64 SegmentMap::pieceUnder(const QPoint &place) const
{
    const QRect rect = barRect();
    if (!rect.contains(place))
        return -1;
    const int x = place.x() - rect.left();
    const std::vector<BarPiece> pieces = bar();
    const auto found = std::ranges::upper_bound(pieces, x, {}, &BarPiece::right);
    return found == pieces.end() || x < found->left ? -1 : static_cast<qint64>(found->piece);
}

void SegmentMap::choose(qint64 piece)
{
    m_current = piece;
    announce();
    update();
    const bool written
        = piece >= 0 && m_map.pieces[static_cast<std::size_t>(piece)].origin == FilePiece::Origin::Written;
    Q_EMIT attemptPicked(written ? m_map.pieces[static_cast<std::size_t>(piece)].attempt : 0);
}

/// Screen readers are told what is chosen.
void SegmentMap::announce()
{
    const QString text
        = m_current < 0 ? fileSummary(m_map) : pieceSentence(m_map.pieces[static_cast<std::size_t>(m_current)]);
    if (text == accessibleDescription())
        return;
    setAccessibleDescription(text);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

} // namespace sluice::ui
