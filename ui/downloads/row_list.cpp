// SPDX-License-Identifier: MIT
#include "ui/downloads/row_list.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sluice::ui {

const engine::Row &RowList::at(int position) const
{
    return row(m_shown[static_cast<std::size_t>(position)]);
}

const engine::Row *RowList::find(engine::Id id) const
{
    const auto it = m_slotOf.constFind(id);
    return it == m_slotOf.cend() ? nullptr : &row(*it);
}

int RowList::positionOf(engine::Id id) const
{
    const auto it = m_slotOf.constFind(id);
    return it == m_slotOf.cend() ? -1 : entry(*it).position;
}

RowList::Upserted RowList::upsert(const engine::Row &row)
{
    Upserted result;
    const auto known = m_slotOf.constFind(row.id);
    result.isNew = known == m_slotOf.cend();
    result.slot = result.isNew ? newSlot() : *known;
    Entry &target = entry(result.slot);
    if (result.isNew) {
        m_slotOf.insert(row.id, result.slot);
        target.used = true;
        target.key = m_order.key(row);
        markStale(result.slot);
    } else {
        --m_byState.at(static_cast<std::size_t>(target.row.state));
        result.moved = target.row.order != row.order;
        result.changed = changedColumns(target.row, row);
        SortKey key = m_order.key(row);
        if (!m_order.same(key, target.key)) {
            target.key = std::move(key);
            markStale(result.slot);
        }
    }
    ++m_byState.at(static_cast<std::size_t>(row.state));
    target.row = row;
    target.matches = m_filter.matches(row);
    m_unsettled = m_unsettled || target.matches != (target.position >= 0);
    return result;
}

std::vector<int> RowList::positionsOf(std::span<const engine::Id> ids) const
{
    std::vector<int> positions;
    for (const engine::Id id : ids) {
        if (const int position = positionOf(id); position >= 0)
            positions.push_back(position);
    }
    std::ranges::sort(positions);
    const auto again = std::ranges::unique(positions);
    positions.erase(again.begin(), again.end());
    return positions;
}

void RowList::forget(std::span<const engine::Id> ids)
{
    bool any = false;
    for (const engine::Id id : ids) {
        const auto it = m_slotOf.constFind(id);
        if (it == m_slotOf.cend())
            continue;
        const Slot slot = *it;
        m_slotOf.erase(it);
        --m_byState.at(static_cast<std::size_t>(row(slot).state));
        entry(slot) = Entry{};
        m_free.push_back(slot);
        any = true;
    }
    if (!any)
        return;
    // Before a slot is used again it has to leave both lists.
    const auto gone = [this](Slot slot) {
        return !entry(slot).used;
    };
    std::erase_if(m_sorted, gone);
    std::erase_if(m_stale, gone);
}

void RowList::setFilter(const RowFilter &filter)
{
    m_filter = filter;
    m_unsettled = true;
    for (const Slot slot : std::as_const(m_slotOf))
        entry(slot).matches = m_filter.matches(row(slot));
}

void RowList::setSorting(const Sorting &sorting)
{
    // Keys do not depend on the direction, and those of names are costly.
    const bool sameKeys = m_order.sorting().column == sorting.column;
    m_order = RowOrder(sorting);
    m_unsettled = true;
    if (!sameKeys) {
        for (const Slot slot : std::as_const(m_slotOf))
            entry(slot).key = m_order.key(row(slot));
    }
    sortAll();
}

std::vector<int> RowList::leaving() const
{
    std::vector<int> positions;
    for (int i = 0; i < size(); ++i) {
        if (!entry(m_shown[static_cast<std::size_t>(i)]).matches)
            positions.push_back(i);
    }
    return positions;
}

std::vector<RowList::Slot> RowList::entering()
{
    mergeStale();
    std::vector<Slot> slots;
    std::ranges::copy_if(m_sorted, std::back_inserter(slots),
        [this](Slot slot) { return entry(slot).matches && entry(slot).position < 0; });
    return slots;
}

void RowList::sort(std::vector<Slot> &slots) const
{
    std::ranges::sort(slots, [this](Slot one, Slot other) { return before(one, other); });
}

void RowList::hide(int first, int count)
{
    const auto begin = m_shown.begin() + first;
    for (auto it = begin; it != begin + count; ++it)
        entry(*it).position = -1;
    m_shown.erase(begin, begin + count);
    renumber(first);
}

void RowList::hide(std::span<const int> positions)
{
    for (const int position : positions)
        entry(m_shown[static_cast<std::size_t>(position)]).position = -1;
    std::erase_if(m_shown, [this](Slot slot) { return entry(slot).position < 0; });
    renumber(0);
}

void RowList::show(std::span<const Slot> slots)
{
    const int first = size();
    m_shown.insert(m_shown.end(), slots.begin(), slots.end());
    renumber(first);
}

bool RowList::isInOrder() const
{
    return std::ranges::is_sorted(m_shown, [this](Slot one, Slot other) { return before(one, other); });
}

std::vector<int> RowList::reorder()
{
    mergeStale();
    std::vector<Slot> target;
    target.reserve(m_shown.size());
    std::ranges::copy_if(m_sorted, std::back_inserter(target), [this](Slot slot) { return entry(slot).position >= 0; });
    m_unsettled = false;
    if (target == m_shown)
        return {};
    std::vector<int> moves(m_shown.size());
    for (std::size_t i = 0; i < target.size(); ++i)
        moves[static_cast<std::size_t>(entry(target[i]).position)] = static_cast<int>(i);
    m_shown = std::move(target);
    renumber(0);
    return moves;
}

void RowList::showAll()
{
    mergeStale();
    for (const Slot slot : m_shown)
        entry(slot).position = -1;
    m_shown.clear();
    std::ranges::copy_if(m_sorted, std::back_inserter(m_shown), [this](Slot slot) { return entry(slot).matches; });
    renumber(0);
    m_unsettled = false;
}

RowList::Slot RowList::newSlot()
{
    if (m_free.empty()) {
        m_entries.emplace_back();
        return static_cast<Slot>(m_entries.size()) - 1;
    }
    const Slot slot = m_free.back();
    m_free.pop_back();
    return slot;
}

void RowList::markStale(Slot slot)
{
    m_unsettled = true;
    if (!std::exchange(entry(slot).stale, true))
        m_stale.push_back(slot);
}

void RowList::sortAll()
{
    m_sorted.assign(m_slotOf.cbegin(), m_slotOf.cend());
    m_stale.clear();
    for (const Slot slot : m_sorted)
        entry(slot).stale = false;
    sort(m_sorted);
}

/// Takes the stale rows out, sorts them alone and merges: linear in all rows, where few changed.
void RowList::mergeStale()
{
    if (m_stale.empty())
        return;
    std::erase_if(m_sorted, [this](Slot slot) { return entry(slot).stale; });
    sort(m_stale);
    std::vector<Slot> merged;
    merged.reserve(m_sorted.size() + m_stale.size());
    std::ranges::merge(
        m_sorted, m_stale, std::back_inserter(merged), [this](Slot one, Slot other) { return before(one, other); });
    for (const Slot slot : m_stale)
        entry(slot).stale = false;
    m_stale.clear();
    m_sorted = std::move(merged);
}

void RowList::renumber(int first)
{
    for (int i = first; i < size(); ++i)
        entry(m_shown[static_cast<std::size_t>(i)]).position = i;
}

bool RowList::before(Slot one, Slot other) const
{
    return m_order.before(entry(one).key, entry(other).key);
}

} // namespace sluice::ui
