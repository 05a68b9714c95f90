// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"
#include "ui/throughput/bucket_grid.h"
#include "ui/throughput/series_places.h"

#include <QString>

#include <map>
#include <unordered_map>
#include <vector>

namespace sluice::ui {

/// What the layers of a throughput chart stand for.
enum class GroupBy { Download, Host };

/// One layer: bytes of a download or a host, bucket by bucket.
struct Series {
    QString name;
    int place = -1;   ///< its colour; -1 = others
    trace::Id id = 0; ///< of the download; 0 = a host, or others
    std::vector<qint64> bytes;
    qint64 sum = 0;
};

/// All that a throughput chart shows. A value, bounded by the buckets and the colours whatever the recording holds.
struct ThroughputPicture {
    BucketGrid grid;
    std::vector<Series> series;    ///< bottom layer first, "others" last; none without a byte
    std::vector<qint64> total;     ///< bytes of each bucket; at least the sum of its layers
    std::vector<qint64> rateLimit; ///< in force at the end of each bucket, bytes a second; 0 = none
    trace::Micros known = 0;       ///< until when there is a recording

    /// Bytes a second over a bucket; over its known part for the one that is still going on.
    [[nodiscard]] double rate(int bucket, qint64 bytes) const;
    /// The fastest bucket, bytes a second.
    [[nodiscard]] double fastest() const;
};

/// Makes pictures of a recording that grows: what each bucket holds is looked up once it is over. Holds no pointers.
/// Window thread.
class PictureBuilder
{
public:
    /// `pinned` is the download that is always shown by itself when the layers are downloads; 0 = none.
    [[nodiscard]] ThroughputPicture build(
        const trace::Recording &recording, const BucketGrid &grid, GroupBy group, trace::Id pinned);

private:
    using Shares = std::vector<SeriesSum>; ///< by key

    void forget(const BucketGrid &grid);
    void look(const trace::Recording &recording, qint64 number);
    void place(const trace::Recording &recording, trace::Id pinned);
    void addLayers(ThroughputPicture &picture, const trace::Recording &recording) const;

    GroupBy m_group = GroupBy::Download;
    trace::Micros m_length = 0;
    trace::Micros m_now = 0;
    std::map<qint64, Shares> m_shares;            ///< by number of the bucket
    std::unordered_map<SeriesKey, qint64> m_sums; ///< over all of m_shares
    SeriesPlaces m_places;
};

} // namespace sluice::ui
