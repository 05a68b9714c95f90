// SPDX-License-Identifier: MIT
#include "ui/style/format.h"

#include <QLocale>
#include <QTest>

#include <limits>

using namespace sluice::ui;
using namespace Qt::StringLiterals;

namespace {

/// No-break spaces read badly in a table of expectations.
QString plain(QString text)
{
    return text.replace(u'\u00A0', u' ');
}

} // namespace

class TestFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void bytes_data();
    void bytes();
    void speedIsBytesWithASecond();
    void percent_data();
    void percent();
    void fraction_data();
    void fraction();
    void clock_data();
    void clock();
    void countdown_data();
    void countdown();
    void rough_data();
    void rough();
    void span_data();
    void span();
    void momentOfAnotherDayHasItsDate();
    void numbersFollowTheLocale();
};

void TestFormat::bytes_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("is nothing a number?") << qint64{0} << u"0 B"_s;
    QTest::newRow("are few bytes exact?") << qint64{999} << u"999 B"_s;
    QTest::newRow("is a thousand the next unit?") << qint64{1'000} << u"1.0 kB"_s;
    QTest::newRow("are small numbers finer?") << qint64{2'149'000'000} << u"2.1 GB"_s;
    QTest::newRow("are large numbers whole?") << qint64{650'400'000} << u"650 MB"_s;
    QTest::newRow("does 9.96 become 10?") << qint64{9'960'000} << u"10 MB"_s;
    QTest::newRow("does 999.6 become the next unit?") << qint64{999'600'000} << u"1.0 GB"_s;
    QTest::newRow("does 999.4 stay?") << qint64{999'400'000} << u"999 MB"_s;
    QTest::newRow("is the largest number readable?") << std::numeric_limits<qint64>::max() << u"9.2 EB"_s;
    QTest::newRow("is unknown a dash?") << qint64{-1} << u"–"_s;
}

void TestFormat::bytes()
{
    QFETCH(qint64, value);
    QTEST(plain(bytesText(value)), "text");
}

void TestFormat::speedIsBytesWithASecond()
{
    QCOMPARE(plain(speedText(11'000'000)), u"11 MB/s"_s);
    QCOMPARE(speedText(0), noValue());
    QCOMPARE(speedText(-5), noValue());
    QCOMPARE(plain(exactBytesText(681'574'400)), u"681,574,400 bytes"_s);
}

void TestFormat::percent_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("is it rounded down?") << 0.729 << u"72 %"_s;
    QTest::newRow("is 29 hundredths 29?") << 0.29 << u"29 %"_s;
    QTest::newRow("is nearly all not all?") << 0.99999999999 << u"99 %"_s;
    QTest::newRow("is all all?") << 1.0 << u"100 %"_s;
    QTest::newRow("is more than all just all?") << 1.7 << u"100 %"_s;
    QTest::newRow("is less than nothing nothing?") << -0.2 << u"0 %"_s;
    QTest::newRow("is no number nothing?") << std::numeric_limits<double>::quiet_NaN() << u"0 %"_s;
}

void TestFormat::percent()
{
    QFETCH(double, value);
    QTEST(plain(percentText(value)), "text");
}

void TestFormat::fraction_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<double>("fraction"); // -1 = nothing
    QTest::newRow("is half a half?") << qint64{5} << qint64{10} << 0.5;
    QTest::newRow("is an unknown total nothing?") << qint64{5} << qint64{-1} << -1.0;
    QTest::newRow("is an empty file complete?") << qint64{0} << qint64{0} << 1.0;
    QTest::newRow("is too much all?") << qint64{11} << qint64{10} << 1.0;
    QTest::newRow("is less than nothing nothing?") << qint64{-1} << qint64{10} << 0.0;
}

void TestFormat::fraction()
{
    QFETCH(qint64, bytes);
    QFETCH(qint64, total);
    QTEST(fractionOf(bytes, total).value_or(-1.0), "fraction");
}

