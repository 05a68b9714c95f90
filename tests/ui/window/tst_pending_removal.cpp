// SPDX-License-Identifier: MIT
#include "ui/window/pending_removal.h"

#include "tests/ui/synthetic_rows.h"

#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;
using download::State;

class TestPendingRemoval : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hiddenRowsStayHidden();
    void totalsLoseTheirShare();
    void undoGivesBackTheNewestRow();
    void undoContinuesOnlyWhatWasLive();
    void committedRowsDoNotComeBack();
    void rowsRemovedElsewhereAreForgotten();
};

void TestPendingRemoval::hiddenRowsStayHidden()
{
    PendingRemoval removal;
    removal.begin({rowNamed(1, u"a"_s)});
    engine::Delta delta;
    delta.changed = {rowNamed(1, u"a"_s), rowNamed(2, u"b"_s)};
    removal.filter(delta);
    QCOMPARE(delta.changed.size(), std::size_t{1});
    QCOMPARE(delta.changed.front().id, engine::Id{2});
    QCOMPARE(removal.count(), 1);
}

void TestPendingRemoval::totalsLoseTheirShare()
{
    engine::Row row = rowNamed(1, u"a"_s, State::Paused);
    row.bytes = 400'000;
    const std::vector<engine::Row> all{row, rowNamed(2, u"b"_s)};
    PendingRemoval removal;
    removal.begin({row});
    engine::Delta delta;
    delta.totals = totalsOf(all, 5);
    removal.filter(delta);
    const engine::Totals rest = totalsOf({all[1]}, 5);
    QCOMPARE(delta.totals.byState, rest.byState);
    QCOMPARE(delta.totals.bytesLeft, rest.bytesLeft);
}

void TestPendingRemoval::undoGivesBackTheNewestRow()
{
    PendingRemoval removal;
    removal.begin({rowNamed(1, u"a"_s, State::Receiving)});
    engine::Delta delta;
    engine::Row newer = rowNamed(1, u"a"_s, State::Paused);
    newer.bytes = 77;
    delta.changed = {newer};
    removal.filter(delta);
    const PendingRemoval::Restored restored = removal.undo();
    QCOMPARE(restored.rows.size(), std::size_t{1});
    QCOMPARE(restored.rows.front().bytes, 77);
    QVERIFY(removal.isEmpty());
}

void TestPendingRemoval::undoContinuesOnlyWhatWasLive()
{
    PendingRemoval removal;
    removal.begin({rowNamed(4, u"d"_s, State::Backoff), rowNamed(1, u"a"_s, State::Receiving),
        rowNamed(2, u"b"_s, State::Done), rowNamed(3, u"c"_s, State::Paused)});
    const PendingRemoval::Restored restored = removal.undo();
    QCOMPARE(restored.rows.size(), std::size_t{4});
    QCOMPARE(restored.toContinue, (std::vector<engine::Id>{1, 4}));
}

void TestPendingRemoval::committedRowsDoNotComeBack()
{
    PendingRemoval removal;
    removal.begin({rowNamed(1, u"a"_s)});
    QCOMPARE(removal.commit(), (std::vector<engine::Id>{1}));
    QVERIFY(removal.isEmpty());
    QVERIFY(removal.undo().rows.empty());

    // The engine was told, but a change from before is still under way.
    engine::Delta late;
    late.changed = {rowNamed(1, u"a"_s, State::Paused)};
    removal.filter(late);
    QVERIFY(late.changed.empty());

    engine::Delta gone;
    gone.removed = {1};
    removal.filter(gone);
    QCOMPARE(gone.removed, (std::vector<engine::Id>{1}));
}

void TestPendingRemoval::rowsRemovedElsewhereAreForgotten()
{
    PendingRemoval removal;
    removal.begin({rowNamed(1, u"a"_s), rowNamed(2, u"b"_s)});
    engine::Delta gone;
    gone.removed = {1};
    removal.filter(gone);
    QCOMPARE(removal.count(), 1);
    QCOMPARE(removal.commit(), (std::vector<engine::Id>{2}));
}

QTEST_APPLESS_MAIN(TestPendingRemoval)
#include "tst_pending_removal.moc"
