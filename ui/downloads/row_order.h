// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"
#include "ui/downloads/column.h"

#include <QCollator>

#include <optional>

namespace sluice::ui {

/// By what the table is sorted; without a column it is in the order of the queue.
struct Sorting {
    std::optional<Column> column;
    Qt::SortOrder order = Qt::AscendingOrder;

    bool operator==(const Sorting &) const = default;
};

/// What decides a row's place under one Sorting, taken out of the row once so that sorting many rows stays cheap.
struct SortKey {
    bool known = true; ///< rows without a value come last in either direction
    qint64 number = 0;
    std::optional<QCollatorSortKey> text; ///< Name and Host
    qint64 order = 0;                     ///< place in the queue; decides between equals
};

/// Makes keys for one Sorting and compares them. Names compare as the user's language has it, without regard
/// to case, and "data-7" before "data-10".
class RowOrder
{
public:
    explicit RowOrder(const Sorting &sorting = {});

    const Sorting &sorting() const { return m_sorting; }
    SortKey key(const engine::Row &row) const;
    /// Strict weak order; two different rows are never equal, since places in the queue are unique.
    bool before(const SortKey &one, const SortKey &other) const;
    /// Whether neither comes before the other by value, places in the queue included.
    bool same(const SortKey &one, const SortKey &other) const;

private:
    Sorting m_sorting;
    QCollator m_collator;
};

} // namespace sluice::ui
