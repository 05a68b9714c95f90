// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/record.h"
#include "core/store/database.h"

#include <span>
#include <vector>

namespace sluice::store {

/// Rows of the table `download`, to and from records. Lives no longer than its database.
class RecordIo
{
public:
    /// Comes before everything else.
    Result<void> prepare(Database &database);

    /// Inserts or replaces one row.
    Result<void> write(const download::Record &record);
    /// No such row is no failure.
    Result<void> erase(download::Id id);

    /// The ids of all rows in the order of the queue (position, then id).
    Result<std::vector<download::Id>> ids();
    /// The records with these ids, in the order of the queue; ids without a row are passed over. A row whose
    /// encoded part is damaged is not lost, see fromRow() in the source.
    Result<std::vector<download::Record>> read(std::span<const download::Id> ids);

    /// 1 + the greatest id in the table, 1 for an empty one.
    Result<download::Id> nextId();

private:
    QSqlQuery m_write;
    QSqlQuery m_erase;
    QSqlQuery m_ids;
    QSqlQuery m_read;
    QSqlQuery m_maxId;
};

} // namespace sluice::store
