// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/record.h"

#include <QHash>
#include <QString>

#include <optional>

namespace sluice::engine {

/// What earlier runs left unfinished, found by what was asked for: the link, the folder and the chosen name. A plain
/// structure.
class UnfinishedWork
{
public:
    /// Remembers a stored record; only those with a part file are worth it.
    void add(const download::Record &record);
    /// The record that `request` goes on with; it is handed out once.
    std::optional<download::Record> take(const download::Request &request);

private:
    static QString keyOf(const download::Request &request);

    QMultiHash<QString, download::Record> m_records;
};

} // namespace sluice::engine
