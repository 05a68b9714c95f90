// SPDX-License-Identifier: MIT
#include "core/store/pending.h"

#include <algorithm>
#include <limits>

namespace sluice::store {

using download::Id;
using download::Record;
using download::Settings;

bool Pending::empty() const
{
    return records.empty() && !settings && uiValues.isEmpty();
}

void Pending::apply(Change change)
{
    if (auto *saved = std::get_if<std::vector<Record>>(&change)) {
        for (Record &record : *saved) {
            const Id id = record.id;
            if (id < std::numeric_limits<Id>::max())
                nextId = std::max(nextId, id + 1);
            records[id] = std::move(record);
        }
    } else if (const auto *removed = std::get_if<std::vector<Id>>(&change)) {
        for (const Id id : *removed)
            records[id] = std::nullopt;
    } else if (auto *newSettings = std::get_if<Settings>(&change)) {
        settings = std::move(*newSettings);
    } else if (auto *uiValue = std::get_if<std::pair<QString, QByteArray>>(&change)) {
        uiValues.insert(uiValue->first, uiValue->second);
    }
}

} // namespace sluice::store
