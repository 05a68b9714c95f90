// SPDX-License-Identifier: MIT
// What the record is told; against a real server it is tst_engine_trace.
#include "core/engine/trace_writer.h"

#include "core/download/naming/file_name.h"
#include "core/http/request_headers.h"

#include <QTest>

#include <variant>

using namespace sluice;
using namespace sluice::engine;
using namespace Qt::StringLiterals;
using download::State;
using download::WaitReason;
using trace::Phase;

namespace {

Entry entryOf(download::Id id, State state)
{
    Entry entry;
    entry.host = u"host.example"_s;
    entry.download.record.id = id;
    entry.download.record.state = state;
    entry.download.record.request.url = u"http://host.example/file"_s;
    return entry;
}

template <typename E>
std::vector<E> only(const trace::Batch &batch)
{
    std::vector<E> found;
    for (const trace::Event &event : batch.events) {
        if (const auto *one = std::get_if<E>(&event))
            found.push_back(*one);
    }
    return found;
}

} // namespace

class TestTraceWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void phaseOf_data()
    {
        QTest::addColumn<State>("state");
        QTest::addColumn<WaitReason>("why");
        QTest::addColumn<Phase>("phase");

        QTest::newRow("what is queued?") << State::Queued << WaitReason::None << Phase::WaitSlot;
        QTest::newRow("waiting for a slot?") << State::Waiting << WaitReason::Slot << Phase::WaitSlot;
        QTest::newRow("waiting for its host?") << State::Waiting << WaitReason::HostSlot << Phase::WaitHost;
        QTest::newRow("waiting for the rate?") << State::Waiting << WaitReason::RateLimit << Phase::WaitRate;
        QTest::newRow("waiting for a time?") << State::Waiting << WaitReason::Schedule << Phase::WaitSchedule;
        QTest::newRow("waiting for the disk?") << State::Waiting << WaitReason::Disk << Phase::WaitDisk;
        QTest::newRow("waiting for the network?") << State::Waiting << WaitReason::Network << Phase::WaitNetwork;
        QTest::newRow("backing off?") << State::Backoff << WaitReason::Backoff << Phase::Backoff;
        QTest::newRow("asked to wait?") << State::Backoff << WaitReason::RetryAfter << Phase::WaitRetryAfter;
        QTest::newRow("connecting?") << State::Connecting << WaitReason::None << Phase::NameLookup;
        QTest::newRow("receiving?") << State::Receiving << WaitReason::None << Phase::Receiving;
        QTest::newRow("stalled?") << State::Stalled << WaitReason::None << Phase::Stalled;
        QTest::newRow("verifying?") << State::Verifying << WaitReason::None << Phase::Verifying;
        QTest::newRow("paused?") << State::Paused << WaitReason::None << Phase::Paused;
        QTest::newRow("done?") << State::Done << WaitReason::None << Phase::Done;
        QTest::newRow("failed?") << State::Failed << WaitReason::None << Phase::Failed;
        QTest::newRow("cancelled?") << State::Cancelled << WaitReason::None << Phase::Cancelled;
    }
    void phaseOf()
    {
        QFETCH(State, state);
        QFETCH(WaitReason, why);
        QTEST(engine::phaseOf(state, why), "phase");
    }

    void offItDoesNothing()
    {
        TraceWriter writer(false);
        Entry entry = entryOf(1, State::Queued);
        writer.limits({});
        writer.added(entry);
        writer.admitted(entry, 1'000);
        writer.changed(entry, false);
        writer.stepped(entry, {});
        writer.sample(entry);
        writer.removed(entry);
        QVERIFY(!entry.trace);
        QVERIFY(writer.take().events.empty());
        QCOMPARE(writer.take().wallMs, 0);
    }

    void aSlotIsHeldUntilTheEnd()
    {
        TraceWriter writer(true);
        Entry first = entryOf(1, State::Queued);
        Entry second = entryOf(2, State::Queued);
        writer.added(first);
        writer.added(second);
        writer.admitted(first, 0);
        writer.admitted(second, 0);
        for (Entry *entry : {&first, &second}) {
            entry->download.record.state = State::Connecting;
            writer.changed(*entry, true);
        }
        first.download.record.state = State::Failed;
        writer.changed(first, false);
        const auto entered = only<trace::Entered>(writer.take());
        QCOMPARE(entered.size(), 5U);
        QCOMPARE(entered[2].slot, 0);
        QCOMPARE(entered[3].slot, 1);
        QCOMPARE(entered[4].slot, trace::kNone);
        // What was given back is the next one's.
        Entry third = entryOf(3, State::Queued);
        writer.added(third);
        writer.admitted(third, 0);
        third.download.record.state = State::Connecting;
        writer.changed(third, true);
        QCOMPARE(only<trace::Entered>(writer.take()).back().slot, 0);
    }

    void anImmediateRetryKeepsItsSlot()
    {
        TraceWriter writer(true);
        Entry entry = entryOf(1, State::Queued);
        writer.added(entry);
        writer.admitted(entry, 0);
        entry.download.record.state = State::Connecting;
        writer.changed(entry, true);
        entry.download.record.state = State::Backoff;
        entry.download.why = WaitReason::Backoff;
        writer.changed(entry, true);
        QCOMPARE(only<trace::Entered>(writer.take()).back().slot, 0);
        writer.changed(entry, false);
        QCOMPARE(only<trace::Entered>(writer.take()).back().slot, trace::kNone);
    }

    void aFileBeingFinishedMayLeaveItsSlot()
    {
        TraceWriter writer(true);
        Entry entry = entryOf(1, State::Queued);
        writer.added(entry);
        writer.admitted(entry, 0);
        entry.download.record.state = State::Verifying;
        writer.changed(entry, false);
        const auto entered = only<trace::Entered>(writer.take()).back();
        QCOMPARE(entered.phase, trace::Phase::Verifying);
        QCOMPARE(entered.slot, trace::kNone);
    }

    void aConnectionThatWasOpenHasNoLookUp()
    {
        TraceWriter writer(true);
        Entry entry = entryOf(1, State::Connecting);
        writer.added(entry);
        writer.admitted(entry, 0);
        writer.stepped(entry, {});
        http::Step sent;
        sent.kind = http::Step::Kind::Sent;
        sent.reused = true;
        sent.localPort = 4711;
        sent.address = u"127.0.0.1:80"_s;
        writer.stepped(entry, sent);
        const trace::Batch batch = writer.take();
        const auto entered = only<trace::Entered>(batch);
        QVERIFY(entered.back().phase == Phase::FirstByte || entered.back().phase == Phase::Connect);
        QCOMPARE(entered.back().connection, 0);
        QVERIFY(std::ranges::any_of(entered, &trace::Entered::renames));
        // The same one again has the same number, a new one the next.
        writer.stepped(entry, sent);
        sent.reused = false;
        writer.stepped(entry, sent);
        const auto later = only<trace::Entered>(writer.take());
        QCOMPARE(later.front().connection, 0);
        QCOMPARE(later.back().connection, 1);
    }

    void plainName_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("isPlain");

        QTest::newRow("a file in a folder?") << u"http://host/dir/file-1_a.tar.gz"_s << true;
        QTest::newRow("one at the root?") << u"https://host/9"_s << true;
        QTest::newRow("one after two slashes?") << u"https://host//x"_s << true;
        QTest::newRow("a host alone?") << u"http://host"_s << false;
        QTest::newRow("a folder?") << u"http://host/dir/"_s << false;
        QTest::newRow("a query?") << u"http://host/file?a=b.c"_s << false;
        QTest::newRow("a slash in a query?") << u"http://host/file?a=/b"_s << false;
        QTest::newRow("one that is encoded?") << u"http://host/a%20b"_s << false;
        QTest::newRow("a hidden one?") << u"http://host/.bashrc"_s << false;
        QTest::newRow("a folder above?") << u"http://host/.."_s << false;
        QTest::newRow("one that ends in a dot?") << u"http://host/file."_s << false;
        QTest::newRow("a long one?") << u"http://host/"_s + QString(300, u'x') << false;
        QTest::newRow("one of other letters?") << u"http://host/ä"_s << false;
        QTest::newRow("no URL?") << u"dir/file"_s << false;
        QTest::newRow("nothing?") << QString() << false;
    }
    void plainName()
    {
        QFETCH(QString, url);
        QFETCH(bool, isPlain);
        const QString name = engine::plainName(url);
        QCOMPARE(!name.isEmpty(), isPlain);
        download::NameSources sources;
        sources.url = url;
        if (isPlain)
            QCOMPARE(name, download::chooseFileName(sources));
    }

    void plainRequestsShareTheirLines()
    {
        TraceWriter writer(true);
        http::Request request;
        request.url = u"http://host.example/file"_s;
        request.userAgent = "Test/1";
        const auto noted = [&](download::Id id) {
            Entry entry = entryOf(id, State::Queued);
            writer.added(entry);
            entry.download.record.attempts.emplace_back().number = 1;
            writer.requested(entry, request);
            writer.removed(entry);
            return only<trace::AttemptEnded>(writer.take()).front().notes->request;
        };
        const auto linesOf = [](const trace::HeaderBlock &block) {
            std::vector<http::Header> lines;
            block.forEach([&lines](QByteArrayView name, QByteArrayView value) {
                lines.push_back({name.toByteArray(), value.toByteArray()});
            });
            return lines;
        };
        const trace::HeaderBlock first = noted(1);
        QCOMPARE(linesOf(first), http::requestHeaders(request));
        request.url = u"http://host.example/other"_s;
        QVERIFY(noted(2).isCopyOf(first));
        // Whatever else a request says, it says it here, too.
        const auto isNoted = [&](download::Id id) {
            const trace::HeaderBlock block = noted(id);
            return !block.isCopyOf(first) && linesOf(block) == http::requestHeaders(request);
        };
        request.fromByte = 7;
        QVERIFY(isNoted(3));
        request.fromByte = 0;
        request.headers = {"Authorization: Bearer hunter2"};
        QVERIFY(isNoted(4));
        request.headers.clear();
        request.referer = "http://other.example/";
        QVERIFY(isNoted(5));
        request.referer.clear();
        request.url = u"http://me:hunter2@host.example/file"_s;
        QVERIFY(isNoted(6));
        request.url = u"http://another.example/file"_s;
        QVERIFY(isNoted(7));
        request.userAgent = "Test/2";
        QVERIFY(isNoted(8));
    }

    void aDeadlineIsTold()
    {
        TraceWriter writer(true);
        Entry entry = entryOf(1, State::Queued);
        writer.added(entry);
        writer.admitted(entry, 2'000);
        const auto told = only<trace::DeadlineSet>(writer.take());
        QCOMPARE(told.size(), 1U);
        QCOMPARE(told.front().deadline - told.front().at, 2'000'000);
    }
};

QTEST_GUILESS_MAIN(TestTraceWriter)
#include "tst_trace_writer.moc"
