// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/config.h"
#include "core/engine/entry.h"
#include "core/engine/outbox.h"
#include "core/store/store.h"

#include <vector>

namespace sluice::engine {

/// Notes which entries have changed and passes them on in one go: rows and totals to the outbox, records to the store.
/// However often an entry changes in between, it is copied once. Engine thread.
class Publisher
{
public:
    /// All references outlive the publisher.
    Publisher(const EngineConfig &config, store::Store &store, Outbox &outbox);

    /// The row of `entry` has changed.
    void touch(Entry &entry);
    /// The record of `entry` has changed in a way that must survive, and its row with it.
    void recordChanged(Entry &entry);
    /// `entry` is about to go.
    void removed(Entry &entry);
    /// Whose details are passed on; 0 = nobody's.
    void watch(Id id);

    /// Passes changed rows on, with the totals over all entries. `held`: slots in use.
    void publish(const Entries &entries, const Settings &settings, int held);
    /// Passes changed records on.
    void store(const Entries &entries);

private:
    void count(Entry &entry, const Row &row);
    void uncount(Entry &entry);

    const EngineConfig &m_config;
    store::Store &m_store;
    Outbox &m_outbox;
    std::vector<Id> m_changedRows;
    std::vector<Id> m_changedRecords;
    std::vector<Id> m_removed;
    Totals m_totals;
    Id m_watched = 0;
    bool m_watchedChanged = false;
};

} // namespace sluice::engine
