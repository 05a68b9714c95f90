// SPDX-License-Identifier: MIT
#include "ui/timeline/lane_list.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>
#include <numeric>
#include <ranges>

namespace sluice::ui {

using namespace Qt::StringLiterals;
using trace::Lane;
using trace::LaneKind;
using trace::Micros;
using trace::Recording;
using trace::Track;
using trace::TrackIndex;

namespace {

/// The context of the texts below, for translators.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(LaneList)
};

int counted(std::size_t size)
{
    return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max() / 1'000));
}

/// What all lanes have in common in which the download may be at that moment.
qint64 groupOf(LaneKind kind, const Track &track, const trace::Span &span)
{
    switch (kind) {
    case LaneKind::Slot:
        return span.slot;
    case LaneKind::Host:
        return track.host;
    case LaneKind::Connection:
        return span.connection;
    case LaneKind::Download:
        break;
    }
    return trace::kNone;
}

} // namespace

bool LaneList::update(const Recording &recording, LaneKind kind)
{
    const bool sameKind = kind == m_kind;
    m_kind = kind;
    if (isDownloads()) {
        const int count = counted(recording.tracks().size());
        m_order.clear();
        return std::exchange(m_count, count) != count || !sameKind;
    }
    const auto lanes = recording.lanes(kind);
    if (sameKind && m_order.size() == lanes.size())
        return false;
    m_order.resize(lanes.size());
    std::iota(m_order.begin(), m_order.end(), 0U);
    std::ranges::stable_sort(m_order, {}, [&lanes](quint32 i) { return lanes[i].group; });
    m_count = counted(lanes.size());
    return true;
}

const Lane &LaneList::lane(const Recording &recording, int lane) const
{
    return recording.lanes(m_kind)[place(lane)];
}

QString LaneList::label(const Recording &recording, int index) const
{
    if (isDownloads())
        return recording.tracks()[static_cast<std::size_t>(index)].name;
    const Lane &shown = lane(recording, index);
    const QString number = QLocale().toString(static_cast<qint64>(shown.group) + 1);
    switch (m_kind) {
    case LaneKind::Slot:
        return Tr::tr("Slot %1").arg(number);
    case LaneKind::Connection:
        return shown.label.isEmpty() ? Tr::tr("Connection %1").arg(number) : number + u" · "_s + shown.label;
    case LaneKind::Host:
    case LaneKind::Download:
        break;
    }
    return shown.label;
}

bool LaneList::isRepeated(const Recording &recording, int index) const
{
    return !isDownloads() && index > 0 && lane(recording, index).group == lane(recording, index - 1).group;
}

int LaneList::laneOf(const Recording &recording, TrackIndex index, Micros at) const
{
    if (isDownloads())
        return index < static_cast<TrackIndex>(m_count) ? static_cast<int>(index) : -1;
    const Track &track = recording.tracks()[index];
    const qsizetype span = spanIndexAt(track, at);
    if (span < 0)
        return -1;
    const qint64 group = groupOf(m_kind, track, track.spans[static_cast<std::size_t>(span)]);
    const auto lanes = recording.lanes(m_kind);
    const auto groupAt = [&lanes](quint32 i) {
        return static_cast<qint64>(lanes[i].group);
    };
    for (auto i = std::ranges::lower_bound(m_order, group, {}, groupAt); i != m_order.end() && groupAt(*i) == group;
        ++i) {
        for (const trace::Stay &stay : lanes[*i].between(at, at + 1)) {
            if (stay.track == index)
                return static_cast<int>(i - m_order.begin());
        }
    }
    return -1;
}

qsizetype spanIndexAt(const Track &track, Micros at)
{
    const auto all = std::views::iota(std::size_t(0), track.spans.size());
    const auto after = std::ranges::partition_point(all, [&](std::size_t i) { return track.spans[i].begin <= at; });
    return after - all.begin() - 1;
}

} // namespace sluice::ui
