// SPDX-License-Identifier: MIT
#include "core/trace/replay.h"

#include "core/trace/replay_bytes.h"

#include <algorithm>
#include <tuple>

namespace sluice::trace {

namespace {

constexpr std::size_t kBatch = 4'096;

/// What happens at one moment, in the order in which it is told. Slots and connections are left before others take them.
enum class What : quint8 {
    Limits,
    Connection,
    Added,
    Deadline,
    Wrote,
    AttemptEnd,
    Leaving,
    Span,
    Removed,
    Came,
    Shared
};

/// Where an event is to be found; the events themselves would take ten times the memory.
struct Place {
    Micros at = 0;
    quint32 track = 0;
    quint32 index = 0;
    What what = What::Span;
};

class Replay
{
public:
    explicit Replay(const Recording &recording)
        : m_recording(recording)
    {
        m_places.reserve(recording.spanCount() + recording.tracks().size() * 3);
        placeLimits();
        placeConnections();
        for (TrackIndex i = 0; i < recording.tracks().size(); ++i)
            placeTrack(i);
        placeDeadlines();
        placeCurves();
        std::ranges::stable_sort(
            m_places, [](const Place &a, const Place &b) { return std::tie(a.at, a.what) < std::tie(b.at, b.what); });
    }

    void run(const std::function<void(const Batch &batch)> &take)
    {
        Batch batch;
        for (const Place &place : m_places) {
            if (batch.events.size() >= kBatch && place.at > batch.now)
                hand(batch, take);
            tell(place, batch.events);
            batch.now = place.at;
        }
        batch.now = m_recording.now();
        hand(batch, take);
    }

private:
    void hand(Batch &batch, const std::function<void(const Batch &batch)> &take) const
    {
        batch.wallMs = m_recording.wallMs(batch.now);
        take(batch);
        batch.events.clear();
    }

    void placeLimits()
    {
        // Each may have changed alone.
        for (const StepSeries *series : {&m_recording.limit(), &m_recording.hostLimit(), &m_recording.rateLimit()}) {
            for (const StepSeries::Step &step : series->steps())
                m_places.push_back({step.at, 0, 0, What::Limits});
        }
        std::ranges::sort(m_places, {}, &Place::at);
        const auto doubles = std::ranges::unique(m_places, {}, &Place::at);
        m_places.erase(doubles.begin(), doubles.end());
    }

    void placeConnections()
    {
        const auto lanes = m_recording.lanes(LaneKind::Connection);
        for (quint32 i = 0; i < lanes.size(); ++i) {
            if (!lanes[i].stays().empty())
                m_places.push_back({lanes[i].stays().front().begin, 0, i, What::Connection});
        }
    }

    void placeTrack(TrackIndex index)
    {
        const Track &track = m_recording.tracks()[index];
        m_places.push_back({track.added, index, 0, What::Added});
        Span before;
        for (quint32 i = 0; i < track.spans.size(); ++i) {
            const Span span = track.spans[i];
            const bool leaves = (before.slot != kNone && span.slot != before.slot)
                || (before.connection != kNone && span.connection != before.connection);
            m_places.push_back({span.begin, index, i, leaves ? What::Leaving : What::Span});
            before = span;
        }
        for (quint32 i = 0; i < track.attempts.size(); ++i) {
            // One that was stopped ends with what follows it.
            const AttemptBrief &attempt = track.attempts[i];
            if (attempt.end != kOpen && (attempt.report || attempt.status != 0 || attempt.failed))
                m_places.push_back({track.attempts[i].end, index, i, What::AttemptEnd});
        }
        auto range = static_cast<quint32>(m_wrote.size());
        appendRanges(track, m_recording.now(), m_wrote);
        for (; range < m_wrote.size(); ++range)
            m_places.push_back({m_wrote[range].at, index, range, What::Wrote});
        if (track.removed != kOpen)
            m_places.push_back({track.removed, index, 0, What::Removed});
    }

    void placeDeadlines()
    {
        const auto markers = m_recording.markers();
        for (quint32 i = 0; i < markers.size(); ++i) {
            if (markers[i].kind == Marker::Kind::Deadline)
                m_places.push_back({startBefore(markers[i]), markers[i].track, i, What::Deadline});
        }
    }

