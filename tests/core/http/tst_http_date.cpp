// SPDX-License-Identifier: MIT
#include "core/http/http_date.h"
#include "core/http/retry_after.h"

#include <QDateTime>
#include <QTest>

using namespace sluice::http;

namespace {
// Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110.
constexpr qint64 kExampleMs = 784'111'777'000;
constexpr qint64 kDayMs = 24LL * 60 * 60 * 1000;

qint64 utc(int year, int month, int day)
{
    return QDateTime(QDate(year, month, day), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
}
} // namespace

class TestHttpDate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dates_data();
    void dates();
    void yearsOfTwoDigits_data();
    void yearsOfTwoDigits();
    void yearsOfTwoDigitsNeedAClock();
    void retryAfter_data();
    void retryAfter();
};

void TestHttpDate::dates_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("ms"); // -1 = refused
    const auto row = [](const char *name, const char *value, qint64 ms) {
        QTest::newRow(name) << QByteArray(value) << ms;
    };
    row("is the preferred form read?", "Sun, 06 Nov 1994 08:49:37 GMT", kExampleMs);
    row("is the RFC 850 form read?", "Sunday, 06-Nov-94 08:49:37 GMT", kExampleMs);
    row("is the asctime form read?", "Sun Nov  6 08:49:37 1994", kExampleMs);
    row("is the asctime form with two digits read?", "Wed Nov 16 08:49:37 1994", kExampleMs + 10 * kDayMs);
    row("is another case read?", "sun, 06 nov 1994 08:49:37 gmt", kExampleMs);
    row("is UTC as good as GMT?", "Sun, 06 Nov 1994 08:49:37 UTC", kExampleMs);
    row("is white space around it dropped?", "  Sun, 06 Nov 1994 08:49:37 GMT ", kExampleMs);
    row("may the day of the week be wrong?", "Mon, 06 Nov 1994 08:49:37 GMT", kExampleMs);
    row("is the epoch read?", "Thu, 01 Jan 1970 00:00:00 GMT", 0);
    row("is a leap day read?", "Thu, 29 Feb 2024 00:00:00 GMT", utc(2024, 2, 29));
    row("is a leap second read?", "Sat, 31 Dec 2016 23:59:60 GMT", utc(2017, 1, 1));
    row("is the year 9999 read?", "Fri, 31 Dec 9999 00:00:00 GMT", utc(9999, 12, 31));
    row("is a day that does not exist refused?", "Wed, 29 Feb 2023 00:00:00 GMT", -1);
    row("is day 0 refused?", "Wed, 00 Feb 2023 00:00:00 GMT", -1);
    row("is hour 24 refused?", "Sun, 06 Nov 1994 24:00:00 GMT", -1);
    row("is minute 60 refused?", "Sun, 06 Nov 1994 08:60:00 GMT", -1);
    row("is second 61 refused?", "Sun, 06 Nov 1994 08:49:61 GMT", -1);
    row("is another zone refused?", "Sun, 06 Nov 1994 08:49:37 CET", -1);
    row("is an offset refused?", "Sun, 06 Nov 1994 08:49:37 +0000", -1);
    row("is text after it refused?", "Sun, 06 Nov 1994 08:49:37 GMT x", -1);
    row("is a missing zone refused?", "Sun, 06 Nov 1994 08:49:37", -1);
    row("is an unknown month refused?", "Sun, 06 Nov. 1994 08:49:37 GMT", -1);
    row("is one digit for the day refused?", "Sun, 6 Nov 1994 08:49:37 GMT", -1);
    row("is a year of five digits refused?", "Sun, 06 Nov 19940 08:49:37 GMT", -1);
    row("is ISO 8601 refused?", "1994-11-06T08:49:37Z", -1);
    row("is 0 refused?", "0", -1);
    row("is nothing refused?", "", -1);
}

void TestHttpDate::dates()
{
    QFETCH(QByteArray, value);
    QFETCH(qint64, ms);
    QCOMPARE(parseHttpDate(value, utc(2026, 1, 1)), ms < 0 ? std::nullopt : std::optional(ms));
}

void TestHttpDate::yearsOfTwoDigits_data()
{
    QTest::addColumn<qint64>("now");
    QTest::addColumn<QByteArray>("year");
    QTest::addColumn<int>("full");
    QTest::newRow("is 94 in the past?") << utc(2026, 6, 1) << QByteArray("94") << 1994;
    QTest::newRow("is this year this year?") << utc(2026, 6, 1) << QByteArray("26") << 2026;
    QTest::newRow("are 50 years ahead still ahead?") << utc(2026, 6, 1) << QByteArray("76") << 2076;
    QTest::newRow("are 51 years ahead in the past?") << utc(2026, 6, 1) << QByteArray("77") << 1977;
    QTest::newRow("does the century turn?") << utc(1999, 6, 1) << QByteArray("01") << 2001;
    QTest::newRow("does the century turn later?") << utc(2095, 6, 1) << QByteArray("10") << 2110;
}

void TestHttpDate::yearsOfTwoDigits()
{
    QFETCH(qint64, now);
    QFETCH(QByteArray, year);
    QFETCH(int, full);
    const QByteArray value = "Monday, 01-Mar-" + year + " 00:00:00 GMT";
    QCOMPARE(parseHttpDate(value, now), utc(full, 3, 1));
}

void TestHttpDate::yearsOfTwoDigitsNeedAClock()
{
    QCOMPARE(parseHttpDate("Sunday, 06-Nov-94 08:49:37 GMT"), std::nullopt);
    QCOMPARE(parseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT"), kExampleMs);
}

void TestHttpDate::retryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("wait"); // -1 = refused
    const auto row = [](const char *name, const char *value, qint64 wait) {
        QTest::newRow(name) << QByteArray(value) << wait;
    };
    row("are seconds read?", "120", 120'000);
    row("is nought read?", "0", 0);
    row("is white space around it dropped?", " 7 ", 7'000);
    row("is a day the most?", "86401", kMaxRetryAfterMs);
    row("is a number that does not fit a day?", "99999999999999999999999", kMaxRetryAfterMs);
    row("is a date ahead read?", "Sun, 06 Nov 1994 08:50:37 GMT", 60'000);
    row("is a RFC 850 date ahead read?", "Sunday, 06-Nov-94 08:50:37 GMT", 60'000);
    row("is an asctime date ahead read?", "Sun Nov  6 08:50:37 1994", 60'000);
    row("is a date in the past no wait?", "Sun, 06 Nov 1994 08:48:37 GMT", 0);
    row("is this very moment no wait?", "Sun, 06 Nov 1994 08:49:37 GMT", 0);
    row("is a date far ahead a day?", "Fri, 31 Dec 9999 23:59:59 GMT", kMaxRetryAfterMs);
    row("is a negative number refused?", "-5", -1);
    row("is a fraction refused?", "1.5", -1);
    row("is a word refused?", "soon", -1);
    row("is nothing refused?", "", -1);
    row("is a unit refused?", "5s", -1);
}

void TestHttpDate::retryAfter()
{
    QFETCH(QByteArray, value);
    QFETCH(qint64, wait);
    QCOMPARE(parseRetryAfter(value, kExampleMs), wait < 0 ? std::nullopt : std::optional(wait));
}

QTEST_GUILESS_MAIN(TestHttpDate)
#include "tst_http_date.moc"
