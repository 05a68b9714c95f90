// SPDX-License-Identifier: MIT
#include "app/trace/phase_words.h"

#include <QCoreApplication>

namespace sluice::app {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::PhaseWords)
};

} // namespace

QString phaseWords(trace::Phase phase)
{
    using trace::Phase;
    switch (phase) {
    case Phase::WaitSlot:
        return Tr::tr("waiting for a slot");
    case Phase::WaitHost:
        return Tr::tr("waiting for the host's turn");
    case Phase::WaitRate:
        return Tr::tr("held back by a rate limit");
    case Phase::WaitRetryAfter:
        return Tr::tr("waiting as the server asked");
    case Phase::WaitSchedule:
        return Tr::tr("waiting for the schedule");
    case Phase::WaitDisk:
        return Tr::tr("waiting for the disk");
    case Phase::WaitNetwork:
        return Tr::tr("waiting for the network");
    case Phase::NameLookup:
        return Tr::tr("name look-up");
    case Phase::Connect:
        return Tr::tr("connecting");
    case Phase::Tls:
        return Tr::tr("TLS handshake");
    case Phase::FirstByte:
        return Tr::tr("waiting for the first byte");
    case Phase::Receiving:
        return Tr::tr("receiving");
    case Phase::Stalled:
        return Tr::tr("stalled");
    case Phase::Backoff:
        return Tr::tr("pause before a retry");
    case Phase::Verifying:
        return Tr::tr("verifying");
    case Phase::Paused:
        return Tr::tr("paused");
    case Phase::Done:
        return Tr::tr("done");
    case Phase::Failed:
        return Tr::tr("failed");
    case Phase::Cancelled:
        return Tr::tr("cancelled");
    }
    Q_UNREACHABLE();
}

} // namespace sluice::app
