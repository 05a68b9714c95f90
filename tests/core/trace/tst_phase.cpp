// SPDX-License-Identifier: MIT
#include "core/trace/phase.h"

#include <QSet>
#include <QTest>

using namespace sluice::trace;
using namespace Qt::StringLiterals;

class TestPhase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasAName_data();
    void hasAName();
    void isOfOneKind();
    void refusesOtherNames_data();
    void refusesOtherNames();
};

void TestPhase::hasAName_data()
{
    QTest::addColumn<int>("value");
    for (int value = 0; value < kPhaseCount; ++value)
        QTest::addRow("does phase %d come back?", value) << value;
}

void TestPhase::hasAName()
{
    QFETCH(int, value);
    const auto phase = static_cast<Phase>(value);
    const QString name = phaseName(phase);
    QVERIFY(!name.isEmpty());
    QCOMPARE(name, name.toLower());
    QVERIFY(phaseFromName(name).has_value());
    QVERIFY(phaseFromName(name) == phase);
}

void TestPhase::isOfOneKind()
{
    QSet<QString> names;
    for (int value = 0; value < kPhaseCount; ++value) {
        const auto phase = static_cast<Phase>(value);
        QCOMPARE(int(isWait(phase)) + int(isRest(phase)) + int(isWork(phase)), 1);
        names.insert(phaseName(phase));
    }
    QCOMPARE(names.size(), kPhaseCount);
    QVERIFY(isWait(Phase::Backoff));
    QVERIFY(isWait(Phase::WaitNetwork));
    QVERIFY(isWork(Phase::NameLookup));
    QVERIFY(isWork(Phase::Verifying));
    QVERIFY(isRest(Phase::Paused));
    QVERIFY(isRest(Phase::Cancelled));
}

void TestPhase::refusesOtherNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("is nothing a phase?") << QString();
    QTest::newRow("are capitals another name?") << u"Done"_s;
    QTest::newRow("is a beginning enough?") << u"wait"_s;
    QTest::newRow("does a space count?") << u" done"_s;
    QTest::newRow("is a long text none?") << QString(100'000, u'x');
}

void TestPhase::refusesOtherNames()
{
    QFETCH(QString, name);
    QVERIFY(!phaseFromName(name));
}

QTEST_APPLESS_MAIN(TestPhase)
#include "tst_phase.moc"
