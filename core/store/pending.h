// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/record.h"
#include "core/download/settings.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace sluice::store {

/// One call of the store that changes something: records to save, ids to remove, settings, a window's value.
using Change = std::variant<std::vector<download::Record>, std::vector<download::Id>, download::Settings,
    std::pair<QString, QByteArray>>;

/// What the next transaction will write: for each row only the newest of the changes since the last one.
/// A plain value.
struct Pending {
    std::unordered_map<download::Id, std::optional<download::Record>> records; ///< nothing = delete
    std::optional<download::Settings> settings;
    QHash<QString, QByteArray> uiValues;
    /// 1 + the greatest id ever saved here, also of records that were removed before they were written.
    download::Id nextId = 0;

    bool empty() const;
    void apply(Change change);
};

} // namespace sluice::store
