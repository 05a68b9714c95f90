// SPDX-License-Identifier: MIT
#include "ui/slots/queue_model.h"

#include "ui/style/format.h"
#include "ui/style/words.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace sluice::ui {

namespace {

/// More pieces than this are not worth telling one by one.
constexpr std::size_t kMostRuns = 64;

/// Neighbours in a list.
struct Run {
    int first = 0;
    int last = 0;
};

/// Where the places stand in a sorted list that holds them all.
std::vector<Run> runsOf(const std::vector<QueuePlace> &places, const std::vector<QueuePlace> &list)
{
    std::vector<Run> runs;
    for (const QueuePlace &place : places) {
        const int at = static_cast<int>(std::ranges::lower_bound(list, place) - list.begin());
        if (!runs.empty() && runs.back().last + 1 == at)
            runs.back().last = at;
        else
            runs.push_back({at, at});
        if (runs.size() > kMostRuns)
            break;
    }
    return runs;
}

/// A row as rowStateText() reads it.
engine::Row stateOf(const BookRow &row)
{
    engine::Row made;
    made.state = row.state;
    made.why = row.why;
    made.untilMs = row.untilMs;
    made.error = row.error;
    return made;
}

QString reasonText(const BookRow &row, qint64 nowMs)
{
    if (row.state == download::State::Waiting && row.untilMs <= nowMs)
        return waitWord(row.why);
    if (row.state == download::State::Queued)
        return waitWord(download::WaitReason::Slot);
    return rowStateText(stateOf(row), nowMs);
}

} // namespace

QueueModel::QueueModel(RowBook *book, QObject *parent)
    : QAbstractTableModel(parent)
    , m_book(book)
{
}

void QueueModel::refresh(trace::StartEstimate estimate, qint64 nowMs)
{
    apply(m_book->takeQueueChange());
    m_others = m_book->others();
    m_estimate = std::move(estimate);
    m_nowMs = nowMs;
    if (!m_places.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void QueueModel::apply(const QueueChange &change)
{
    std::vector<QueuePlace> kept;
    kept.reserve(m_places.size());
    std::ranges::set_difference(m_places, change.gone, std::back_inserter(kept));
    std::vector<QueuePlace> places;
    places.reserve(kept.size() + change.come.size());
    std::ranges::merge(kept, change.come, std::back_inserter(places));

    const std::vector<Run> gone = runsOf(change.gone, m_places);
    const std::vector<Run> come = runsOf(change.come, places);
    if (gone.size() > kMostRuns || come.size() > kMostRuns) {
        beginResetModel();
        m_places = std::move(places);
        endResetModel();
        return;
    }
    for (const Run &run : std::views::reverse(gone)) {
        beginRemoveRows({}, run.first, run.last);
        m_places.erase(m_places.begin() + run.first, m_places.begin() + run.last + 1);
        endRemoveRows();
    }
    for (const Run &run : come) {
        beginInsertRows({}, run.first, run.last);
        m_places.insert(m_places.begin() + run.first, places.begin() + run.first, places.begin() + run.last + 1);
        endInsertRows();
    }
}

engine::Id QueueModel::idAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_places[static_cast<std::size_t>(row)].id : 0;
}

int QueueModel::rowOf(engine::Id id) const
{
    const BookRow *row = id == 0 ? nullptr : m_book->find(id);
    if (!row)
        return -1;
    const QueuePlace place{row->order, id};
    const auto found = std::ranges::lower_bound(m_places, place);
    return found != m_places.end() && *found == place ? static_cast<int>(found - m_places.begin()) : -1;
}

int QueueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_places.size());
}

int QueueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString QueueModel::startText(int row, const BookRow &found) const
{
    const qint64 untilMs = found.untilMs > m_nowMs ? found.untilMs - m_nowMs : 0;
    if (!waitsForSlot(found))
        return untilMs > 0 ? tr("in %1").arg(countdownText(untilMs)) : noValue();
    const QueuePlace &place = m_places[static_cast<std::size_t>(row)];
    const auto before = std::ranges::lower_bound(m_others, place) - m_others.begin();
    const std::optional<trace::Micros> wait = m_estimate.at(row - before);
    if (!wait)
        return noValue();
    if (row == before && *wait < 1'000'000)
        return tr("next");
    return tr("in %1").arg(roughText(*wait / 1'000));
}

QString QueueModel::text(int row, int column) const
{
    if (column == Place)
        return QString::number(row + 1);
    // The book may know already that it waits no more; the next refresh takes the row away.
    const BookRow *found = m_book->find(idAt(row));
    if (!found)
        return noValue();
    switch (column) {
    case Name:
        return found->name;
    case Reason:
        return reasonText(*found, m_nowMs);
    default:
        return startText(row, *found);
    }
}

QVariant QueueModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return static_cast<int>((index.column() == Place ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole: {
        const QString value = text(index.row(), index.column());
        return tr("%1: %2").arg(
            headerData(index.column(), Qt::Horizontal).toString(), value == noValue() ? tr("unknown") : value);
    }
    case Qt::ToolTipRole: {
        const BookRow *found = m_book->find(idAt(index.row()));
        if (index.column() == Name || !found)
            return text(index.row(), index.column());
        if (index.column() == Start)
            return tr("Estimated from how long recent downloads took, if things go on as they did.");
        const auto why = found->why == download::WaitReason::None ? download::WaitReason::Slot : found->why;
        return waitSentence(why);
    }
    default:
        return {};
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == Place ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Place:
        return tr("Place");
    case Name:
        return tr("Download");
    case Reason:
        return tr("Waits for");
    case Start:
        return tr("Starts");
    default:
        return {};
    }
}

} // namespace sluice::ui
