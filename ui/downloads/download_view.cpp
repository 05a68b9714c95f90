// SPDX-License-Identifier: MIT
#include "ui/downloads/download_view.h"

#include "ui/downloads/download_header.h"
#include "ui/downloads/download_table_model.h"
#include "ui/downloads/progress_delegate.h"
#include "ui/downloads/state_delegate.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QSignalBlocker>

#include <algorithm>
#include <limits>
#include <utility>

namespace sluice::ui {

namespace {

bool isMove(int key)
{
    return key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown
        || key == Qt::Key_Home || key == Qt::Key_End;
}

} // namespace

DownloadView::DownloadView(DownloadTableModel *model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_header(new DownloadHeader(this))
{
    setHorizontalHeader(m_header);
    setModel(model);
    setAccessibleName(tr("Downloads"));
    setShowGrid(false);
    setWordWrap(false);
    setAlternatingRowColors(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setDragDropMode(DragOnly);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    setMouseTracking(true);
    setUpColumns();
    updateRowHeight();

    m_second.setInterval(1'000);
    m_second.setTimerType(Qt::PreciseTimer);
    connect(&m_second, &QTimer::timeout, this, &DownloadView::everySecond);
    connect(model, &DownloadTableModel::aboutToRearrange, this, &DownloadView::keep);
    connect(model, &DownloadTableModel::rearranged, this, &DownloadView::restore);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_wasReset = true; });
    connect(model, &QAbstractItemModel::rowsRemoved, this,
        [this](const QModelIndex &, int first, int last) { followRemoval(first, last); });
}

std::vector<engine::Id> DownloadView::selectedIds() const
{
    std::vector<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::ranges::sort(rows);
    const auto again = std::ranges::unique(rows);
    rows.erase(again.begin(), again.end());
    std::vector<engine::Id> ids;
    ids.reserve(rows.size());
    for (const int row : rows)
        ids.push_back(m_model->idAt(row));
    return ids;
}

void DownloadView::selectIds(const std::vector<engine::Id> &ids)
{
    std::vector<int> rows;
    for (const engine::Id id : ids) {
        if (const int row = m_model->rowOf(id); row >= 0)
            rows.push_back(row);
    }
    const QModelIndex current = rows.empty() ? QModelIndex() : m_model->index(rows.front(), 0);
    std::ranges::sort(rows);
    QItemSelection selection;
    for (std::size_t i = 0; i < rows.size();) {
        const int first = rows[i];
        int last = first;
        for (; i < rows.size() && rows[i] <= last + 1; ++i)
            last = rows[i];
        selection.append(QItemSelectionRange(m_model->index(first, 0), m_model->index(last, kColumnCount - 1)));
    }
    if (current.isValid())
        selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (current.isValid())
        scrollTo(current);
}

engine::Id DownloadView::currentId() const
{
    return m_model->idAt(currentIndex().row());
}

QByteArray DownloadView::columnState() const
{
    return m_header->columnState();
}

bool DownloadView::restoreColumnState(const QByteArray &state)
{
    if (!m_header->restoreColumnState(state))
        return false;
    m_columnsAreTheirs = true;
    m_model->sort(m_header->sortIndicatorSection(), m_header->sortIndicatorOrder());
    return true;
}

void DownloadView::resetColumns()
{
    m_header->resetColumns(viewport()->width());
    m_model->sort(-1);
}

void DownloadView::copyLinks() const
{
    QStringList links;
    for (const engine::Id id : selectedIds()) {
        if (const engine::Row *row = m_model->find(id))
            links.append(row->url);
    }
    if (!links.isEmpty())
        QApplication::clipboard()->setText(links.join(u'\n'));
}

void DownloadView::keyboardSearch(const QString &search)
{
    const bool again = m_sinceTyped.isValid() && m_sinceTyped.elapsed() < QApplication::keyboardInputInterval();
    m_sinceTyped.start();
    m_typed = again ? m_typed + search : search;
    // One letter over and over goes from match to match; a growing word stays where it still fits.
    const bool repeated = m_typed.size() > 1 && m_typed.count(m_typed.at(0)) == m_typed.size();
    const QString wanted = repeated ? m_typed.left(1) : m_typed;
    const int from = wanted.size() == 1 ? currentIndex().row() + 1 : currentIndex().row();
    if (const int row = m_model->findByName(wanted, from); row >= 0)
        setCurrentIndex(m_model->index(row, 0));
}

QModelIndex DownloadView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int last = m_model->rowCount() - 1;
    const int column = std::max(0, currentIndex().column());
    switch (action) {
    case MoveHome:
        return m_model->index(0, column);
    case MoveEnd:
        return m_model->index(last, column);
    case MoveLeft:
    case MoveRight:
        return currentIndex();
    default:
        return QTableView::moveCursor(action, modifiers);
    }
}

void DownloadView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyLinks();
        event->accept();
        return;
    }
    QScrollBar *across = horizontalScrollBar();
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() & ~Qt::KeypadModifier || currentId() == 0)
            break;
        Q_EMIT downloadActivated(currentId());
        return;
    case Qt::Key_Left:
    case Qt::Key_Right: {
        // Rows are chosen whole, so these keys look at the columns that do not fit.
        const bool forward = (event->key() == Qt::Key_Right) != isRightToLeft();
        across->setValue(across->value() + (forward ? 1 : -1) * 4 * across->singleStep());
        return;
    }
    default:
        break;
    }
    moveByKey(event);
}

