// SPDX-License-Identifier: MIT
#include "tests/core/trace/same_recording.h"

#include "core/trace/masking.h"

#include <algorithm>

namespace sluice::trace::testing {

using namespace Qt::StringLiterals;

namespace {

bool same(const StepSeries &a, const StepSeries &b)
{
    return std::ranges::equal(a.steps(), b.steps(),
        [](const StepSeries::Step &x, const StepSeries::Step &y) { return x.at == y.at && x.value == y.value; });
}

bool same(const AttemptBrief &a, const AttemptBrief &b)
{
    return a.begin == b.begin && a.end == b.end && a.fromByte == b.fromByte && a.bytes == b.bytes
        && a.connection == b.connection && a.number == b.number && a.status == b.status && a.failed == b.failed;
}

bool sameHeaders(const HeaderLines &a, const HeaderLines &b)
{
    return std::ranges::equal(a, b, [](const HeaderLine &x, const HeaderLine &y) { return masked(x) == masked(y); });
}

bool same(const AttemptReport &a, const AttemptReport &b)
{
    const bool errors = bool(a.error) == bool(b.error)
        && (!a.error
            || (a.error->kind == b.error->kind && a.error->httpStatus == b.error->httpStatus
                && a.error->retryAfterMs == b.error->retryAfterMs && a.error->host == b.error->host
                && maskedUrl(a.error->detail) == maskedUrl(b.error->detail)));
    return errors && maskedUrl(a.url) == maskedUrl(b.url) && a.address == b.address && a.httpVersion == b.httpVersion
        && a.tlsVersion == b.tlsVersion && a.reused == b.reused && a.insecure == b.insecure
        && a.redirects == b.redirects && a.reason == b.reason && sameHeaders(a.request, b.request)
        && sameHeaders(a.response, b.response) && a.nextTryMs == b.nextTryMs;
}

QString difference(const Track &a, const Track &b)
{
    if (a.id != b.id || a.name != b.name || maskedUrl(a.url) != maskedUrl(b.url) || a.total != b.total)
        return u"what it is"_s;
    if (a.host != b.host || a.added != b.added || a.removed != b.removed || a.untilMs != b.untilMs)
        return u"where and when it was"_s;
    if (!(a.spans == b.spans))
        return u"its spans"_s;
    if (a.received != b.received || a.written != b.written)
        return u"its bytes"_s;
    if (!std::ranges::equal(a.attempts, b.attempts, [](const auto &x, const auto &y) { return same(x, y); }))
        return u"its attempts"_s;
    for (std::size_t i = 0; i < a.attempts.size(); ++i) {
        const auto &x = a.attempts[i].report;
        const auto &y = b.attempts[i].report;
        if (x && (!y || !same(*x, *y)))
            return u"the report of attempt %1"_s.arg(i);
    }
    return {};
}

bool sameLanes(const Recording &a, const Recording &b, LaneKind kind)
{
    const auto stays = [](const Stay &x, const Stay &y) {
        return x.begin == y.begin && x.end == y.end && x.track == y.track && x.firstSpan == y.firstSpan;
    };
    return std::ranges::equal(a.lanes(kind), b.lanes(kind), [&stays](const Lane &x, const Lane &y) {
        return x.label == y.label && x.group == y.group && std::ranges::equal(x.stays(), y.stays(), stays);
    });
}

bool sameBytes(const Throughput &a, const Throughput &b, Micros now)
{
    const int seconds = int(now / 1'000'000) + 1;
    const auto x = a.total(0, Micros(seconds) * 1'000'000, seconds);
    const auto y = b.total(0, Micros(seconds) * 1'000'000, seconds);
    return a.bytes() == b.bytes()
        && std::ranges::equal(x, y, [](const auto &p, const auto &q) { return p.bytes == q.bytes; });
}

} // namespace

QString difference(const Recording &a, const Recording &b)
{
    if (a.now() != b.now() || a.isEmpty() != b.isEmpty())
        return u"how long they are"_s;
    for (const Micros at : {Micros(0), a.now() / 2, a.now()}) {
        if (std::abs(a.wallMs(at) - b.wallMs(at)) > 2)
            return u"the wall clock"_s;
    }
    if (a.tracks().size() != b.tracks().size() || !std::ranges::equal(a.hosts(), b.hosts()))
        return u"how many downloads or hosts"_s;
    for (std::size_t i = 0; i < a.tracks().size(); ++i) {
        const QString found = difference(a.tracks()[i], b.tracks()[i]);
        if (!found.isEmpty())
            return u"download %1: %2"_s.arg(a.tracks()[i].id).arg(found);
    }
    for (const LaneKind kind : {LaneKind::Slot, LaneKind::Host, LaneKind::Connection}) {
        if (!sameLanes(a, b, kind))
            return u"the lanes of kind %1"_s.arg(int(kind));
    }
    if (!same(a.limit(), b.limit()) || !same(a.hostLimit(), b.hostLimit()) || !same(a.rateLimit(), b.rateLimit()))
        return u"the limits"_s;
    if (!same(a.inFlight(), b.inFlight()) || !same(a.waiting(), b.waiting()))
        return u"how many ran or waited"_s;
    const auto markers = [](const Marker &x, const Marker &y) {
        return x.at == y.at && x.kind == y.kind && x.track == y.track && x.value == y.value;
    };
    if (!std::ranges::equal(a.markers(), b.markers(), markers))
        return u"the markers"_s;
    return sameBytes(a.throughput(), b.throughput(), a.now()) ? QString() : u"which bytes came when"_s;
}

} // namespace sluice::trace::testing
