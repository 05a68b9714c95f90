// SPDX-License-Identifier: MIT
#include "tests/core/trace/sample_recording.h"

#include <algorithm>
#include <utility>

namespace sluice::trace::testing {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kWallMs = 1'763'654'400'000; // 2025-11-20 16:00 UTC
constexpr Micros kMs = 1'000;

class Script
{
public:
    /// Everything up to this moment of the session is a batch.
    void close(Micros at)
    {
        m_batch.now = at;
        m_batch.wallMs = kWallMs + at / kMs;
        m_batches.push_back(std::exchange(m_batch, {}));
    }
    template <typename E>
    void tell(E event)
    {
        m_batch.events.emplace_back(std::move(event));
    }
    void enter(Micros ms, Id id, Phase phase, int slot = kNone, int attempt = 0, int connection = kNone)
    {
        Entered event;
        event.at = ms * kMs;
        event.id = id;
        event.phase = phase;
        event.slot = slot;
        event.attempt = attempt;
        event.connection = connection;
        tell(event);
    }
    void receive(Micros ms, Id id, int attempt, int connection, qint64 begin, qint64 end)
    {
        tell(Received{ms * kMs, id, attempt, connection, begin, end});
    }
    std::vector<Batch> take() { return std::move(m_batches); }

private:
    Batch m_batch;
    std::vector<Batch> m_batches;
};

std::shared_ptr<AttemptReport> report(int number, int status, qint64 fromByte, qint64 bytes)
{
    auto result = std::make_shared<AttemptReport>();
    result->number = number;
    result->url = u"https://a.example:8443/data.bin?version=2&token=hunter2-query#access_token=hunter2-fragment"_s;
    result->address = u"[2001:db8::1]:8443"_s;
    result->httpVersion = "HTTP/1.1";
    result->tlsVersion = "TLSv1.3";
    result->status = status;
    result->reason = status == 200 ? "OK" : "Service Unavailable";
    result->request = {{"Host", "a.example"}, {"Authorization", "Basic hunter2-basic"},
        {"Cookie", "sid=hunter2-cookie"}, {"X-Api-Key", "hunter2-key"}, {"Referer", "https://u:hunter2-referer@r/"}};
    result->response = {{"Content-Type", "text/html; charset=utf-8"}, {"Set-Cookie", "sid=hunter2-set; Path=/"},
        {"X-Odd", "\xc3\xa4 \"quoted\"\t"}, {"Location", "https://b/?sig=hunter2-location"}};
    result->fromByte = fromByte;
    result->bytes = bytes;
    return result;
}

std::shared_ptr<const Error> failure(ErrorKind kind, int status)
{
    auto error = std::make_shared<Error>();
    error->kind = kind;
    error->retry = RetryClass::AfterBackoff;
    error->url = u"https://user:hunter2-error@a.example/data.bin"_s;
    error->host = u"a.example:8443"_s;
    error->httpStatus = status;
    error->attempt = 1;
    error->retryAfterMs = 500;
    error->detail = u"while fetching https://user:hunter2-detail@a.example/data.bin"_s;
    return error;
}

void addAll(Script &script)
{
    script.tell(LimitsSet{0, 2, 3, 0});
    script.tell(Added{0, 1, u"data.bin"_s, u"https://user:hunter2-url@a.example:8443/data.bin?sig=hunter2-sig"_s,
        u"a.example:8443"_s});
    script.enter(0, 1, Phase::WaitSlot);
    script.tell(Added{0, 2, u"=HYPERLINK(\"x\"), \"b\"\nב.zip"_s, u"https://a.example:8443/b"_s, u"a.example:8443"_s});
    script.enter(0, 2, Phase::WaitSlot);
    script.tell(Added{100 * kMs, 3, u"missing"_s, u"http://b.example/missing"_s, u"b.example"_s});
    script.enter(100, 3, Phase::WaitSlot);
    script.tell(DeadlineSet{3, 100 * kMs, 900 * kMs});
    script.tell(Added{150 * kMs, 4, QString(4'000, u'n'), u"http://b.example/long"_s, u"b.example"_s});
    script.enter(150, 4, Phase::WaitSlot);
}

/// Fails once, backs off, and is done in the second attempt, over the connection of the first.
void firstDownload(Script &script)
{
    script.enter(200, 1, Phase::NameLookup, 0, 1);
    script.enter(230, 1, Phase::Connect, 0, 1);
    script.tell(Connected{260 * kMs, 0, u"[2001:db8::1]:8443"_s});
    script.enter(260, 1, Phase::Tls, 0, 1, 0);
    script.enter(300, 1, Phase::FirstByte, 0, 1, 0);
    auto failed = report(1, 503, 0, 0);
    failed->error = failure(ErrorKind::HttpStatus, 503);
    failed->nextTryMs = kWallMs + 1'500;
    failed->redirects = 1;
    script.tell(AttemptEnded{400 * kMs, 1, 0, failed});
    script.enter(400, 1, Phase::Backoff);
    script.close(450 * kMs);
    script.enter(1'500, 1, Phase::WaitSlot);
    script.enter(1'600, 1, Phase::FirstByte, 1, 2, 0);
    script.tell(Described{1, u"data.bin"_s, 3'000'000});
    script.enter(1'700, 1, Phase::Receiving, 1, 2, 0);
    for (int i = 1; i <= 10; ++i)
        script.receive(1'700 + i * 100, 1, 2, 0, (i - 1) * 300'000, i * 300'000);
    script.enter(2'700, 1, Phase::Verifying, 1, 2);
    auto done = report(2, 200, 0, 3'000'000);
    done->reused = true;
    script.tell(AttemptEnded{2'700 * kMs, 1, 0, done});
    script.enter(2'750, 1, Phase::Done);
    script.close(2'800 * kMs);
}

/// One fails for good by its deadline, one is paused and removed, one is still under way.
void otherDownloads(Script &script)
{
    script.tell(LimitsSet{3'000 * kMs, 3, 3, 2'000'000});
    script.tell(Connected{3'010 * kMs, 1, u"127.0.0.1:80"_s});
    script.enter(3'010, 3, Phase::Connect, 0, 1, 1);
    auto failed = report(1, 0, 0, 0);
    failed->error = failure(ErrorKind::TimeoutConnect, 0);
    failed->httpVersion.clear();
    failed->tlsVersion.clear();
    failed->address.clear();
    failed->reason.clear();
    failed->response.clear();
    script.tell(AttemptEnded{3'400 * kMs, 3, kNone, failed});
    script.enter(3'400, 3, Phase::Failed);
    script.enter(3'400, 4, Phase::FirstByte, 0, 1, 1);
    script.enter(3'500, 4, Phase::Receiving, 0, 1, 1);
    script.receive(4'000, 4, 1, 1, 0, 700'001);
    script.enter(4'100, 4, Phase::Paused);
    script.close(5'000 * kMs);
    script.tell(Removed{6'000 * kMs, 4});
    script.enter(7'000, 2, Phase::WaitHost);
    script.enter(7'500, 2, Phase::FirstByte, 2, 1, 0);
    script.enter(8'000, 2, Phase::Receiving, 2, 1, 0);
    script.receive(8'400, 2, 1, 0, 0, 1'000);
    script.enter(8'500, 2, Phase::WaitRate, 2, 1, 0);
    script.enter(9'000, 2, Phase::Receiving, 2, 1, 0);
    script.receive(10'000, 2, 1, 0, 1'000, 500'000);
    script.close(12'000 * kMs);
}

} // namespace

std::vector<Batch> sampleBatches()
{
    Script script;
    addAll(script);
    firstDownload(script);
    otherDownloads(script);
    return script.take();
}

Recording sampleRecording()
{
    Recording recording;
    for (const Batch &batch : sampleBatches())
        recording.apply(batch);
    return recording;
}

QStringList plantedSecrets()
{
    return {u"hunter2"_s, u"sid=hunter"_s, u"user:"_s};
}

Recording longRecording(int downloads)
{
    constexpr int kSlots = 16;
    constexpr Micros kSpan = 2 * kMs;
    Recording recording(Bounds{.spans = std::size_t(downloads) * 12});
    Script script;
    script.tell(LimitsSet{0, kSlots, 0, 0});
    for (int slot = 0; slot < kSlots; ++slot)
        script.tell(Connected{0, slot, u"127.0.0.1:%1"_s.arg(8'000 + slot)});
    const auto flush = [&](Micros at) {
        script.close(at);
        for (const Batch &batch : script.take())
            recording.apply(batch);
    };
    for (int first = 0; first < downloads; first += kSlots) {
        const Micros from = Micros(first / kSlots) * 10 * kSpan;
        const int count = std::min(kSlots, downloads - first);
        const auto all = [&](auto tell) {
            for (int slot = 0; slot < count; ++slot)
                tell(Id(first + slot + 1), slot);
        };
        const auto step = [&](int number, Phase phase, bool working) {
            all([&](Id id, int slot) {
                script.enter((from + number * kSpan) / kMs, id, phase, working ? slot : kNone, working ? 1 : 0,
                    working && phase != Phase::NameLookup ? slot : kNone);
            });
        };
        all([&](Id id, int) {
            const QString name = u"file-%1.bin"_s.arg(id);
            const QString host = u"host-%1.example"_s.arg(id % 50);
            script.tell(Added{from, id, name, "https://"_L1 + host + u'/' + name, host});
        });
        step(0, Phase::WaitSlot, false);
        step(1, Phase::NameLookup, true);
        step(2, Phase::Connect, true);
        step(3, Phase::Tls, true);
        step(4, Phase::FirstByte, true);
        step(5, Phase::Receiving, true);
        step(6, Phase::WaitDisk, true);
        step(7, Phase::Receiving, true);
        all([&](Id id, int slot) { script.receive((from + 8 * kSpan) / kMs, id, 1, slot, 0, 40'000); });
        step(8, Phase::Verifying, true);
        all([&](Id id, int slot) { script.tell(AttemptEnded{from + 8 * kSpan, id, slot, report(1, 200, 0, 40'000)}); });
        step(9, Phase::Done, false);
        flush(from + 9 * kSpan + kMs);
    }
    return recording;
}

} // namespace sluice::trace::testing