void DownloadView::moveByKey(QKeyEvent *event)
{
    const bool adds = event->modifiers() & Qt::ShiftModifier;
    const bool jumps = !adds && (event->key() == Qt::Key_Home || event->key() == Qt::Key_End);
    if (jumps) {
        // Whole rows leave Ctrl nothing to do here: with or without it, the row gone to is the one chosen.
        QKeyEvent plain(event->type(), event->key(), Qt::NoModifier);
        QTableView::keyPressEvent(&plain);
        event->accept();
    } else {
        QTableView::keyPressEvent(event);
    }
    // Qt chooses nothing when the keyboard already is on the row, as after a click on the empty space.
    const bool none = !(event->modifiers() & Qt::ControlModifier) && !selectionModel()->hasSelection();
    if (currentIndex().isValid() && (jumps || (none && isMove(event->key()))))
        selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void DownloadView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    QTableView::mouseDoubleClickEvent(event);
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier && index.isValid())
        Q_EMIT downloadActivated(m_model->idAt(index.row()));
}

void DownloadView::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint point = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const QModelIndex name = m_model->index(currentIndex().row(), static_cast<int>(Column::Name));
        const QRect rect = visualRect(name).intersected(viewport()->rect());
        point = viewport()->mapToGlobal(rect.isValid() ? rect.center() : viewport()->rect().center());
    }
    event->accept();
    Q_EMIT menuRequested(point);
}

bool DownloadView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseMove:
        m_pointer = static_cast<QMouseEvent *>(event)->position().toPoint();
        break;
    case QEvent::Enter:
        m_pointer = static_cast<QEnterEvent *>(event)->position().toPoint();
        break;
    case QEvent::Leave:
        m_pointer.reset();
        break;
    default:
        break;
    }
    return QTableView::viewportEvent(event);
}

void DownloadView::paintEvent(QPaintEvent *event)
{
    const int first = rowAt(0);
    const int last = rowAt(viewport()->height() - 1);
    m_model->setVisibleRows(std::max(0, first), last < 0 ? m_model->rowCount() - 1 : last);
    QTableView::paintEvent(event);
}

void DownloadView::showEvent(QShowEvent *event)
{
    m_second.start();
    everySecond();
    QTableView::showEvent(event);
    if (!std::exchange(m_columnsAreTheirs, true))
        m_header->fit(viewport()->width());
}

void DownloadView::hideEvent(QHideEvent *event)
{
    m_second.stop();
    m_pointer.reset();
    QTableView::hideEvent(event);
}

void DownloadView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateRowHeight();
}

