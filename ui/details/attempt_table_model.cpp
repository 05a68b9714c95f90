// SPDX-License-Identifier: MIT
#include "ui/details/attempt_table_model.h"

#include "ui/style/format.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

int alignmentOf(AttemptColumn column)
{
    return static_cast<int>(isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft) | static_cast<int>(Qt::AlignVCenter);
}

} // namespace

AttemptTableModel::AttemptTableModel(QObject *parent, Clock clock)
    : QAbstractTableModel(parent)
    , m_clock(clock ? std::move(clock) : Clock(&QDateTime::currentMSecsSinceEpoch))
{
}

void AttemptTableModel::setAttempts(const std::vector<download::Attempt> &attempts)
{
    // The oldest attempts may have been dropped; they are the last rows.
    const auto firstKept = std::ranges::find_if(m_attempts, [&attempts](const download::Attempt &old) {
        return !attempts.empty() && old.number == attempts.front().number;
    });
    if (const int dropped = static_cast<int>(firstKept - m_attempts.begin()); dropped > 0) {
        beginRemoveRows({}, size() - dropped, size() - 1);
        m_attempts.erase(m_attempts.begin(), firstKept);
        endRemoveRows();
    }
    const auto known = std::min(m_attempts.size(), attempts.size());
    for (std::size_t i = 0; i < known; ++i) {
        if (m_attempts[i] == attempts[i])
            continue;
        m_attempts[i] = attempts[i];
        const int row = size() - 1 - static_cast<int>(i);
        Q_EMIT dataChanged(index(row, 0), index(row, kAttemptColumnCount - 1));
    }
    if (m_attempts.size() > attempts.size()) {
        beginRemoveRows({}, 0, size() - static_cast<int>(attempts.size()) - 1);
        m_attempts.resize(attempts.size());
        endRemoveRows();
    } else if (attempts.size() > m_attempts.size()) {
        beginInsertRows({}, 0, static_cast<int>(attempts.size()) - size() - 1);
        m_attempts = attempts;
        endInsertRows();
    }
}

void AttemptTableModel::tick()
{
    const qint64 now = m_clock();
    for (int row = 0; row < rowCount(); ++row) {
        const download::Attempt *attempt = attemptAt(row);
        if (attempt->endedMs == 0 || attempt->nextTryMs + 1'000 > now)
            Q_EMIT dataChanged(index(row, 0), index(row, kAttemptColumnCount - 1));
    }
}

const download::Attempt *AttemptTableModel::attemptAt(int row) const
{
    return row >= 0 && row < size() ? &m_attempts[static_cast<std::size_t>(size() - 1 - row)] : nullptr;
}

int AttemptTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : size();
}

int AttemptTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kAttemptColumnCount;
}

QVariant AttemptTableModel::data(const QModelIndex &index, int role) const
{
    const download::Attempt *attempt = index.isValid() && index.model() == this ? attemptAt(index.row()) : nullptr;
    if (attempt == nullptr)
        return {};
    const auto column = static_cast<AttemptColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return attemptText(*attempt, column, m_clock());
    case Qt::ToolTipRole:
        return attemptHover(*attempt, column, m_clock());
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case Qt::AccessibleTextRole: {
        const QString text = column == AttemptColumn::Phases ? attemptHover(*attempt, column, m_clock())
                                                             : attemptText(*attempt, column, m_clock());
        return tr("%1: %2").arg(attemptColumnTitle(column), text == noValue() ? tr("none") : text);
    }
    default:
        return {};
    }
}

QVariant AttemptTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kAttemptColumnCount)
        return {};
    const auto column = static_cast<AttemptColumn>(section);
    if (role == Qt::DisplayRole)
        return attemptColumnTitle(column);
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(column);
    return {};
}

} // namespace sluice::ui
