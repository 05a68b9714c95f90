// SPDX-License-Identifier: MIT
#include "ui/throughput/throughput_picture.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <utility>

namespace sluice::ui {

using trace::Micros;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Throughput)
};

/// Bytes are told a little late: a bucket is over for good only then.
constexpr Micros kLate = 5'000'000;

Series seriesOf(const trace::Recording &recording, GroupBy group, SeriesKey key)
{
    Series series;
    if (group == GroupBy::Host) {
        series.name = key < recording.hosts().size() ? recording.hosts()[key] : QString();
    } else if (key < recording.tracks().size()) {
        series.name = recording.tracks()[key].name;
        series.id = recording.tracks()[key].id;
    }
    return series;
}

std::vector<qint64> totals(const trace::Recording &recording, const BucketGrid &grid)
{
    std::vector<qint64> bytes;
    for (const auto &bucket : recording.throughput().total(grid.from(), grid.to(), grid.count))
        bytes.push_back(bucket.bytes);
    bytes.resize(static_cast<std::size_t>(grid.count));
    return bytes;
}

} // namespace

double ThroughputPicture::rate(int bucket, qint64 bytes) const
{
    const Micros length = std::clamp<Micros>(known - grid.begin(bucket), 0, grid.length);
    // The first moments of a bucket would make a peak of a few bytes.
    const Micros enough = std::max(length, std::min<Micros>(grid.length, 500'000));
    return static_cast<double>(bytes) * 1e6 / static_cast<double>(enough);
}

double ThroughputPicture::fastest() const
{
    double most = 0;
    for (int i = 0; i < grid.count; ++i)
        most = std::max(most, rate(i, total[static_cast<std::size_t>(i)]));
    return most;
}

void PictureBuilder::forget(const BucketGrid &grid)
{
    for (auto each = m_shares.begin(); each != m_shares.end();) {
        // What was young the last time is looked up again.
        const bool young = (each->first + 1) * m_length > m_now - kLate;
        if (!young && each->first >= grid.first && each->first < grid.first + grid.count) {
            ++each;
            continue;
        }
        for (const SeriesSum &share : each->second) {
            const auto sum = m_sums.find(share.key);
            sum->second -= share.bytes;
            if (sum->second == 0)
                m_sums.erase(sum);
        }
        each = m_shares.erase(each);
    }
}

void PictureBuilder::look(const trace::Recording &recording, qint64 number)
{
    if (m_shares.contains(number))
        return;
    const Micros from = number * m_length;
    std::unordered_map<SeriesKey, qint64> sums;
    for (const auto &share : recording.throughput().shares(from, from + m_length)) {
        if (share.track >= recording.tracks().size() || share.bytes <= 0)
            continue;
        sums[m_group == GroupBy::Host ? recording.tracks()[share.track].host : share.track] += share.bytes;
    }
    Shares shares;
    shares.reserve(sums.size());
    for (const auto &[key, bytes] : sums) {
        shares.push_back({key, bytes});
        m_sums[key] += bytes;
    }
    std::ranges::sort(shares, {}, &SeriesSum::key);
    m_shares.emplace(number, std::move(shares));
}

void PictureBuilder::place(const trace::Recording &recording, trace::Id pinned)
{
    std::vector<SeriesSum> list;
    list.reserve(m_sums.size());
    for (const auto &[key, bytes] : m_sums)
        list.push_back({key, bytes});
    std::optional<SeriesKey> always;
    if (m_group == GroupBy::Download && pinned != 0) {
        always = recording.find(pinned);
    }
    m_places.update(std::move(list), always);
}

void PictureBuilder::addLayers(ThroughputPicture &picture, const trace::Recording &recording) const
{
    const auto count = static_cast<std::size_t>(picture.grid.count);
    std::vector<qint64> others = picture.total;
    int number = 0;
    for (const std::optional<SeriesKey> &key : m_places.places()) {
        const int place = number++;
        if (!key)
            continue;
        Series series = seriesOf(recording, m_group, *key);
        series.place = place;
        series.bytes.resize(count);
        for (const auto &[bucket, shares] : m_shares) {
            const auto share = std::ranges::lower_bound(shares, *key, {}, &SeriesSum::key);
            if (share == shares.end() || share->key != *key)
                continue;
            const auto at = static_cast<std::size_t>(bucket - picture.grid.first);
            series.bytes[at] = share->bytes;
            series.sum += share->bytes;
            others[at] -= share->bytes;
        }
        picture.series.push_back(std::move(series));
    }
    Series rest;
    rest.name = Tr::tr("Others");
    for (std::size_t i = 0; i < count; ++i) {
        // Shares are kept by the second and totals more finely, so the former may be a little ahead.
        picture.total[i] = std::max(picture.total[i], picture.total[i] - others[i]);
        rest.bytes.push_back(std::max<qint64>(0, others[i]));
        rest.sum += rest.bytes.back();
    }
    if (rest.sum > 0)
        picture.series.push_back(std::move(rest));
}

ThroughputPicture PictureBuilder::build(
    const trace::Recording &recording, const BucketGrid &grid, GroupBy group, trace::Id pinned)
{
    const Micros now = recording.now();
    if (group != m_group || grid.length != m_length || now < m_now) {
        m_shares.clear();
        m_sums.clear();
        m_places.clear();
    }
    m_group = group;
    m_length = grid.length;
    forget(grid);
    m_now = now;

    ThroughputPicture picture;
    picture.grid = grid;
    picture.known = now;
    picture.total = totals(recording, grid);
    for (int i = 0; i < grid.count; ++i) {
        picture.rateLimit.push_back(recording.rateLimit().at(std::min(now, grid.begin(i) + grid.length - 1)));
        if (grid.begin(i) <= now)
            look(recording, grid.first + i);
    }
    place(recording, pinned);
    addLayers(picture, recording);
    return picture;
}

} // namespace sluice::ui
