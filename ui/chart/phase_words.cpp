// SPDX-License-Identifier: MIT
#include "ui/chart/phase_words.h"

#include "ui/style/words.h"

#include <QCoreApplication>

namespace sluice::ui {

using download::State;
using download::WaitReason;
using trace::Phase;

namespace {

using namespace Qt::StringLiterals;

/// The context of the texts below, for translators.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(PhaseWords)
};

QString waiting(WaitReason why)
{
    return stateWord(State::Waiting) + u" · "_s + waitWord(why);
}

} // namespace

QString phaseWord(Phase phase)
{
    switch (phase) {
    case Phase::WaitSlot:
        return waiting(WaitReason::Slot);
    case Phase::WaitHost:
        return waiting(WaitReason::HostSlot);
    case Phase::WaitRate:
        return waiting(WaitReason::RateLimit);
    case Phase::WaitRetryAfter:
        return waiting(WaitReason::RetryAfter);
    case Phase::WaitSchedule:
        return waiting(WaitReason::Schedule);
    case Phase::WaitDisk:
        return waiting(WaitReason::Disk);
    case Phase::WaitNetwork:
        return waiting(WaitReason::Network);
    case Phase::Backoff:
        return waiting(WaitReason::Backoff);
    case Phase::NameLookup:
        return Tr::tr("Name look-up");
    case Phase::Connect:
        return Tr::tr("Connect");
    case Phase::Tls:
        return Tr::tr("TLS");
    case Phase::FirstByte:
        return Tr::tr("Waiting for the first byte");
    case Phase::Receiving:
        return stateWord(State::Receiving);
    case Phase::Stalled:
        return stateWord(State::Stalled);
    case Phase::Verifying:
        return stateWord(State::Verifying);
    case Phase::Paused:
        return stateWord(State::Paused);
    case Phase::Done:
        return stateWord(State::Done);
    case Phase::Failed:
        return stateWord(State::Failed);
    case Phase::Cancelled:
        return stateWord(State::Cancelled);
    }
    return {};
}

} // namespace sluice::ui
