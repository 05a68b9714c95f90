// SPDX-License-Identifier: MIT
#include "ui/downloads/row_order.h"

#include "ui/style/format.h"
#include "ui/style/words.h"

#include <QLocale>

#include <array>

namespace sluice::ui {

using download::State;

namespace {

/// Running first, then what will run, then what has ended.
qint64 stateRank(const engine::Row &row)
{
    constexpr std::array kRanks{State::Receiving, State::Connecting, State::Stalled, State::Verifying, State::Backoff,
        State::Waiting, State::Queued, State::Paused, State::Failed, State::Cancelled, State::Done};
    for (std::size_t i = 0; i < kRanks.size(); ++i) {
        if (kRanks.at(i) == row.state)
            return static_cast<qint64>(i * 100) + static_cast<qint64>(row.why);
    }
    return 0;
}

std::optional<qint64> numberOf(const engine::Row &row, Column column)
{
    const auto unlessNegative = [](qint64 value) {
        return value < 0 ? std::nullopt : std::optional(value);
    };
    switch (column) {
    case Column::Progress: {
        const std::optional<double> fraction = fractionOf(row.bytes, row.total);
        return fraction ? std::optional(static_cast<qint64>(*fraction * 1e6)) : std::nullopt;
    }
    case Column::State:
        return stateRank(row);
    case Column::Size:
        return unlessNegative(row.total);
    case Column::Speed:
        return row.speed > 0 ? std::optional(row.speed) : std::nullopt;
    case Column::Left:
        return unlessNegative(timeLeftMs(row));
    case Column::Message:
        if (!row.error)
            return std::nullopt;
        return static_cast<qint64>(row.error->kind) * 1'000 + row.error->httpStatus;
    case Column::Name:
    case Column::Host:
        break;
    }
    return 0;
}

/// The "C" locale sorts by code unit and knows no numbers inside text; English does what a person expects.
QLocale sortingLocale()
{
    const QLocale locale;
    return locale.language() == QLocale::C ? QLocale(QLocale::English) : locale;
}

} // namespace

RowOrder::RowOrder(const Sorting &sorting)
    : m_sorting(sorting)
    , m_collator(sortingLocale())
{
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
}

SortKey RowOrder::key(const engine::Row &row) const
{
    SortKey key;
    key.order = row.order;
    if (!m_sorting.column)
        return key;
    if (*m_sorting.column == Column::Name || *m_sorting.column == Column::Host) {
        const QString &text = *m_sorting.column == Column::Name ? row.name : row.host;
        key.known = !text.isEmpty();
        key.text = m_collator.sortKey(text);
        return key;
    }
    const std::optional<qint64> number = numberOf(row, *m_sorting.column);
    key.known = number.has_value();
    key.number = number.value_or(0);
    return key;
}

bool RowOrder::before(const SortKey &one, const SortKey &other) const
{
    if (one.known != other.known)
        return one.known;
    int difference = 0;
    if (one.text && other.text)
        difference = one.text->compare(*other.text);
    else if (one.number != other.number)
        difference = one.number < other.number ? -1 : 1;
    if (difference == 0)
        return one.order < other.order;
    return m_sorting.order == Qt::AscendingOrder ? difference < 0 : difference > 0;
}

bool RowOrder::same(const SortKey &one, const SortKey &other) const
{
    return !before(one, other) && !before(other, one);
}

} // namespace sluice::ui
