// SPDX-License-Identifier: MIT
#include "ui/downloads/download_table_model.h"

#include "ui/downloads/row_texts.h"
#include "ui/style/format.h"
#include "ui/style/words.h"

#include <QDateTime>
#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <bit>
#include <ranges>
#include <utility>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

/// More separate runs than this are cheaper, for every view, as one reset.
constexpr std::size_t kMostRuns = 64;

struct Run {
    int first = 0;
    int count = 0;
};

/// Neighbouring positions as runs; `positions` ascends.
std::vector<Run> runsOf(const std::vector<int> &positions)
{
    std::vector<Run> runs;
    for (const int position : positions) {
        if (!runs.empty() && runs.back().first + runs.back().count == position)
            ++runs.back().count;
        else
            runs.push_back({position, 1});
    }
    return runs;
}

int alignmentOf(Column column)
{
    return static_cast<int>(isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft) | static_cast<int>(Qt::AlignVCenter);
}

} // namespace

DownloadTableModel::DownloadTableModel(QObject *parent, Clock clock)
    : QAbstractTableModel(parent)
    , m_clock(clock ? std::move(clock) : Clock(&QDateTime::currentMSecsSinceEpoch))
{
}

void DownloadTableModel::apply(const engine::Delta &delta)
{
    const auto before = m_rows.byState();
    std::vector<RowList::Slot> arrived;
    std::vector<Touched> touched;
    bool queueMoved = false;
    for (const engine::Row &row : delta.changed) {
        const RowList::Upserted done = m_rows.upsert(row);
        if (done.isNew) {
            arrived.push_back(done.slot);
            continue;
        }
        queueMoved = queueMoved || done.moved;
        if (const int position = m_rows.positionOf(done.slot); position >= 0 && done.changed != 0)
            touched.push_back({position, done.changed});
    }
    report(std::move(touched));
    std::erase_if(arrived, [this](RowList::Slot slot) { return !m_rows.matches(slot); });
    append(std::move(arrived));
    hide(m_rows.positionsOf(delta.removed));
    m_rows.forget(delta.removed);
    // Only the user moves rows in the queue, and wants to see it.
    if (queueMoved && !m_rows.sorting().column)
        reorder();
    if (m_rows.byState() != before)
        Q_EMIT countsChanged();
}

void DownloadTableModel::setFilter(Category category, const QString &text)
{
    const RowFilter filter(category, text);
    if (filter == m_rows.filter())
        return;
    m_rows.setFilter(filter);
    resetShown();
}

void DownloadTableModel::setSorting(const Sorting &sorting)
{
    if (sorting == m_rows.sorting())
        return;
    m_rows.setSorting(sorting);
    reorder();
}

void DownloadTableModel::sort(int column, Qt::SortOrder order)
{
    Sorting sorting;
    if (column >= 0 && column < kColumnCount) {
        sorting.column = static_cast<Column>(column);
        sorting.order = order;
    }
    setSorting(sorting);
}

void DownloadTableModel::setVisibleRows(int first, int last)
{
    m_firstVisible = first;
    m_lastVisible = last;
}

void DownloadTableModel::settle()
{
    if (!m_rows.isUnsettled())
        return;
    if (m_held) {
        append(m_rows.entering());
        return;
    }
    hide(m_rows.leaving());
    append(m_rows.entering());
    reorder();
}

void DownloadTableModel::tick()
{
    const qint64 now = m_clock();
    const int last = std::min(m_lastVisible, m_rows.size() - 1);
    std::vector<Touched> touched;
    for (int i = std::max(0, m_firstVisible); i <= last; ++i) {
        if (countsDown(m_rows.at(i), now))
            touched.push_back({i, bit(Column::State)});
    }
    report(std::move(touched));
}

engine::Id DownloadTableModel::idAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows.at(row).id : 0;
}

int DownloadTableModel::findByName(const QString &prefix, int from) const
{
    const int size = m_rows.size();
    for (int i = 0; i < size && !prefix.isEmpty(); ++i) {
        const int row = (std::max(0, from) + i) % size;
        if (m_rows.at(row).name.startsWith(prefix, Qt::CaseInsensitive))
            return row;
    }
    return -1;
}

int DownloadTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.size();
}

int DownloadTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant DownloadTableModel::data(const QModelIndex &index, int role) const
{
    const engine::Row *row = rowAt(index);
    if (row == nullptr)
        return {};
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(*row, column, m_clock());
    case Qt::ToolTipRole:
        return hoverText(*row, column, m_clock());
    case Qt::AccessibleTextRole:
        return spokenText(*row, column, m_clock());
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    default:
        return value(*row, role);
    }
}

QVariant DownloadTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumnCount)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::DisplayRole)
        return columnTitle(column);
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(column);
    return {};
}

