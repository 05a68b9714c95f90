// SPDX-License-Identifier: MIT
#include "ui/recording/compare_align.h"

#include "core/trace/replay.h"

#include <QDateTime>

#include <algorithm>
#include <limits>
#include <variant>

namespace sluice::ui {

namespace {

void shift(trace::Batch &batch, trace::Micros by)
{
    batch.now = std::max<trace::Micros>(0, batch.now - by);
    for (trace::Event &event : batch.events) {
        std::visit(
            [by](auto &of) {
                if constexpr (requires { of.at; })
                    of.at = std::max<trace::Micros>(0, of.at - by);
                if constexpr (requires { of.deadline; })
                    of.deadline = std::max<trace::Micros>(0, of.deadline - by);
            },
            event);
    }
}

} // namespace

trace::Micros startOf(const trace::Recording &recording)
{
    trace::Micros start = recording.tracks().empty() ? 0 : std::numeric_limits<trace::Micros>::max();
    for (const trace::Track &track : recording.tracks())
        start = std::min(start, track.added);
    return start;
}

trace::Recording aligned(const trace::Recording &recording, trace::Micros length)
{
    const qint64 midnight = QDate(2000, 1, 1).startOfDay().toMSecsSinceEpoch();
    const trace::Micros start = startOf(recording);
    trace::Recording result(trace::Bounds{.spans = recording.spanCount() + 1});
    trace::replay(recording, [&](const trace::Batch &batch) {
        trace::Batch moved = batch;
        shift(moved, start);
        moved.wallMs = midnight + moved.now / 1'000;
        result.apply(moved);
    });
    trace::Batch end;
    end.now = result.now();
    for (const trace::Track &track : result.tracks()) {
        if (track.removed == trace::kOpen)
            end.events.emplace_back(trace::Removed{end.now, track.id});
    }
    result.apply(end);
    result.apply({.now = std::max(length, end.now), .wallMs = 0, .events = {}});
    return result;
}

} // namespace sluice::ui
