// SPDX-License-Identifier: MIT
#include "core/trace/phase.h"

#include <algorithm>
#include <array>

namespace sluice::trace {

namespace {

// By the value of Phase.
constexpr std::array<const char16_t *, kPhaseCount> kNames = {
    u"wait-slot",
    u"wait-host",
    u"wait-rate",
    u"wait-retry-after",
    u"wait-schedule",
    u"wait-disk",
    u"wait-network",
    u"name-lookup",
    u"connect",
    u"tls",
    u"first-byte",
    u"receiving",
    u"stalled",
    u"backoff",
    u"verifying",
    u"paused",
    u"done",
    u"failed",
    u"cancelled",
};

} // namespace

bool isWait(Phase phase)
{
    return phase <= Phase::WaitNetwork || phase == Phase::Backoff;
}

bool isRest(Phase phase)
{
    return phase >= Phase::Paused;
}

bool isWork(Phase phase)
{
    return !isWait(phase) && !isRest(phase);
}

QString phaseName(Phase phase)
{
    return QStringView(kNames.at(static_cast<std::size_t>(phase))).toString();
}

std::optional<Phase> phaseFromName(QStringView name)
{
    const auto *const found
        = std::ranges::find_if(kNames, [name](const char16_t *known) { return name == QStringView(known); });
    if (found == kNames.end())
        return std::nullopt;
    return static_cast<Phase>(found - kNames.begin());
}

} // namespace sluice::trace
