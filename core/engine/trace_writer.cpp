// SPDX-License-Identifier: MIT
#include "core/engine/trace_writer.h"

#include "core/engine/row_builder.h"
#include "core/http/request_headers.h"
#include "core/http/url.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>
#include <utility>

namespace sluice::engine {

using namespace Qt::StringLiterals;
using download::State;
using download::WaitReason;
using trace::Micros;
using trace::Phase;

namespace {

/// A request that goes out sooner than this after it was handed over has not waited for a connection.
constexpr Micros kHandOver = 2'000;
/// The disk is always a moment behind; from here on it is worth a word.
constexpr std::chrono::milliseconds kHeldNotice{20};

/// Scheme and host of a URL with the slash after them; empty where there is none, or with user information.
QStringView plainOrigin(QStringView url)
{
    const qsizetype begin = url.indexOf("://"_L1);
    const qsizetype end = begin < 0 ? -1 : url.indexOf(u'/', begin + 3);
    const QStringView origin = url.first(end + 1);
    return origin.contains(u'@') ? QStringView() : origin;
}

} // namespace

QString plainName(QStringView url)
{
    static constexpr auto kPlain = [] {
        std::array<bool, 128> plain{};
        for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."))
            plain.at(static_cast<std::size_t>(c)) = true;
        return plain;
    }();
    constexpr qsizetype kShort = 100;
    constexpr int kSlashesBeforeAPath = 3;
    int slashes = 0;
    qsizetype begin = 0;
    bool isPlain = true; // since the last slash
    for (qsizetype i = 0; i < url.size(); ++i) {
        const char16_t c = url[i].unicode();
        if (c == u'/') {
            ++slashes;
            begin = i + 1;
            isPlain = true;
        } else if (c == u'?' || c == u'#') {
            return {};
        } else {
            isPlain = isPlain && c < kPlain.size() && kPlain[c];
        }
    }
    const QStringView name = url.sliced(begin);
    // What begins or ends with a dot needs care.
    const bool is = isPlain && slashes >= kSlashesBeforeAPath && !name.isEmpty() && name.size() <= kShort
        && name.front() != u'.' && name.back() != u'.';
    return is ? name.toString() : QString();
}

Phase phaseOf(State state, WaitReason why)
{
    switch (state) {
    case State::Queued:
        return Phase::WaitSlot;
    case State::Waiting:
    case State::Backoff:
        break;
    case State::Connecting:
        return Phase::NameLookup;
    case State::Receiving:
        return Phase::Receiving;
    case State::Stalled:
        return Phase::Stalled;
    case State::Verifying:
        return Phase::Verifying;
    case State::Paused:
        return Phase::Paused;
    case State::Done:
        return Phase::Done;
    case State::Failed:
        return Phase::Failed;
    case State::Cancelled:
        return Phase::Cancelled;
    }
    switch (why) {
    case WaitReason::HostSlot:
        return Phase::WaitHost;
    case WaitReason::RateLimit:
        return Phase::WaitRate;
    case WaitReason::RetryAfter:
        return Phase::WaitRetryAfter;
    case WaitReason::Backoff:
        return Phase::Backoff;
    case WaitReason::Schedule:
        return Phase::WaitSchedule;
    case WaitReason::Disk:
        return Phase::WaitDisk;
    case WaitReason::Network:
        return Phase::WaitNetwork;
    case WaitReason::None:
    case WaitReason::Slot:
        break;
    }
    return Phase::WaitSlot;
}

TraceWriter::TraceWriter(bool on)
    : m_recorder(on)
{
}

QString TraceWriter::nameOf(const download::Record &record)
{
    // Most URLs end in a name that needs no care.
    const bool isKnown = !record.part.finalName.isEmpty() || !record.request.fileName.isEmpty();
    const QString plain = isKnown ? QString() : plainName(record.request.url);
    return plain.isEmpty() ? shownName(record) : plain;
}

void TraceWriter::limits(const download::Settings &settings)
{
    trace::LimitsSet set;
    set.limit = settings.limit;
    set.hostLimit = settings.hostLimit;
    set.rateLimit = settings.rateLimit;
    m_recorder.note(set);
}

void TraceWriter::added(Entry &entry)
{
    if (!isOn())
        return;
    const download::Record &record = entry.download.record;
    entry.trace = std::make_unique<TraceNotes>();
    TraceNotes &notes = *entry.trace;
    notes.name = nameOf(record);
    notes.total = record.part.total;
    trace::Added event;
    event.id = record.id;
    event.name = notes.name;
    event.url = record.request.url;
    event.host = entry.host;
    m_recorder.note(std::move(event));
    if (notes.total >= 0)
        m_recorder.note(trace::Described{record.id, notes.name, notes.total});
    enter(entry, phaseOf(record.state, entry.download.why));
}

void TraceWriter::removed(Entry &entry)
{
    if (!isOn())
        return;
    endAttempt(entry);
    if (const int slot = std::exchange(entry.trace->slot, trace::kNone); slot != trace::kNone)
        m_slots.give(slot);
    trace::Removed event;
    event.id = entry.download.record.id;
    m_recorder.note(event);
}

void TraceWriter::admitted(Entry &entry, qint64 deadlineMs)
{
    if (!isOn())
        return;
    entry.trace->slot = m_slots.take();
    if (deadlineMs <= 0)
        return;
    trace::DeadlineSet event;
    event.id = entry.download.record.id;
    event.at = m_recorder.now();
    event.deadline = event.at + deadlineMs * 1'000;
    m_recorder.note(event);
}

void TraceWriter::changed(Entry &entry, bool keepsSlot)
{
    if (!isOn())
        return;
    const download::Record &record = entry.download.record;
    TraceNotes &notes = *entry.trace;
    const State state = record.state;
    if (state == State::Connecting) {
        notes.attempt = record.attempts.empty() ? 1 : record.attempts.back().number + 1;
        notes.connection = notes.lastConnection = trace::kNone;
        notes.hops = 0;
    } else if (state == State::Receiving && notes.phase != Phase::Stalled) {
        notes.recorded = entry.download.meter.from;
        describe(entry);
    } else if (state == State::Verifying) {
        tellBytes(entry);
        notes.connection = trace::kNone; // somebody else may have it already
    } else if (!download::isRunning(state)) {
        describe(entry);
        endAttempt(entry);
        notes.connection = trace::kNone;
    }
    if (!keepsSlot && notes.slot != trace::kNone)
        m_slots.give(std::exchange(notes.slot, trace::kNone));
    enter(entry, phaseOf(state, entry.download.why));
}

void TraceWriter::requested(Entry &entry, const http::Request &request)
{
    if (!isOn())
        return;
    TraceNotes &notes = *entry.trace;
    const download::Attempt &attempt = entry.download.record.attempts.back();
    notes.ending = std::make_shared<trace::AttemptNotes>();
    notes.ending->number = attempt.number;
    notes.ending->insecure = attempt.insecure;
    notes.ending->request = headersOf(request);
    notes.recorded = attempt.fromByte;
    notes.attempt = attempt.number;
}

void TraceWriter::stepped(Entry &entry, const http::Step &step)
{
    if (!isOn())
        return;
    TraceNotes &notes = *entry.trace;
    switch (step.kind) {
    case http::Step::Kind::Started:
        notes.started = m_recorder.now();
        notes.connection = trace::kNone;
        ++notes.hops;
        enter(entry, Phase::NameLookup, notes.started);
        break;
    case http::Step::Kind::Resolved:
        enter(entry, Phase::Connect);
        break;
    case http::Step::Kind::TlsBegan:
        enter(entry, Phase::Tls);
        break;
    case http::Step::Kind::Sent: {
        const Micros now = m_recorder.now();
        notes.connection = notes.lastConnection = connectionNumber(step);
        // Nothing was looked up for a connection that was open already; at most it waited until that was ready.
        const bool onOpen = step.reused && notes.phase == Phase::NameLookup;
        const bool waited = now - notes.started >= kHandOver;
        if (onOpen && waited)
            enter(entry, Phase::Connect, now, true);
        enter(entry, Phase::FirstByte, now, onOpen && !waited);
        break;
    }
    }
}

void TraceWriter::answered(Entry &entry, const http::ResponseHead &head)
{
    if (!isOn() || !entry.trace->ending)
        return;
    trace::AttemptNotes &ending = *entry.trace->ending;
    ending.reason = head.reason;
    ending.tlsVersion = head.tlsVersion;
    ending.response = trace::HeaderBlock(head.headers.fields());
}

void TraceWriter::sample(Entry &entry)
{
    if (!isOn())
        return;
    tellBytes(entry);
    TraceNotes &notes = *entry.trace;
    const auto &held = entry.download.meter.heldSince;
    if (held && !notes.heldTold) {
        const auto since = async::Clock::now() - *held;
        if (since < kHeldNotice)
            return;
        notes.heldTold = true;
        const Micros ago = std::chrono::duration_cast<std::chrono::microseconds>(since).count();
        enter(entry, Phase::WaitDisk, std::max<Micros>(m_recorder.now() - ago, 1));
    } else if (!held && std::exchange(notes.heldTold, false)) {
        enter(entry, phaseOf(entry.download.record.state, entry.download.why));
    }
}

void TraceWriter::enter(Entry &entry, Phase phase, Micros at, bool renames)
{
    TraceNotes &notes = *entry.trace;
    notes.phase = phase;
    trace::Entered event;
    event.at = at;
    event.id = entry.download.record.id;
    event.phase = phase;
    event.slot = notes.slot;
    event.attempt = notes.attempt;
    event.connection = notes.connection;
    event.untilMs = entry.download.untilMs;
    event.renames = renames;
    m_recorder.note(event);
}

void TraceWriter::describe(Entry &entry)
{
    const download::Record &record = entry.download.record;
    TraceNotes &notes = *entry.trace;
    // Until the file has a name it is called as it was when it was added.
    QString name = record.part.finalName.isEmpty() ? notes.name : record.part.finalName;
    if (name == notes.name && record.part.total == notes.total)
        return;
    notes.name = std::move(name);
    notes.total = record.part.total;
    m_recorder.note(trace::Described{record.id, notes.name, notes.total});
}

void TraceWriter::tellBytes(Entry &entry)
{
    TraceNotes &notes = *entry.trace;
    const qint64 received = entry.download.meter.received;
    if (!notes.ending || received <= notes.recorded)
        return;
    trace::Received event;
    event.id = entry.download.record.id;
    event.attempt = notes.attempt;
    event.connection = notes.connection;
    event.begin = std::exchange(notes.recorded, received);
    event.end = received;
    m_recorder.note(event);
}

void TraceWriter::endAttempt(Entry &entry)
{
    TraceNotes &notes = *entry.trace;
    notes.heldTold = false;
    if (!notes.ending)
        return;
    tellBytes(entry);
    const download::Record &record = entry.download.record;
    const std::shared_ptr<trace::AttemptNotes> ending = std::exchange(notes.ending, nullptr);
    const download::Attempt &attempt = record.attempts.back();
    ending->url = attempt.url;
    ending->address = attempt.address;
    ending->httpVersion = attempt.httpVersion;
    ending->reused = attempt.reusedConnection;
    ending->status = attempt.httpStatus;
    ending->fromByte = attempt.fromByte;
    ending->bytes = attempt.bytes;
    ending->nextTryMs = attempt.nextTryMs;
    ending->redirects = std::max(notes.hops - 1, 0);
    ending->error = attempt.error;
    trace::AttemptEnded event;
    event.id = record.id;
    event.connection = notes.lastConnection;
    event.notes = ending;
    m_recorder.note(std::move(event));
}

trace::HeaderBlock TraceWriter::headersOf(const http::Request &request)
{
    // Thousands of requests to a host differ in their path alone, which is in none of their lines. Those that can hold
    // a secret are not kept.
    const bool isPlain
        = request.fromByte == 0 && request.headers.isEmpty() && request.referer.isEmpty() && request.ifRange.isEmpty();
    if (isPlain && !m_plain.origin.isEmpty() && request.url.startsWith(m_plain.origin)
        && request.userAgent == m_plain.userAgent)
        return m_plain.headers;
    const trace::HeaderBlock headers(http::requestHeaders(request));
    if (const QStringView origin = isPlain ? plainOrigin(request.url) : QStringView(); !origin.isEmpty())
        m_plain = {origin.toString(), request.userAgent, headers};
    return headers;
}

int TraceWriter::connectionNumber(const http::Step &step)
{
    const std::pair key(step.localPort, step.address);
    const auto known = m_connections.constFind(key);
    if (step.reused && known != m_connections.cend())
        return *known;
    const int number = m_nextConnection++;
    m_connections.insert(key, number);
    trace::Connected event;
    event.connection = number;
    event.label = step.address;
    m_recorder.note(std::move(event));
    return number;
}

} // namespace sluice::engine