void TestFormat::clock_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("are seconds padded?") << qint64{5'900} << u"0:05"_s;
    QTest::newRow("sixteen seconds?") << qint64{16'000} << u"0:16"_s;
    QTest::newRow("minutes not padded?") << qint64{754'000} << u"12:34"_s;
    QTest::newRow("hours?") << qint64{3'723'000} << u"1:02:03"_s;
    QTest::newRow("does it stay a clock below 100 hours?") << qint64{359'999'000} << u"99:59:59"_s;
    QTest::newRow("are days words?") << qint64{360'000'000} << u"4 d 4 h"_s;
    QTest::newRow("is unknown a dash?") << qint64{-1} << u"–"_s;
}

void TestFormat::clock()
{
    QFETCH(qint64, ms);
    QTEST(plain(clockText(ms)), "text");
}

void TestFormat::countdown_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("is it rounded up?") << qint64{11'001} << u"12 s"_s;
    QTest::newRow("is a whole second itself?") << qint64{12'000} << u"12 s"_s;
    QTest::newRow("is the last millisecond a second?") << qint64{1} << u"1 s"_s;
    QTest::newRow("is it zero when the time has come?") << qint64{0} << u"0 s"_s;
    QTest::newRow("does it stay zero after that?") << qint64{-5'000} << u"0 s"_s;
    QTest::newRow("does 59.5 s become a minute?") << qint64{59'500} << u"1:00"_s;
    QTest::newRow("is the largest number handled?") << std::numeric_limits<qint64>::max() << u"106751991167 d 7 h"_s;
}

void TestFormat::countdown()
{
    QFETCH(qint64, ms);
    QTEST(plain(countdownText(ms)).remove(u','), "text");
}

void TestFormat::rough_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("a moment?") << qint64{3'000} << u"less than 10 s"_s;
    QTest::newRow("tens of seconds?") << qint64{38'000} << u"about 40 s"_s;
    QTest::newRow("nearly a minute?") << qint64{56'000} << u"about 1 min"_s;
    QTest::newRow("minutes?") << qint64{12 * 60'000 + 31'000} << u"about 13 min"_s;
    QTest::newRow("nearly an hour?") << qint64{59 * 60'000 + 40'000} << u"about 1 h"_s;
    QTest::newRow("hours?") << qint64{26 * 3'600'000} << u"about 26 h"_s;
    QTest::newRow("days?") << qint64{72} * 3'600'000 << u"about 3 days"_s;
    QTest::newRow("is unknown a dash?") << qint64{-1} << u"–"_s;
}

void TestFormat::rough()
{
    QFETCH(qint64, ms);
    QTEST(plain(roughText(ms)), "text");
}

void TestFormat::span_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("milliseconds?") << qint64{8} << u"8 ms"_s;
    QTest::newRow("tenths of seconds?") << qint64{1'290} << u"1.2 s"_s;
    QTest::newRow("does just below a minute stay seconds?") << qint64{59'990} << u"59.9 s"_s;
    QTest::newRow("a minute?") << qint64{60'000} << u"1:00"_s;
}

void TestFormat::span()
{
    QFETCH(qint64, ms);
    QTEST(plain(spanText(ms)), "text");
}

void TestFormat::momentOfAnotherDayHasItsDate()
{
    const qint64 now = QDateTime(QDate(2026, 3, 4), QTime(14, 3, 22)).toMSecsSinceEpoch();
    QCOMPARE(momentText(now, now), u"14:03:22"_s);
    const QString yesterday = momentText(now - 86'400'000, now);
    QVERIFY2(yesterday.contains(u"3/3/26"_s) && yesterday.endsWith(u"14:03:22"_s), qPrintable(yesterday));
    QCOMPARE(momentText(0, now), noValue());
}

void TestFormat::numbersFollowTheLocale()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(plain(bytesText(2'100'000'000)), u"2,1 GB"_s);
    QLocale::setDefault(QLocale(QLocale::Arabic, QLocale::Egypt));
    QCOMPARE(clockText(16'000), u"٠:١٦"_s);
    QCOMPARE(clockText(5'000), u"٠:٠٥"_s);
}

QTEST_APPLESS_MAIN(TestFormat)
#include "tst_format.moc"
