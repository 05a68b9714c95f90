// SPDX-License-Identifier: MIT
#include "core/http/content_range.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sluice::http;

class TestContentRange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valid_data();
    void valid();
    void refused_data();
    void refused();
    void whatIsAcceptedIsAlwaysSane();
    void contentLength_data();
    void contentLength();
};

void TestContentRange::valid_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("begin");
    QTest::addColumn<qint64>("end");
    QTest::addColumn<qint64>("total");
    const auto row = [](const char *name, const char *value, qint64 begin, qint64 end, qint64 total) {
        QTest::newRow(name) << QByteArray(value) << begin << end << total;
    };
    row("is a range with a total read?", "bytes 0-99/200", 0, 100, 200);
    row("is an unknown total read?", "bytes 0-99/*", 0, 100, -1);
    row("is an unsatisfied range read?", "bytes */200", -1, -1, 200);
    row("may the file be empty?", "bytes */0", -1, -1, 0);
    row("is a single byte a range?", "bytes 0-0/1", 0, 1, 1);
    row("may the last byte be the last of the file?", "bytes 100-199/200", 100, 200, 200);
    row("may the unit be in capitals?", "Bytes 1-2/3", 1, 3, 3);
    row("is white space around it dropped?", "  bytes   1-2/3\t", 1, 3, 3);
    row("is the largest range that fits read?", "bytes 0-9223372036854775805/9223372036854775806", 0,
        9223372036854775806, 9223372036854775806);
}

void TestContentRange::valid()
{
    QFETCH(QByteArray, value);
    QFETCH(qint64, begin);
    QFETCH(qint64, end);
    QFETCH(qint64, total);
    const auto parsed = parseContentRange(value);
    QVERIFY(parsed.has_value());
    QCOMPARE(*parsed, (ContentRange{begin, end, total}));
    QCOMPARE(parsed->isRange(), begin >= 0);
}

void TestContentRange::refused_data()
{
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *name, const char *value) {
        QTest::newRow(name) << QByteArray(value);
    };
    row("is nothing refused?", "");
    row("is the unit alone refused?", "bytes");
    row("is another unit refused?", "items 0-9/10");
    row("is a unit that only begins alike refused?", "bytesx 0-9/10");
    row("is the syntax of a request refused?", "bytes=0-9/10");
    row("is an end before the beginning refused?", "bytes 9-0/10");
    row("is a last byte at the total refused?", "bytes 0-10/10");
    row("is a last byte beyond the total refused?", "bytes 0-99/10");
    row("is a range in an empty file refused?", "bytes 0-0/0");
    row("is a missing total refused?", "bytes 0-9");
    row("is an empty total refused?", "bytes 0-9/");
    row("is a missing beginning refused?", "bytes -9/10");
    row("is a missing end refused?", "bytes 0-/10");
    row("is a negative beginning refused?", "bytes -1-9/10");
    row("is a negative total refused?", "bytes 0-9/-10");
    row("is a plus sign refused?", "bytes +0-9/10");
    row("is an unknown everything refused?", "bytes */*");
    row("is a second slash refused?", "bytes 0-9/10/10");
    row("are two ranges refused?", "bytes 0-9/20, bytes 10-19/20");
    row("are spaces inside refused?", "bytes 0 - 9/10");
    row("are hexadecimal digits refused?", "bytes 0x0-9/10");
    row("is a last byte that does not fit refused?", "bytes 0-9223372036854775807/*");
    row("is a beginning that does not fit refused?", "bytes 18446744073709551616-18446744073709551617/*");
    row("is a total that does not fit refused?", "bytes 0-9/99999999999999999999999999");
}

void TestContentRange::refused()
{
    QFETCH(QByteArray, value);
    QCOMPARE(parseContentRange(value), std::nullopt);
}

void TestContentRange::whatIsAcceptedIsAlwaysSane()
{
    QRandomGenerator random(2);
    static constexpr char kAlphabet[] = "0123456789-/* ";
    int accepted = 0;
    for (int round = 0; round < 200'000; ++round) {
        QByteArray value("bytes ");
        for (quint32 n = random.bounded(3u, 10u); n > 0; --n)
            value += kAlphabet[random.bounded(int(sizeof kAlphabet) - 1)];
        const auto parsed = parseContentRange(value);
        if (!parsed)
            continue;
        ++accepted;
        if (parsed->isRange())
            QVERIFY2(
                parsed->begin < parsed->end && (parsed->total < 0 || parsed->end <= parsed->total), value.constData());
        else
            QVERIFY2(parsed->total >= 0 && parsed->end == -1, value.constData());
    }
    QVERIFY(accepted > 100);
}

void TestContentRange::contentLength_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("length"); // -1 = refused
    const auto row = [](const char *name, const char *value, qint64 length) {
        QTest::newRow(name) << QByteArray(value) << length;
    };
    row("is a number read?", "42", 42);
    row("is nought a length?", "0", 0);
    row("is white space around it dropped?", " 42\t", 42);
    row("do equal values count as one?", "42, 42,42", 42);
    row("are leading zeros fine?", "007", 7);
    row("are differing values refused?", "42, 43", -1);
    row("is an empty member refused?", "42,", -1);
    row("is nothing refused?", "", -1);
    row("is a negative number refused?", "-1", -1);
    row("is a plus sign refused?", "+1", -1);
    row("is a fraction refused?", "1.5", -1);
    row("are words refused?", "many", -1);
    row("is the largest number refused, as too large?", "9223372036854775807", -1);
    row("is a number that does not fit refused?", "18446744073709551617", -1);
}

void TestContentRange::contentLength()
{
    QFETCH(QByteArray, value);
    QFETCH(qint64, length);
    QCOMPARE(parseContentLength(value), length < 0 ? std::nullopt : std::optional(length));
}

QTEST_GUILESS_MAIN(TestContentRange)
#include "tst_content_range.moc"
