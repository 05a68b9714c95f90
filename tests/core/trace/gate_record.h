// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace sluice::trace::testing {

/// Writes a record step by step, in any order; times in seconds.
class GateRecord
{
public:
    static constexpr qint64 kWallAtZero = 1'700'000'000'000;
    static Micros micros(double seconds) { return static_cast<Micros>(seconds * 1e6); }

    void limits(double at, int limit, int hostLimit = 0, qint64 rateLimit = 0)
    {
        note(at, LimitsSet{micros(at), limit, hostLimit, rateLimit});
    }
    void add(double at, Id id, const QString &host = QStringLiteral("a.test"), qint64 total = -1)
    {
        const QString name = QStringLiteral("file-%1.bin").arg(id);
        note(at, Added{micros(at), id, name, QStringLiteral("http://") + host + QStringLiteral("/f"), host});
        note(at, Described{id, name, total});
        enter(at, id, Phase::WaitSlot);
    }
    void enter(double at, Id id, Phase phase, int slot = kNone, qint64 untilMs = 0)
    {
        Entered entered;
        entered.at = micros(at);
        entered.id = id;
        entered.phase = phase;
        entered.slot = slot;
        entered.attempt = slot == kNone ? 0 : 1;
        entered.untilMs = untilMs;
        note(at, entered);
    }
    void receive(double at, Id id, qint64 begin, qint64 end)
    {
        note(at, Received{micros(at), id, 1, kNone, begin, end});
    }
    void attempt(double at, Id id, bool failed)
    {
        auto report = std::make_shared<AttemptReport>();
        report->number = 1;
        if (failed)
            report->error = std::make_shared<const Error>();
        AttemptEnded ended;
        ended.at = micros(at);
        ended.id = id;
        ended.report = std::move(report);
        note(at, std::move(ended));
    }
    void remove(double at, Id id) { note(at, Removed{micros(at), id}); }

    /// What happened up to this moment since the last batch.
    Batch take(double at)
    {
        std::ranges::stable_sort(m_events, {}, &Timed::at);
        const auto end = std::ranges::upper_bound(m_events, micros(at), {}, &Timed::at);
        Batch batch;
        batch.now = micros(at);
        batch.wallMs = kWallAtZero + batch.now / 1'000;
        for (auto each = m_events.begin(); each != end; ++each)
            batch.events.push_back(std::move(each->event));
        m_events.erase(m_events.begin(), end);
        return batch;
    }
    /// All that happened up to this moment.
    Recording recording(double at)
    {
        Recording made;
        made.apply(take(at));
        return made;
    }

private:
    struct Timed {
        Micros at = 0;
        Event event;
    };

    template <typename E>
    void note(double at, E event)
    {
        m_events.push_back({micros(at), std::move(event)});
    }

    std::vector<Timed> m_events;
};

} // namespace sluice::trace::testing
