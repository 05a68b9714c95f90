// SPDX-License-Identifier: MIT
#include "ui/window/delta_pump.h"

#include "tests/ui/fake_port.h"
#include "tests/ui/synthetic_rows.h"

#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;
using download::State;
using Call = sluice::ui::testing::Command;

namespace {

// Everything the pump handed on.
struct Sink : QObject {
    explicit Sink(DeltaPump &pump)
    {
        connect(&pump, &DeltaPump::arrived, this, [this](const engine::Delta &delta) { deltas.push_back(delta); });
    }
    std::vector<engine::Delta> deltas;
};

} // namespace

class TestDeltaPump : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pullsByItself();
    void manyRowsComeInPortions();
    void whatIsLeftGoesBeforeANewPull();
    void theFirstPullIsWhole();
    void removeHidesAndPauses();
    void undoShowsAndResumes();
    void undoDoesNotHideANewerState();
    void commitTellsTheEngine();
    void aSecondRemovalCommitsTheFirst();
    void destructionCommits();
};

void TestDeltaPump::pullsByItself()
{
    FakePort port;
    port.pushRows({rowNamed(1, u"a"_s)});
    port.pushRows({rowNamed(2, u"b"_s)});
    DeltaPump pump(port);
    Sink sink(pump);
    pump.start();
    QCOMPARE(sink.deltas.size(), std::size_t{1});
    QTRY_VERIFY(sink.deltas.size() >= 2);
    QCOMPARE(sink.deltas[1].changed.front().id, engine::Id{2});
}

void TestDeltaPump::manyRowsComeInPortions()
{
    FakePort port;
    DeltaPump pump(port);
    Sink sink(pump);
    port.pushRows(syntheticRows(10'000, 0));
    pump.pull();
    QVERIFY(sink.deltas.size() == 1);
    QVERIFY(!sink.deltas.front().changed.empty());
    QVERIFY(sink.deltas.front().changed.size() < 10'000 / 2);
    const auto rows = [&sink] {
        std::size_t count = 0;
        for (const engine::Delta &delta : sink.deltas)
            count += delta.changed.size();
        return count;
    };
    QTRY_COMPARE(rows(), std::size_t{10'000});
    // Each once, in their order, and the totals with all of them.
    engine::Id before = -1;
    for (const engine::Delta &delta : sink.deltas) {
        QCOMPARE(delta.totals.limit, sink.deltas.front().totals.limit);
        for (const engine::Row &row : delta.changed)
            QVERIFY(row.id > std::exchange(before, row.id));
    }
    const std::size_t deltas = sink.deltas.size();
    QCoreApplication::processEvents();
    QCOMPARE(sink.deltas.size(), deltas);
}

void TestDeltaPump::whatIsLeftGoesBeforeANewPull()
{
    FakePort port;
    DeltaPump pump(port);
    Sink sink(pump);
    port.pushRows(syntheticRows(10'000, 0));
    pump.pull();
    pump.remove({rowNamed(9'999, u"a"_s, State::Done)});
    std::size_t count = 0;
    for (const engine::Delta &delta : sink.deltas)
        count += delta.changed.size();
    QCOMPARE(count, std::size_t{10'000});
    QCOMPARE(sink.deltas.back().removed, (std::vector<engine::Id>{9'999}));
}

void TestDeltaPump::theFirstPullIsWhole()
{
    FakePort port;
    port.pushRows(syntheticRows(10'000, 0));
    DeltaPump pump(port);
    Sink sink(pump);
    pump.start();
    std::size_t count = 0;
    for (const engine::Delta &delta : sink.deltas)
        count += delta.changed.size();
    QCOMPARE(count, std::size_t{10'000});
}

void TestDeltaPump::removeHidesAndPauses()
{
    FakePort port;
    DeltaPump pump(port);
    Sink sink(pump);
    pump.remove({rowNamed(1, u"a"_s, State::Receiving), rowNamed(2, u"b"_s, State::Done)});
    QCOMPARE(sink.deltas.back().removed, (std::vector<engine::Id>{1, 2}));
    const auto pauses = port.commands(Call::Kind::Pause);
    QCOMPARE(pauses.size(), std::size_t{1});
    QCOMPARE(pauses.front().ids, (std::vector<engine::Id>{1}));
    QVERIFY(port.commands(Call::Kind::Remove).empty());
    QCOMPARE(pump.undoable(), 2);
}

void TestDeltaPump::undoShowsAndResumes()
{
    FakePort port;
    DeltaPump pump(port);
    Sink sink(pump);
    pump.remove({rowNamed(1, u"a"_s, State::Receiving), rowNamed(2, u"b"_s, State::Done)});
    pump.undo();
    QCOMPARE(sink.deltas.back().changed.size(), std::size_t{2});
    const auto resumes = port.commands(Call::Kind::Resume);
    QCOMPARE(resumes.size(), std::size_t{1});
    QCOMPARE(resumes.front().ids, (std::vector<engine::Id>{1}));
    QVERIFY(port.commands(Call::Kind::Remove).empty());
    QCOMPARE(pump.undoable(), 0);
}

void TestDeltaPump::undoDoesNotHideANewerState()
{
    FakePort port;
    DeltaPump pump(port);
    Sink sink(pump);
    pump.remove({rowNamed(1, u"a"_s, State::Paused)});
    port.pushRows({rowNamed(1, u"a"_s, State::Queued)});
    pump.undo();
    QCOMPARE(sink.deltas.back().changed.size(), std::size_t{1});
    QCOMPARE(sink.deltas.back().changed.front().state, State::Queued);
}

void TestDeltaPump::commitTellsTheEngine()
{
    FakePort port;
    DeltaPump pump(port);
    pump.remove({rowNamed(1, u"a"_s)});
    pump.commit();
    pump.commit();
    const auto removals = port.commands(Call::Kind::Remove);
    QCOMPARE(removals.size(), std::size_t{1});
    QCOMPARE(removals.front().ids, (std::vector<engine::Id>{1}));
    QCOMPARE(removals.front().files, engine::RemoveFiles::Keep);
    pump.undo();
    QVERIFY(port.commands(Call::Kind::Resume).empty());
}

void TestDeltaPump::aSecondRemovalCommitsTheFirst()
{
    FakePort port;
    DeltaPump pump(port);
    pump.remove({rowNamed(1, u"a"_s)});
    pump.remove({rowNamed(2, u"b"_s)});
    QCOMPARE(port.commands(Call::Kind::Remove).size(), std::size_t{1});
    QCOMPARE(port.commands(Call::Kind::Remove).front().ids, (std::vector<engine::Id>{1}));
    QCOMPARE(pump.undoable(), 1);
}

void TestDeltaPump::destructionCommits()
{
    FakePort port;
    {
        DeltaPump pump(port);
        pump.remove({rowNamed(1, u"a"_s)});
    }
    QCOMPARE(port.commands(Call::Kind::Remove).size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(TestDeltaPump)
#include "tst_delta_pump.moc"
