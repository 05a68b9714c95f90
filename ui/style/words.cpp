// SPDX-License-Identifier: MIT
#include "ui/style/words.h"

#include "ui/style/error_words.h"
#include "ui/style/format.h"

#include <QCoreApplication>

#include <limits>

namespace sluice::ui {

using download::State;
using download::WaitReason;

namespace {

using namespace Qt::StringLiterals;

/// The context of the texts below, for translators.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

QString joined(const QString &left, const QString &right)
{
    return right.isEmpty() ? left : left + u" · "_s + right;
}

QString retryText(const engine::Row &row, qint64 nowMs)
{
    if (row.untilMs <= 0)
        return Tr::tr("Retry soon");
    if (row.untilMs <= nowMs)
        return Tr::tr("Retry now");
    return Tr::tr("Retry in %1").arg(countdownText(row.untilMs - nowMs));
}

QString waitText(const engine::Row &row, qint64 nowMs)
{
    const QString text = joined(stateWord(State::Waiting), waitWord(row.why));
    return row.untilMs > nowMs ? joined(text, countdownText(row.untilMs - nowMs)) : text;
}

} // namespace

QString stateWord(State state)
{
    switch (state) {
    case State::Queued:
        return Tr::tr("Queued");
    case State::Waiting:
        return Tr::tr("Waiting");
    case State::Connecting:
        return Tr::tr("Connecting");
    case State::Receiving:
        return Tr::tr("Receiving");
    case State::Stalled:
        return Tr::tr("Stalled");
    case State::Backoff:
        return Tr::tr("Retry later");
    case State::Verifying:
        return Tr::tr("Verifying");
    case State::Paused:
        return Tr::tr("Paused");
    case State::Done:
        return Tr::tr("Done");
    case State::Failed:
        return Tr::tr("Failed");
    case State::Cancelled:
        return Tr::tr("Cancelled");
    }
    return {};
}

QString waitWord(WaitReason why)
{
    switch (why) {
    case WaitReason::None:
        return {};
    case WaitReason::Slot:
        return Tr::tr("slot");
    case WaitReason::HostSlot:
        return Tr::tr("host");
    case WaitReason::RateLimit:
        return Tr::tr("speed limit");
    case WaitReason::RetryAfter:
        return Tr::tr("server asked");
    case WaitReason::Backoff:
        return Tr::tr("next try");
    case WaitReason::Schedule:
        return Tr::tr("schedule");
    case WaitReason::Disk:
        return Tr::tr("disk");
    case WaitReason::Network:
        return Tr::tr("network");
    }
    return {};
}

QString waitSentence(WaitReason why)
{
    switch (why) {
    case WaitReason::None:
        return {};
    case WaitReason::Slot:
        return Tr::tr("Waits for a free slot under the limit.");
    case WaitReason::HostSlot:
        return Tr::tr("Waits for its turn: enough downloads from this host are running.");
    case WaitReason::RateLimit:
        return Tr::tr("Waits because the speed limit is used up.");
    case WaitReason::RetryAfter:
        return Tr::tr("Waits as long as the server asked before the next try.");
    case WaitReason::Backoff:
        return Tr::tr("Waits before the next try, longer each time.");
    case WaitReason::Schedule:
        return Tr::tr("Waits for the hours set in the schedule.");
    case WaitReason::Disk:
        return Tr::tr("Waits for the disk: it is full, slow or missing.");
    case WaitReason::Network:
        return Tr::tr("Waits for the network to come back.");
    }
    return {};
}

QString rowStateText(const engine::Row &row, qint64 nowMs)
{
    switch (row.state) {
    case State::Waiting:
        return waitText(row, nowMs);
    case State::Backoff:
        return joined(retryText(row, nowMs), row.error ? errorBrief(*row.error) : QString());
    case State::Queued:
    case State::Connecting:
    case State::Receiving:
    case State::Stalled:
    case State::Verifying:
        return row.draining ? joined(stateWord(row.state), Tr::tr("last under the old limit")) : stateWord(row.state);
    case State::Paused:
    case State::Done:
    case State::Failed:
    case State::Cancelled:
        break;
    }
    return stateWord(row.state);
}

QString rowStateSentence(const engine::Row &row, qint64 nowMs)
{
    QString text = rowStateText(row, nowMs);
    if (row.state == State::Failed && row.error)
        return joined(text, errorBrief(*row.error));
    if (row.state == State::Waiting || row.state == State::Backoff)
        return row.why == WaitReason::None ? text : text + u'\n' + waitSentence(row.why);
    return text;
}

bool countsDown(const engine::Row &row, qint64 nowMs)
{
    // One second longer than the wait itself, so that the last text is not a stale "1 s".
    return (row.state == State::Waiting || row.state == State::Backoff) && row.untilMs > 0
        && row.untilMs + 1'000 > nowMs;
}

qint64 timeLeftMs(const engine::Row &row)
{
    if (row.state != State::Receiving || row.speed <= 0 || row.total < row.bytes)
        return -1;
    const double ms = static_cast<double>(row.total - row.bytes) * 1'000 / static_cast<double>(row.speed);
    constexpr qint64 kHalf = std::numeric_limits<qint64>::max() / 2;
    constexpr auto kMost = static_cast<double>(kHalf);
    return ms < kMost ? static_cast<qint64>(ms) : -1;
}

} // namespace sluice::ui
