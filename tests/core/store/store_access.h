// SPDX-License-Identifier: MIT
#pragma once

#include "core/store/store.h"

#include <future>
#include <vector>

namespace sluice::test {

struct Loaded {
    std::vector<download::Record> records;
    std::vector<size_t> batches; ///< their sizes
    QString error;
};

/// Everything load() passes on; waits for its end.
inline Loaded loadAll(store::Store &store)
{
    Loaded loaded;
    std::promise<void> ended;
    store.load(
        [&](std::vector<download::Record> batch) {
            loaded.batches.push_back(batch.size());
            std::ranges::move(batch, std::back_inserter(loaded.records));
        },
        [&](const QString &error) {
            loaded.error = error;
            ended.set_value();
        });
    ended.get_future().wait();
    return loaded;
}

/// A short record whose fields follow from its id.
inline download::Record plainRecord(download::Id id, download::State state = download::State::Queued)
{
    download::Record record;
    record.id = id;
    record.order = id;
    record.state = state;
    record.request.url = QStringLiteral("http://127.0.0.1/file-%1.bin").arg(id);
    record.request.folder = QStringLiteral("/tmp");
    return record;
}

inline std::vector<download::Record> plainRecords(download::Id first, int count)
{
    std::vector<download::Record> records;
    for (int i = 0; i < count; ++i)
        records.push_back(plainRecord(first + i));
    return records;
}

} // namespace sluice::test
