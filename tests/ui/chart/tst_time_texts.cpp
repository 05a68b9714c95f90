// SPDX-License-Identifier: MIT
#include "ui/chart/time_texts.h"

#include <QLocale>
#include <QTest>

#include <limits>

using namespace sluice::ui;
using namespace sluice::trace;
using namespace Qt::StringLiterals;

class TestTimeTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "UTC");
        QLocale::setDefault(QLocale::c());
    }
    void lengths_data();
    void lengths();
    void moments();
};

void TestTimeTexts::lengths_data()
{
    QTest::addColumn<Micros>("length");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing?") << Micros(0) << u"0 µs"_s;
    QTest::newRow("microseconds?") << Micros(850) << u"850 µs"_s;
    QTest::newRow("a few milliseconds?") << Micros(1'250) << u"1.250 ms"_s;
    QTest::newRow("milliseconds?") << Micros(12'356) << u"12.35 ms"_s;
    QTest::newRow("almost a second?") << Micros(999'999) << u"999.9 ms"_s;
    QTest::newRow("a second?") << Micros(1'250'000) << u"1.250 s"_s;
    QTest::newRow("almost a minute?") << Micros(59'999'999) << u"59.99 s"_s;
    QTest::newRow("minutes?") << Micros(123'500'000) << u"2:03.5"_s;
    QTest::newRow("hours?") << Micros(3'723'900'000) << u"1:02:03"_s;
    QTest::newRow("days?") << Micros(360'000'000'000) << u"4 d 4 h"_s;
    QTest::newRow("negative?") << Micros(-1'250'000) << u"-1.250 s"_s;
}

void TestTimeTexts::lengths()
{
    QFETCH(Micros, length);
    QTEST(lengthText(length).replace(QChar(0xA0), QChar(u' ')), "text");
    QVERIFY(!lengthText(std::numeric_limits<Micros>::min()).isEmpty());
}

void TestTimeTexts::moments()
{
    QCOMPARE(preciseMomentText(1'700'000'000'250), u"22:13:20.250"_s);
    QCOMPARE(preciseMomentText(0), u"–"_s);
    QCOMPARE(preciseMomentText(-1), u"–"_s);
}

QTEST_APPLESS_MAIN(TestTimeTexts)
#include "tst_time_texts.moc"
