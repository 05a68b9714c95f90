// SPDX-License-Identifier: MIT
#include "core/download/runner.h"

#include "core/async/sleep.h"
#include "core/async/with_timeout.h"
#include "core/download/attempt.h"
#include "core/download/backoff.h"
#include "core/http/url.h"

#include <chrono>
#include <memory>
#include <utility>

namespace sluice::download {

using namespace Qt::StringLiterals;

namespace {

void succeed(Host &host, Download &download, bool skipped)
{
    Record &record = download.record;
    record.error.reset();
    download.skipped = skipped;
    if (skipped && record.finalPath.isEmpty())
        record.finalPath = record.request.folder + u'/' + record.part.finalName;
    host.happened(download, Event::Finish, WaitReason::None, 0);
}

void fail(Host &host, Download &download, Error error)
{
    download.record.error = std::move(error);
    host.happened(download, Event::Fail, WaitReason::None, 0);
}

/// Attempts until one succeeds or trying again cannot help. The permit lives here, so that the deadline's stop
/// releases it too.
async::Task<> tryUntilDone(
    Environment *environment, Host *host, Download *download, async::Permit permit, Policy policy, std::stop_token stop)
{
    Record &record = download->record;
    RetryCount count;
    count.retries = policy.retries;
    for (;;) {
        record.error.reset(); // the attempts remember it
        host->happened(*download, Event::Admit, WaitReason::None, 0);
        const AttemptEnd end = co_await runAttempt(environment, host, download, &permit, policy, stop);
        if (!end.error || end.skipped) {
            succeed(*host, *download, end.skipped);
            co_return;
        }
        record.error = end.error;
        const RetryDecision decision = decideRetry(*end.error, count, policy.retryWaitMs, environment->random01());
        if (!decision.retry) {
            fail(*host, *download, *end.error);
            co_return;
        }
        ++count.attempt;
        count.immediate = decision.immediate ? count.immediate + 1 : 0;
        const qint64 until = decision.waitMs > 0 ? environment->nowMs() + decision.waitMs : 0;
        if (!record.attempts.empty())
            record.attempts.back().nextTryMs = until;
        const bool asked = end.error->retryAfterMs.has_value();
        host->happened(*download, Event::BackOff, asked ? WaitReason::RetryAfter : WaitReason::Backoff, until);
        // Others run meanwhile; only an immediate retry keeps the slot it has.
        if (decision.waitMs > 0) {
            permit.release();
            co_await async::sleepFor(std::chrono::milliseconds(decision.waitMs), stop);
        }
        if (!permit)
            permit = co_await host->readmit(download, stop);
    }
}

} // namespace

Policy policyFor(const Overrides &overrides, const Settings &settings)
{
    Policy policy;
    policy.connectTimeoutMs = overrides.connectTimeoutMs.value_or(settings.connectTimeoutMs);
    policy.stallTimeoutMs = overrides.stallTimeoutMs.value_or(settings.stallTimeoutMs);
    policy.deadlineMs = overrides.deadlineMs.value_or(settings.deadlineMs);
    policy.retries = overrides.retries.value_or(settings.retries);
    policy.retryWaitMs = overrides.retryWaitMs.value_or(settings.retryWaitMs);
    return policy;
}

async::Task<> runDownload(
    Environment *environment, Host *host, Download *download, async::Permit permit, std::stop_token stop)
{
    const Policy policy = policyFor(download->record.request.overrides, host->settings());
    download->firstTryMs = environment->nowMs();
    if (policy.deadlineMs <= 0) {
        co_await tryUntilDone(environment, host, download, std::move(permit), policy, stop);
        co_return;
    }
    // A std::function must be copyable, a permit is not.
    const auto shared = std::make_shared<async::Permit>(std::move(permit));
    const async::Job<> job = [environment, host, download, shared, policy](std::stop_token inner) {
        return tryUntilDone(environment, host, download, std::move(*shared), policy, std::move(inner));
    };
    bool timedOut = false;
    try {
        co_await async::withTimeout<void>(std::chrono::milliseconds(policy.deadlineMs), job, stop);
    } catch (const async::TimedOut &) {
        timedOut = true;
    }
    if (!timedOut)
        co_return;
    Error error;
    error.kind = ErrorKind::TimeoutDeadline;
    error.url = http::withoutUserInfo(download->record.request.url);
    error.host = http::hostLabel(error.url);
    error.bytes = download->record.part.bytes();
    error.detail = u"not finished within %1 s"_s.arg(static_cast<double>(policy.deadlineMs) / 1000.0);
    if (!download->record.attempts.empty()) {
        Attempt &last = download->record.attempts.back();
        error.attempt = last.number;
        last.nextTryMs = 0;
        if (!last.error) // else it had ended before, in its own way
            last.error = error;
    }
    fail(*host, *download, std::move(error));
}

} // namespace sluice::download
