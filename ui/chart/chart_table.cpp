// SPDX-License-Identifier: MIT
#include "ui/chart/chart_table.h"

#include "ui/chart/chart_table_model.h"
#include "ui/downloads/table_header.h"
#include "ui/downloads/text_delegate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace sluice::ui {

namespace {

/// Cells are parted by tabs and rows by line ends, which a name from the network may hold as well.
QString cellOf(const QString &text)
{
    return text.simplified();
}

} // namespace

ChartTable::ChartTable(ChartTableModel *model, const QString &name, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
{
    setHorizontalHeader(new TableHeader(this));
    setModel(model);
    setAccessibleName(name);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setTabKeyNavigation(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    setItemDelegate(new TextDelegate(TextDelegate::Kind::Text, this));
    auto *figures = new TextDelegate(TextDelegate::Kind::Figures, this);
    horizontalHeader()->setStretchLastSection(false);
    int number = 0;
    for (const ChartTableModel::Column &column : model->columns()) {
        if (column.figures)
            setItemDelegateForColumn(number, figures);
        const int room = column.letters * fontMetrics().averageCharWidth() + 2 * TextDelegate::kPad;
        setColumnWidth(number, std::max(room, horizontalHeader()->sectionSizeHint(number)));
        ++number;
    }
}

QString ChartTable::selectedText() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QString text;
    const auto line = [this, &text](const auto &cell) {
        for (int column = 0; column < m_model->columnCount(); ++column) {
            if (column > 0)
                text += u'\t';
            text += cellOf(cell(column));
        }
        text += u'\n';
    };
    if (rows.size() > 1)
        line([this](int column) { return m_model->columns()[static_cast<std::size_t>(column)].title; });
    for (const QModelIndex &row : rows.first(std::min<qsizetype>(rows.size(), kMostCopied)))
        line([&row](int column) { return row.siblingAtColumn(column).data().toString(); });
    return text;
}

bool ChartTable::event(QEvent *event)
{
    // The window has an action with this key, which copies links.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QTableView::event(event);
}

void ChartTable::keyPressEvent(QKeyEvent *event)
{
    if (!event->matches(QKeySequence::Copy)) {
        QTableView::keyPressEvent(event);
        return;
    }
    if (const QString text = selectedText(); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

} // namespace sluice::ui
