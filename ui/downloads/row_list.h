// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"
#include "ui/downloads/column.h"
#include "ui/downloads/row_filter.h"
#include "ui/downloads/row_order.h"

#include <QHash>

#include <array>
#include <span>
#include <vector>

namespace sluice::ui {

/// All downloads, and the part of them the table shows, in its order. Knows nothing of models: the model asks
/// what should change and tells the list when to change it, between its own begin and end calls.
///
/// A row keeps its slot while it exists. `shown` positions are rows of the table. The list may be *unsettled*:
/// rows shown that no longer match the filter, matching ones not shown, or rows out of order. settle steps are
/// leaving() + hide(), then entering() + show(), then reorder().
class RowList
{
public:
    using Slot = int;

    /// What upsert() did.
    struct Upserted {
        Slot slot = -1;
        bool isNew = false;
        bool moved = false; ///< its place in the queue changed
        ColumnSet changed = 0;
    };

    /// Rows shown.
    int size() const { return static_cast<int>(m_shown.size()); }
    /// All rows.
    int total() const { return static_cast<int>(m_slotOf.size()); }
    /// The row at a shown position, which must exist.
    const engine::Row &at(int position) const;
    /// The row of a slot in use.
    const engine::Row &row(Slot slot) const { return m_entries[static_cast<std::size_t>(slot)].row; }
    /// Null for an unknown id. Valid until the next change.
    const engine::Row *find(engine::Id id) const;
    /// -1 when the row is unknown or not shown.
    int positionOf(engine::Id id) const;
    int positionOf(Slot slot) const { return m_entries[static_cast<std::size_t>(slot)].position; }
    bool matches(Slot slot) const { return m_entries[static_cast<std::size_t>(slot)].matches; }
    const std::array<int, download::kStateCount> &byState() const { return m_byState; }
    const RowFilter &filter() const { return m_filter; }
    const Sorting &sorting() const { return m_order.sorting(); }
    /// Whether a settle step has anything to do.
    bool isUnsettled() const { return m_unsettled; }

    /// Takes a new or changed row. A new one is not shown yet.
    Upserted upsert(const engine::Row &row);
    /// Shown positions of these rows, ascending.
    std::vector<int> positionsOf(std::span<const engine::Id> ids) const;
    /// Forgets rows; they must not be shown any more. Unknown ids are ignored.
    void forget(std::span<const engine::Id> ids);

    /// Both leave what is shown as it is, unsettled where it differs from what it should be.
    void setFilter(const RowFilter &filter);
    void setSorting(const Sorting &sorting);

    /// Shown positions of rows that no longer match, ascending.
    std::vector<int> leaving() const;
    /// Rows that match and are not shown, in order.
    std::vector<Slot> entering();
    /// Sorts rows that are not shown yet among themselves.
    void sort(std::vector<Slot> &slots) const;
    /// Takes positions out of what is shown; the many in any number, ascending, in one pass.
    void hide(int first, int count);
    void hide(std::span<const int> positions);
    /// Appends rows to what is shown; they must match and not be shown.
    void show(std::span<const Slot> slots);
    /// Whether reorder() would move nothing.
    bool isInOrder() const;
    /// Puts what is shown in order. Returns the new position of each old one, empty when nothing moved.
    std::vector<int> reorder();
    /// Shows exactly what should be shown, in order.
    void showAll();

private:
    struct Entry {
        engine::Row row;
        SortKey key;
        int position = -1;
        bool used = false;
        bool matches = false;
        bool stale = false; ///< waits in m_stale to be put into m_sorted
    };

    Entry &entry(Slot slot) { return m_entries[static_cast<std::size_t>(slot)]; }
    const Entry &entry(Slot slot) const { return m_entries[static_cast<std::size_t>(slot)]; }
    Slot newSlot();
    void markStale(Slot slot);
    void sortAll();
    void mergeStale();
    void renumber(int first);
    bool before(Slot one, Slot other) const;

    std::vector<Entry> m_entries;
    std::vector<Slot> m_free;
    QHash<engine::Id, Slot> m_slotOf;
    std::vector<Slot> m_shown;
    std::vector<Slot> m_sorted; ///< all rows in order, but for the stale ones, which stand where they stood
    std::vector<Slot> m_stale;  ///< rows whose key changed, and new ones
    std::array<int, download::kStateCount> m_byState{};
    RowFilter m_filter;
    RowOrder m_order;
    bool m_unsettled = false;
};

} // namespace sluice::ui
