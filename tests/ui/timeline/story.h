// SPDX-License-Identifier: MIT
#pragma once

#include "ui/recording/recording_source.h"

#include <QString>

#include <utility>
#include <vector>

namespace sluice::ui::testing {

inline constexpr trace::Micros kMs = 1'000;
inline constexpr trace::Micros kSecond = 1'000 * kMs;
inline constexpr qint64 kWallAtZero = 1'700'000'000'000; ///< 22:13:20 UTC

/// A session written line by line, in seconds.
class Story
{
public:
    Story &limit(double at, int limit)
    {
        m_events.emplace_back(trace::LimitsSet{.at = micros(at), .limit = limit, .hostLimit = 0, .rateLimit = 0});
        return *this;
    }
    Story &add(double at, trace::Id id, const QString &name, const QString &host = QStringLiteral("example.org"))
    {
        m_events.emplace_back(trace::Added{
            .at = micros(at), .id = id, .name = name, .url = QStringLiteral("http://%1/").arg(host), .host = host});
        return *this;
    }
    Story &enter(double at, trace::Id id, trace::Phase phase, int slot = trace::kNone, int connection = trace::kNone,
        int attempt = 1)
    {
        m_events.emplace_back(trace::Entered{.at = micros(at),
            .id = id,
            .phase = phase,
            .slot = slot,
            .attempt = attempt,
            .connection = connection,
            .untilMs = 0,
            .renames = false});
        return *this;
    }
    Story &rename(double at, trace::Id id, trace::Phase phase, int slot)
    {
        m_events.emplace_back(trace::Entered{.at = micros(at),
            .id = id,
            .phase = phase,
            .slot = slot,
            .attempt = 1,
            .connection = trace::kNone,
            .untilMs = 0,
            .renames = true});
        return *this;
    }
    Story &connected(double at, int connection, const QString &label)
    {
        m_events.emplace_back(trace::Connected{.at = micros(at), .connection = connection, .label = label});
        return *this;
    }
    /// What was written since the last call, closed at that moment.
    trace::Batch until(double now)
    {
        return {.now = micros(now), .wallMs = kWallAtZero + micros(now) / kMs, .events = std::exchange(m_events, {})};
    }

    static trace::Micros micros(double seconds) { return static_cast<trace::Micros>(seconds * 1e6); }

private:
    std::vector<trace::Event> m_events;
};

/// Two slots for twenty seconds: "one.bin" (1) runs from 0 to 10 in slot 1 and is done; "two.bin" (2) waits a second,
/// connects for one and receives until 8, fails, and waits for its next try; "three.bin" (3) waits until 10 and receives
/// in slot 1 to this moment. The limit is 2, from 12 on 3.
inline trace::Batch shortStory()
{
    using trace::Phase;
    Story story;
    story.limit(0, 2);
    story.add(0, 1, QStringLiteral("one.bin")).enter(0, 1, Phase::Receiving, 0, 0);
    story.add(0, 2, QStringLiteral("two.bin"), QStringLiteral("other.org")).enter(0, 2, Phase::WaitSlot, trace::kNone);
    story.add(0, 3, QStringLiteral("three.bin")).enter(0, 3, Phase::WaitSlot, trace::kNone, trace::kNone, 0);
    story.connected(0, 0, QStringLiteral("127.0.0.1:80"));
    story.enter(1, 2, Phase::Connect, 1);
    story.connected(2, 1, QStringLiteral("127.0.0.2:80")).enter(2, 2, Phase::Receiving, 1, 1);
    story.enter(8, 2, Phase::Backoff);
    story.enter(10, 1, Phase::Done).enter(10, 3, Phase::Receiving, 0, 0);
    story.limit(12, 3);
    story.enter(15, 2, Phase::Failed);
    return story.until(20);
}

inline trace::Recording shortRecording()
{
    trace::Recording recording;
    recording.apply(shortStory());
    return recording;
}

} // namespace sluice::ui::testing
