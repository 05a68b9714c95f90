// SPDX-License-Identifier: MIT
#include "core/trace/start_estimate.h"

#include <algorithm>
#include <ranges>

namespace sluice::trace {

namespace {

constexpr std::size_t kNewest = 64;
constexpr std::size_t kEnough = 3;
constexpr Micros kRecent = 600'000'000;

} // namespace

std::optional<Micros> recentService(const Recording &recording)
{
    struct Ended {
        Micros at = 0;
        Micros length = 0;
    };
    std::vector<Ended> ended;
    const Micros since = recording.now() - kRecent;
    for (const Lane &lane : recording.lanes(LaneKind::Slot)) {
        std::size_t taken = 0;
        for (const Stay &stay : std::views::reverse(lane.stays())) {
            if (stay.end == kOpen)
                continue;
            if (stay.end < since || ++taken > kNewest)
                break;
            ended.push_back({stay.end, stay.end - stay.begin});
        }
    }
    if (ended.size() < kEnough)
        return std::nullopt;
    if (ended.size() > kNewest) {
        std::ranges::nth_element(ended, ended.begin() + kNewest, std::ranges::greater(), &Ended::at);
        ended.resize(kNewest);
    }
    const auto middle = ended.begin() + std::ssize(ended) / 2;
    std::ranges::nth_element(ended, middle, {}, &Ended::length);
    return middle->length;
}

} // namespace sluice::trace
