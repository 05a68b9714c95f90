// SPDX-License-Identifier: MIT
#include "ui/slots/slot_grid_view.h"

#include "ui/slots/slot_delegate.h"
#include "ui/slots/slot_model.h"

#include <QKeyEvent>
#include <QScrollBar>

namespace sluice::ui {

SlotGridView::SlotGridView(SlotModel *model, QWidget *parent)
    : QListView(parent)
    , m_model(model)
    , m_delegate(new SlotDelegate(this))
{
    setAccessibleName(tr("Slots"));
    setModel(model);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Always there, so that the number of columns does not depend on itself.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    connect(this, &QAbstractItemView::clicked, this, &SlotGridView::pick);
    connect(model, &QAbstractItemModel::rowsInserted, this, &SlotGridView::fit);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &SlotGridView::fit);
    connect(model, &QAbstractItemModel::dataChanged, this, &SlotGridView::fit);
}

void SlotGridView::select(engine::Id id)
{
    const int row = m_model->rowOf(id);
    if (row < 0) {
        selectionModel()->clearSelection();
        return;
    }
    if (selectionModel()->isRowSelected(row))
        return;
    selectionModel()->setCurrentIndex(m_model->index(row), QItemSelectionModel::ClearAndSelect);
}

void SlotGridView::resizeEvent(QResizeEvent *event)
{
    fit();
    QListView::resizeEvent(event);
}

void SlotGridView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

void SlotGridView::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        pick(currentIndex());
        event->accept();
        return;
    }
    QListView::keyPressEvent(event);
}

void SlotGridView::fit()
{
    // One pixel less: a row that is exactly as wide as the view would wrap.
    const QSize room = viewport()->size() - QSize(1, 0);
    const SlotGrid grid
        = layoutSlotGrid(room, m_model->rowCount(), fontMetrics().height(), fontMetrics().averageCharWidth());
    const int most = m_model->cells().empty() ? 0 : m_model->cells().back().number + 1;
    m_delegate->setLayout(grid, slotTextSizes(fontMetrics(), most));
    if (grid.cell != gridSize())
        setGridSize(grid.cell);
}

void SlotGridView::pick(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    if (const engine::Id id = m_model->cells()[static_cast<std::size_t>(index.row())].id; id != 0)
        Q_EMIT picked(id);
}

} // namespace sluice::ui
