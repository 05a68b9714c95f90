// SPDX-License-Identifier: MIT
#include "ui/details/phase_words.h"

#include "ui/style/words.h"

#include <QCoreApplication>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;
using download::State;
using download::WaitReason;
using trace::Phase;

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
    case Phase::NameLookup:
        return QCoreApplication::translate("PhaseWords", "Name look-up");
    case Phase::Connect:
        return QCoreApplication::translate("PhaseWords", "Connect");
    case Phase::Tls:
        return QCoreApplication::translate("PhaseWords", "TLS");
    case Phase::FirstByte:
        return QCoreApplication::translate("PhaseWords", "Waiting for the first byte");
    case Phase::Receiving:
        return stateWord(State::Receiving);
    case Phase::Stalled:
        return stateWord(State::Stalled);
    case Phase::Backoff:
        return QCoreApplication::translate("PhaseWords", "Pause before the next attempt");
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
    return stateWord(State::Waiting);
}

} // namespace sluice::ui
