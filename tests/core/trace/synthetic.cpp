// SPDX-License-Identifier: MIT
#include "tests/core/trace/synthetic.h"

#include <algorithm>
#include <utility>

namespace sluice::trace::testing {

using namespace Qt::StringLiterals;

namespace {

constexpr int kAttempts = 3;
constexpr qint64 kChunk = 64 * 1024;

/// The phases of an attempt, `count` of them, from the one after the wait for a slot to the last before the end.
std::vector<Phase> script(int count)
{
    std::vector<Phase> phases = {Phase::Receiving};
    const auto has = [&](int more) {
        return std::cmp_less_equal(phases.size() + static_cast<std::size_t>(more), count);
    };
    for (const Phase phase : {Phase::FirstByte, Phase::Connect, Phase::NameLookup, Phase::Tls}) {
        if (has(1))
            phases.insert(phase == Phase::Tls ? phases.end() - 2 : phases.begin(), phase);
    }
    if (has(1))
        phases.push_back(Phase::Verifying);
    // Stalls come in the middle of the body; an odd one out is a wait for the rate limit after it.
    const auto body = std::ranges::find(phases, Phase::Receiving) - phases.begin() + 1;
    while (has(2))
        phases.insert(phases.begin() + body, {Phase::Stalled, Phase::Receiving});
    if (has(1))
        phases.insert(phases.begin() + body, Phase::WaitRate);
    return phases;
}

std::shared_ptr<const AttemptReport> report(int number, const QString &url, bool failed, qint64 bytes)
{
    auto made = std::make_shared<AttemptReport>();
    made->number = number;
    made->url = url;
    made->address = u"127.0.0.1:8080"_s;
    made->httpVersion = "HTTP/1.1";
    made->tlsVersion = "TLSv1.3";
    made->status = 200;
    made->reason = "OK";
    made->request = {{"Host", "127.0.0.1:8080"}, {"User-Agent", "Sluice"}, {"Accept", "*/*"}};
    made->response = {{"Content-Type", "application/octet-stream"}, {"Content-Length", QByteArray::number(bytes)},
        {"ETag", "\"5f3e-1\""}, {"Server", "lab"}};
    made->bytes = bytes;
    if (failed) {
        Error error;
        error.kind = ErrorKind::Truncated;
        error.retry = RetryClass::AfterBackoff;
        error.url = url;
        error.attempt = number;
        made->error = std::make_shared<const Error>(error);
    }
    return made;
}

} // namespace

struct Session::Download {
    QString url;
    std::size_t step = 0; ///< place in the script
    int attempt = 0;
    int slot = kNone;
    int connection = kNone;
    qint64 bytes = 0;
};

struct Session::Later {
    Micros at = 0;
    std::size_t download = 0;
};

namespace {

constexpr auto kSooner = [](const auto &a, const auto &b) {
    return a.at != b.at ? a.at > b.at : a.download > b.download;
};

} // namespace

Session::Session(const Plan &plan)
    : m_plan(plan)
    , m_random(plan.seed)
    , m_script(script(std::max(plan.spans, 3) - 2))
    , m_downloads(static_cast<std::size_t>(plan.downloads))
    , m_connections(static_cast<std::size_t>(plan.slots), kNone)
{
    m_plan.hosts = std::max(m_plan.hosts, 1);
    for (int slot = plan.slots - 1; slot >= 0; --slot)
        m_free.push_back(slot);
    begin();
}

Session::~Session() = default;

std::optional<Batch> Session::next()
{
    if (m_batch.events.empty() && m_later.empty())
        return std::nullopt;
    m_now += m_plan.batch;
    while (!m_later.empty() && m_later.front().at < m_now) {
        std::ranges::pop_heap(m_later, kSooner);
        const Later later = m_later.back();
        m_later.pop_back();
        advance(later.download, later.at);
        admit(later.at);
    }
    m_batch.now = m_now;
    m_batch.wallMs = m_plan.wallMs + m_now / 1000;
    return std::exchange(m_batch, {});
}

void Session::begin()
{
    m_batch.events.emplace_back(LimitsSet{0, m_plan.slots, 0, 0});
    for (int i = 0; i < m_plan.downloads; ++i) {
        const auto index = static_cast<std::size_t>(i);
        const QString name = u"file-%1.bin"_s.arg(i, 6, 10, QLatin1Char('0'));
        const QString host = u"host-%1.test:8080"_s.arg(i % m_plan.hosts);
        m_downloads[index].url = u"http://%1/%2"_s.arg(host, name);
        m_batch.events.emplace_back(Added{0, i + 1, name, m_downloads[index].url, host});
        enter(index, 0, Phase::WaitSlot);
        m_queue.push_back(index);
    }
    admit(0);
}

void Session::advance(std::size_t index, Micros at)
{
    const std::vector<Phase> &phases = m_script;
    Download &download = m_downloads[index];
    if (download.slot == kNone) { // the backoff is over
        enter(index, at, Phase::WaitSlot);
        m_queue.push_back(index);
        return;
    }
    if (download.step > 0 && phases[download.step - 1] == Phase::Receiving) {
        m_batch.events.emplace_back(Received{at, static_cast<Id>(index) + 1, download.attempt, download.connection,
            download.bytes, download.bytes + kChunk});
        download.bytes += kChunk;
        if (oneIn(m_plan.failures)) {
            endAttempt(index, at, true);
            leave(index);
            enter(index, at, download.attempt < kAttempts ? Phase::Backoff : Phase::Failed);
            if (download.attempt < kAttempts) {
                m_later.push_back({at + someTime(), index});
                std::ranges::push_heap(m_later, kSooner);
            }
            return;
        }
    }
    if (download.step == phases.size()) {
        endAttempt(index, at, false);
        leave(index);
        enter(index, at, Phase::Done);
        return;
    }
    const Phase phase = phases[download.step++];
    if (phase == Phase::FirstByte || (download.connection == kNone && phase == Phase::Receiving)) {
        int &connection = m_connections[static_cast<std::size_t>(download.slot)];
        if (connection == kNone) {
            connection = m_opened++;
            m_batch.events.emplace_back(Connected{at, connection, u"127.0.0.1:8080"_s});
        }
        download.connection = connection;
    }
    enter(index, at, phase);
    m_later.push_back({at + someTime(), index});
    std::ranges::push_heap(m_later, kSooner);
}

void Session::admit(Micros at)
{
    while (!m_free.empty() && m_queueBegin < m_queue.size()) {
        const std::size_t index = m_queue[m_queueBegin++];
        Download &download = m_downloads[index];
        download.slot = m_free.back();
        m_free.pop_back();
        ++download.attempt;
        download.step = 0;
        advance(index, at);
    }
}

void Session::enter(std::size_t index, Micros at, Phase phase)
{
    const Download &download = m_downloads[index];
    Entered event{at, static_cast<Id>(index) + 1, phase, download.slot, download.attempt, download.connection};
    if (phase == Phase::Backoff)
        event.untilMs = m_plan.wallMs + (at + m_plan.phase) / 1000;
    m_batch.events.emplace_back(event);
}

void Session::endAttempt(std::size_t index, Micros at, bool failed)
{
    const Download &download = m_downloads[index];
    AttemptEnded event{at, static_cast<Id>(index) + 1, download.connection, nullptr};
    if (m_plan.reports)
        event.report = report(download.attempt, download.url, failed, download.bytes);
    m_batch.events.emplace_back(std::move(event));
    if (failed)
        m_connections[static_cast<std::size_t>(download.slot)] = kNone;
}

void Session::leave(std::size_t index)
{
    Download &download = m_downloads[index];
    const auto place = std::ranges::lower_bound(m_free, download.slot, std::greater());
    m_free.insert(place, download.slot);
    download.slot = kNone;
    download.connection = kNone;
}

Micros Session::someTime()
{
    // Half to one and a half, without a distribution: those differ from library to library.
    const auto span = static_cast<quint32>(std::clamp<Micros>(m_plan.phase, 1, 1'000'000'000));
    return m_plan.phase / 2 + static_cast<Micros>(m_random() % span) + 1;
}

bool Session::oneIn(int thousandths)
{
    return std::cmp_less(m_random() % 1000, thousandths);
}

std::vector<Batch> batches(const Plan &plan)
{
    std::vector<Batch> all;
    Session session(plan);
    while (std::optional<Batch> batch = session.next())
        all.push_back(std::move(*batch));
    return all;
}

Recording recorded(const Plan &plan, Bounds bounds)
{
    Recording recording(bounds);
    Session session(plan);
    while (const std::optional<Batch> batch = session.next())
        recording.apply(*batch);
    return recording;
}

} // namespace sluice::trace::testing
