// SPDX-License-Identifier: MIT
#include "ui/details/writer_swatch.h"

#include <algorithm>
#include <array>

namespace sluice::ui {

namespace {

/// Hues that stay apart for neighbours, and for people who see fewer of them.
constexpr std::array kHues{
    Mark::Receiving, Mark::FirstByte, Mark::NameLookup, Mark::Tls, Mark::Verifying, Mark::Connect};
constexpr std::array kPatterns{Pattern::Solid, Pattern::Hatch, Pattern::Vertical, Pattern::BackHatch};
static_assert(kHues.size() * kPatterns.size() == kWriterLooks);

} // namespace

Swatch writerSwatch(int number, Ground ground)
{
    const auto look = static_cast<std::size_t>(std::max(number, 0) % kWriterLooks);
    Swatch painted = swatch(kHues.at(look % kHues.size()), ground);
    painted.pattern = kPatterns.at(look / kHues.size());
    painted.letter = 0;
    return painted;
}

} // namespace sluice::ui