void DownloadView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    // Qt also reports the removal of rows that were not chosen.
    if (!selected.isEmpty() || !deselected.isEmpty())
        Q_EMIT selectedIdsChanged();
}

void DownloadView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    updateRow(previous);
    updateRow(current);
    if (current.row() != previous.row())
        Q_EMIT currentIdChanged(currentId());
}

void DownloadView::setUpColumns()
{
    connect(m_header, &QHeaderView::sortIndicatorChanged, this,
        [this](int section, Qt::SortOrder order) { m_model->sort(section, order); });
    connect(m_header, &DownloadHeader::resetRequested, this, &DownloadView::resetColumns);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    auto *figures = new TextDelegate(TextDelegate::Kind::Figures, this);
    setItemDelegate(new TextDelegate(TextDelegate::Kind::Text, this));
    setItemDelegateForColumn(static_cast<int>(Column::Name), new TextDelegate(TextDelegate::Kind::Name, this));
    setItemDelegateForColumn(static_cast<int>(Column::Progress), new ProgressDelegate(this));
    setItemDelegateForColumn(static_cast<int>(Column::State), new StateDelegate(this));
    for (const Column column : {Column::Size, Column::Speed, Column::Left})
        setItemDelegateForColumn(static_cast<int>(column), figures);
    m_header->fit(std::numeric_limits<int>::max());
}

void DownloadView::updateRowHeight()
{
    const int height = fontMetrics().height() + 8;
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void DownloadView::everySecond()
{
    m_model->setHeld(isHeld());
    m_model->settle();
    m_model->tick();
}

bool DownloadView::isHeld() const
{
    if (state() != NoState || QApplication::mouseButtons() != Qt::NoButton || QApplication::activePopupWidget())
        return true;
    return m_pointer && rowAt(m_pointer->y()) >= 0;
}

void DownloadView::keep()
{
    m_wasReset = false;
    m_kept.selected = selectedIds();
    m_kept.current = currentId();
    const int top = rowAt(0);
    m_kept.top = m_model->idAt(top);
    m_kept.offset = top >= 0 ? -rowViewportPosition(top) : 0;
    m_kept.scroll = verticalScrollBar()->value();
    // Without this, Qt would carry an index for every chosen cell through the re-sort.
    const QSignalBlocker quiet(selectionModel());
    selectionModel()->clearSelection();
}

void DownloadView::restore()
{
    const Kept kept = std::exchange(m_kept, {});
    {
        const QSignalBlocker quiet(selectionModel());
        selectionModel()->clearSelection();
        selectIds(kept.selected);
        const int current = m_model->rowOf(kept.current);
        selectionModel()->setCurrentIndex(
            current >= 0 ? m_model->index(current, 0) : QModelIndex(), QItemSelectionModel::NoUpdate);
    }
    executeDelayedItemsLayout();
    // Sorting keeps the place in the list; a new filter keeps the rows on the screen where it can.
    const int top = m_model->rowOf(kept.top);
    int scroll = kept.scroll;
    if (m_wasReset && kept.scroll > 0)
        scroll = top >= 0 ? top * verticalHeader()->defaultSectionSize() + kept.offset : 0;
    verticalScrollBar()->setValue(scroll);
    viewport()->update();
    if (selectedIds().size() != kept.selected.size())
        Q_EMIT selectedIdsChanged();
    if (currentId() != kept.current)
        Q_EMIT currentIdChanged(currentId());
}

/// Rows that go above the screen take their height out of the scroll position, so that nothing on it moves.
void DownloadView::followRemoval(int first, int last)
{
    const int height = verticalHeader()->defaultSectionSize();
    const int scroll = verticalScrollBar()->value();
    const int top = scroll / height;
    if (first >= top)
        return;
    const int above = std::min(last, top - 1) - first + 1;
    verticalScrollBar()->setValue(scroll - above * height);
}

void DownloadView::updateRow(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const QRect row = visualRect(index);
    viewport()->update(0, row.top(), viewport()->width(), row.height());
}

} // namespace sluice::ui
