// SPDX-License-Identifier: MIT
#include "app/terminal/format.h"
#include "app/terminal/text_width.h"

#include <QTest>

#include <limits>

using namespace sluice::app;
using namespace Qt::StringLiterals;

class TstFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytes_data();
    void bytes();
    void bytesAreNeverWide();
    void clock_data();
    void clock();
    void span_data();
    void span();
    void quotedIsHarmlessAndShort();
};

void TstFormat::bytes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("is nothing shown as 0 B?") << qint64(0) << u"0 B"_s;
    QTest::newRow("are bytes whole?") << qint64(999) << u"999 B"_s;
    QTest::newRow("does 1000 change the unit?") << qint64(1000) << u"0.98 KiB"_s;
    QTest::newRow("is a kibibyte 1024?") << qint64(1024) << u"1.00 KiB"_s;
    QTest::newRow("are there three figures?") << qint64(1'234'567) << u"1.18 MiB"_s;
    QTest::newRow("does rounding not make four figures?") << qint64(1023 * 1024) << u"1.00 MiB"_s;
    QTest::newRow("is the largest number shown?") << std::numeric_limits<qint64>::max() << u"8.00 EiB"_s;
    QTest::newRow("is a negative size unknown?") << qint64(-1) << u"?"_s;
}

void TstFormat::bytes()
{
    QFETCH(qint64, bytes);
    QTEST(formatBytes(bytes), "text");
}

void TstFormat::bytesAreNeverWide()
{
    for (qint64 size = 1; size > 0 && size < std::numeric_limits<qint64>::max() / 3; size = size * 3 - 1 + size % 2)
        QVERIFY2(textWidth(formatBytes(size)) <= 8, qPrintable(formatBytes(size)));
}

void TstFormat::clock_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("are seconds two figures?") << qint64(5) << u"0:05"_s;
    QTest::newRow("are minutes shown?") << qint64(725) << u"12:05"_s;
    QTest::newRow("are hours shown?") << qint64(11'220) << u"3:07:00"_s;
    QTest::newRow("are days shown?") << qint64(442'800) << u"5 d 3 h"_s;
    QTest::newRow("is a negative time unknown?") << qint64(-1) << u"?"_s;
}

void TstFormat::clock()
{
    QFETCH(qint64, seconds);
    QTEST(formatClock(seconds), "text");
}

void TstFormat::span_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("are tenths shown for short spans?") << qint64(240) << u"0.2 s"_s;
    QTest::newRow("does rounding go from tenths to seconds?") << qint64(9'960) << u"10 s"_s;
    QTest::newRow("are minutes shown?") << qint64(725'000) << u"12 min 5 s"_s;
    QTest::newRow("are hours shown?") << qint64(11'220'000) << u"3 h 7 min"_s;
    QTest::newRow("is a negative span none?") << qint64(-7) << u"0.0 s"_s;
}

void TstFormat::span()
{
    QFETCH(qint64, ms);
    QTEST(formatSpan(ms), "text");
}

void TstFormat::quotedIsHarmlessAndShort()
{
    QCOMPARE(quoted(u"a\x1b[2Jb"_s), u"\"a\uFFFD[2Jb\""_s);
    const QString longText = u"begin"_s + QString(5'000'000, u'x') + u"end"_s;
    const QString shown = quoted(longText);
    QVERIFY(textWidth(shown) <= 82);
    QVERIFY(shown.startsWith(u"\"begin"_s) && shown.endsWith(u"end\""_s));
}

QTEST_GUILESS_MAIN(TstFormat)
#include "tst_format.moc"
