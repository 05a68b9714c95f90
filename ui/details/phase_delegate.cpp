// SPDX-License-Identifier: MIT
#include "ui/details/phase_delegate.h"

#include "ui/details/attempt_table_model.h"
#include "ui/details/phase_spans.h"
#include "ui/style/swatch_painter.h"

#include <QPainter>

#include <algorithm>

namespace sluice::ui {

PhaseDelegate::PhaseDelegate(QObject *parent)
    : TextDelegate(Kind::Text, parent)
{
}

void PhaseDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    paintGround(*painter, cell);
    const auto *model = qobject_cast<const AttemptTableModel *>(index.model());
    const download::Attempt *attempt = model != nullptr ? model->attemptAt(index.row()) : nullptr;
    if (attempt == nullptr)
        return;
    const int height = std::max(8, cell.fontMetrics.height() * 5 / 8);
    const QRect bar(
        cell.rect.left() + 4, cell.rect.top() + (cell.rect.height() - height) / 2, cell.rect.width() - 8, height);
    const std::vector<PhaseSpan> spans = phaseSpans(*attempt, model->now());
    const std::vector<QRect> rects = phaseRects(spans, bar, cell.direction);
    const Ground ground = groundOf(cell.palette);
    for (std::size_t i = 0; i < rects.size(); ++i) {
        const Swatch &colours = swatch(spans[i].mark, ground);
        // Frames would swallow pieces of a few pixels.
        if (rects[i].width() > 4)
            paintSwatch(*painter, rects[i], colours);
        else
            painter->fillRect(rects[i], colours.fill);
    }
}

} // namespace sluice::ui