    void placeCurves()
    {
        appendCurves(m_recording, m_came, m_shared);
        for (quint32 i = 0; i < m_came.size(); ++i)
            m_places.push_back({m_came[i].at, 0, i, What::Came});
        for (quint32 i = 0; i < m_shared.size(); ++i)
            m_places.push_back({m_shared[i].at, 0, i, What::Shared});
    }

    /// When the download was last started before its deadline: a deadline is set at a start and holds until the end.
    [[nodiscard]] Micros startBefore(const Marker &deadline) const
    {
        const Track &track = m_recording.tracks()[deadline.track];
        Micros start = track.added;
        bool rested = false;
        for (const Span &span : track.spans) {
            if (span.begin > deadline.at)
                break;
            if (rested && !isRest(span.phase))
                start = span.begin;
            rested = isRest(span.phase);
        }
        return start;
    }

    void tell(const Place &place, std::vector<Event> &events) const
    {
        switch (place.what) {
        case What::Limits:
            events.emplace_back(limits(place.at));
            break;
        case What::Connection: {
            const Lane &lane = m_recording.lanes(LaneKind::Connection)[place.index];
            events.emplace_back(Connected{place.at, static_cast<int>(lane.group), lane.label});
            break;
        }
        case What::Added:
            tellAdded(track(place), events);
            break;
        case What::Deadline:
            events.emplace_back(DeadlineSet{track(place).id, place.at, m_recording.markers()[place.index].at});
            break;
        case What::Wrote:
            events.emplace_back(m_wrote[place.index]);
            break;
        case What::Came:
            events.emplace_back(m_came[place.index]);
            break;
        case What::Shared:
            events.emplace_back(m_shared[place.index]);
            break;
        case What::AttemptEnd:
            events.emplace_back(ended(track(place), track(place).attempts[place.index]));
            break;
        case What::Leaving:
        case What::Span:
            events.emplace_back(entered(track(place), place.index));
            break;
        case What::Removed:
            events.emplace_back(Removed{place.at, track(place).id});
            break;
        }
    }

    [[nodiscard]] const Track &track(const Place &place) const { return m_recording.tracks()[place.track]; }

    [[nodiscard]] LimitsSet limits(Micros at) const
    {
        LimitsSet event;
        event.at = at;
        event.limit = static_cast<int>(m_recording.limit().at(at));
        event.hostLimit = static_cast<int>(m_recording.hostLimit().at(at));
        event.rateLimit = m_recording.rateLimit().at(at);
        return event;
    }

    void tellAdded(const Track &track, std::vector<Event> &events) const
    {
        const auto hosts = m_recording.hosts();
        const QString host = track.host < hosts.size() ? hosts[track.host] : QString();
        events.emplace_back(Added{track.added, track.id, track.name, track.url, host});
        if (track.total >= 0)
            events.emplace_back(Described{track.id, track.name, track.total});
    }

    static Entered entered(const Track &track, std::size_t index)
    {
        const Span &span = track.spans[index];
        Entered event;
        event.at = span.begin;
        event.id = track.id;
        event.phase = span.phase;
        event.slot = span.slot;
        event.attempt = span.attempt;
        event.connection = span.connection;
        event.thinned = span.thinned;
        event.untilMs = index + 1 == track.spans.size() ? track.untilMs : 0;
        return event;
    }

    /// An attempt whose report is gone keeps what is left of it.
    static AttemptEnded ended(const Track &track, const AttemptBrief &attempt)
    {
        AttemptEnded event;
        event.at = attempt.end;
        event.id = track.id;
        event.connection = attempt.connection;
        event.report = attempt.report;
        if (!event.report) {
            auto report = std::make_shared<AttemptReport>();
            report->number = attempt.number;
            report->url = track.url;
            report->status = attempt.status;
            report->fromByte = attempt.fromByte;
            report->bytes = attempt.bytes;
            if (attempt.failed)
                report->error = std::make_shared<const Error>();
            event.report = std::move(report);
        }
        return event;
    }

    const Recording &m_recording;
    std::vector<Wrote> m_wrote;
    std::vector<Came> m_came;
    std::vector<Shared> m_shared;
    std::vector<Place> m_places;
};

} // namespace

void replay(const Recording &recording, const std::function<void(const Batch &batch)> &take)
{
    if (!recording.isEmpty())
        Replay(recording).run(take);
}

} // namespace sluice::trace