Qt::ItemFlags DownloadTableModel::flags(const QModelIndex &index) const
{
    if (rowAt(index) == nullptr)
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
}

QMimeData *DownloadTableModel::mimeData(const QModelIndexList &indexes) const
{
    std::vector<int> rows;
    for (const QModelIndex &index : indexes) {
        if (rowAt(index) != nullptr)
            rows.push_back(index.row());
    }
    std::ranges::sort(rows);
    const auto again = std::ranges::unique(rows);
    rows.erase(again.begin(), again.end());
    if (rows.empty())
        return nullptr;
    QList<QUrl> urls;
    QStringList lines;
    for (const int row : rows) {
        lines.append(m_rows.at(row).url);
        if (const QUrl url(m_rows.at(row).url); url.isValid())
            urls.append(url);
    }
    auto *data = new QMimeData;
    data->setUrls(urls);
    data->setText(lines.join(u'\n'));
    return data;
}

QStringList DownloadTableModel::mimeTypes() const
{
    return {u"text/uri-list"_s, u"text/plain"_s};
}

const engine::Row *DownloadTableModel::rowAt(const QModelIndex &index) const
{
    const bool ours = index.isValid() && index.model() == this && index.row() < m_rows.size();
    return ours ? &m_rows.at(index.row()) : nullptr;
}

QVariant DownloadTableModel::value(const engine::Row &row, int role) const
{
    switch (role) {
    case IdRole:
        return row.id;
    case StateRole:
        return static_cast<int>(row.state);
    case WhyRole:
        return static_cast<int>(row.why);
    case UntilRole:
        return row.untilMs;
    case BytesRole:
        return row.bytes;
    case TotalRole:
        return row.total;
    case SpeedRole:
        return row.speed;
    case LeftRole:
        return timeLeftMs(row);
    case FractionRole: {
        const std::optional<double> fraction = fractionOf(row.bytes, row.total);
        return fraction ? QVariant(*fraction) : QVariant();
    }
    case AttemptsRole:
        return row.attempts;
    case UrlRole:
        return row.url;
    case HostRole:
        return row.host;
    case FolderRole:
        return row.folder;
    case PathRole:
        return row.path;
    case ErrorRole:
        return row.error ? QVariant::fromValue(*row.error) : QVariant();
    default:
        return {};
    }
}

void DownloadTableModel::hide(const std::vector<int> &positions)
{
    const std::vector<Run> runs = runsOf(positions);
    if (runs.size() > kMostRuns) {
        Q_EMIT aboutToRearrange();
        beginResetModel();
        m_rows.hide(positions);
        endResetModel();
        Q_EMIT rearranged();
        return;
    }
    // From the end, so that the positions before stay right.
    for (const Run &run : std::views::reverse(runs)) {
        beginRemoveRows({}, run.first, run.first + run.count - 1);
        m_rows.hide(run.first, run.count);
        endRemoveRows();
    }
}

void DownloadTableModel::append(std::vector<RowList::Slot> slots)
{
    if (slots.empty())
        return;
    m_rows.sort(slots);
    beginInsertRows({}, m_rows.size(), m_rows.size() + static_cast<int>(slots.size()) - 1);
    m_rows.show(slots);
    endInsertRows();
}

void DownloadTableModel::reorder()
{
    if (m_rows.isInOrder()) {
        m_rows.reorder();
        return;
    }
    Q_EMIT aboutToRearrange();
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const std::vector<int> moves = m_rows.reorder();
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex &index : before)
        after.append(this->index(moves.at(static_cast<std::size_t>(index.row())), index.column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
    Q_EMIT rearranged();
}

void DownloadTableModel::resetShown()
{
    Q_EMIT aboutToRearrange();
    beginResetModel();
    m_rows.showAll();
    endResetModel();
    Q_EMIT rearranged();
}

/// Tells views about changed cells that can be seen: neighbouring rows together, from the first changed column
/// to the last.
void DownloadTableModel::report(std::vector<Touched> touched)
{
    std::erase_if(
        touched, [this](const Touched &one) { return one.position < m_firstVisible || one.position > m_lastVisible; });
    std::ranges::sort(touched, {}, &Touched::position);
    for (std::size_t i = 0; i < touched.size();) {
        const int first = touched[i].position;
        int last = first;
        ColumnSet columns = 0;
        for (; i < touched.size() && touched[i].position <= last + 1; ++i) {
            last = touched[i].position;
            columns |= touched[i].columns;
        }
        const int left = std::countr_zero(columns);
        const int right = static_cast<int>(std::bit_width(columns)) - 1;
        Q_EMIT dataChanged(index(first, left), index(last, right));
    }
}

} // namespace sluice::ui
