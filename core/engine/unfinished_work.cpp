// SPDX-License-Identifier: MIT
#include "core/engine/unfinished_work.h"

#include <utility>

namespace sluice::engine {

QString UnfinishedWork::keyOf(const download::Request &request)
{
    // A line break is in none of the three.
    return request.url + u'\n' + request.folder + u'\n' + request.fileName;
}

void UnfinishedWork::add(const download::Record &record)
{
    if (record.part.path.isEmpty())
        return;
    m_records.insert(keyOf(record.request), record);
}

std::optional<download::Record> UnfinishedWork::take(const download::Request &request)
{
    const auto it = m_records.find(keyOf(request));
    if (it == m_records.end())
        return std::nullopt;
    std::optional<download::Record> record(std::move(*it));
    m_records.erase(it);
    return record;
}

} // namespace sluice::engine
