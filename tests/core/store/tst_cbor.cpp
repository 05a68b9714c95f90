// SPDX-License-Identifier: MIT
#include "core/store/cbor.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using sluice::store::cbor::Reader;
using sluice::store::cbor::Writer;

class TestCbor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAsQtReadsIt();
    void integers_data();
    void integers();
    void skipsWhatANewerVersionWrote_data();
    void skipsWhatANewerVersionWrote();
    void refuses_data();
    void refuses();
};

void TestCbor::readsAsQtReadsIt()
{
    Writer out;
    out.beginMap();
    out.field(0, 70'000);
    out.field(1, u"grüße \U0001f600"_s);
    out.field(2, QByteArrayView("\xff\x00\x80", 3));
    out.field(3, qint64(0));             // a default: left out
    out.field(4, std::optional<int>(0)); // a value: kept
    out.field(5, std::optional<int>());
    out.integer(-600);
    out.beginArray(2);
    out.integer(1);
    out.integer(-1);
    out.endMap();

    QCborParserError error;
    const QCborMap map = QCborValue::fromCbor(out.take(), &error).toMap();
    QCOMPARE(error.error, QCborError::NoError);
    const QCborMap expected{
        {0, 70'000}, {1, u"grüße \U0001f600"_s}, {2, QByteArray("\xff\x00\x80", 3)}, {4, 0}, {-600, QCborArray{1, -1}}};
    QCOMPARE(map, expected);
}

void TestCbor::integers_data()
{
    QTest::addColumn<qint64>("value");
    for (const qint64 edge : {0LL, 23LL, 24LL, 255LL, 256LL, 65'535LL, 65'536LL, 0xffff'ffffLL, 0x1'0000'0000LL}) {
        QTest::addRow("does %lld survive?", edge) << qint64(edge);
        QTest::addRow("does -1 - %lld survive?", edge) << qint64(-1 - edge);
    }
    QTest::addRow("does the least survive?") << std::numeric_limits<qint64>::min();
    QTest::addRow("does the greatest survive?") << std::numeric_limits<qint64>::max();
}

void TestCbor::integers()
{
    QFETCH(qint64, value);
    Writer out;
    out.integer(value);
    const QByteArray encoded = out.take();
    QCOMPARE(QCborValue::fromCbor(encoded).toInteger(), value);
    Reader in(encoded);
    QCOMPARE(in.integer(), value);
    QVERIFY(in.ok());
}

void TestCbor::skipsWhatANewerVersionWrote_data()
{
    QTest::addColumn<QByteArray>("item");
    const auto row = [](const char *name, const QCborValue &value) {
        QTest::newRow(name) << value.toCbor();
    };
    row("is a boolean passed over?", true);
    row("is null passed over?", nullptr);
    row("is a float passed over?", 1.1);
    row("is a tagged date passed over?", QCborValue(QDateTime::fromMSecsSinceEpoch(0)));
    row("is a nested map passed over?", QCborMap{{u"a"_s, QCborArray{1, QCborMap{{2, u"b"_s}}}}});
    row("is a number beyond qint64 passed over?", QCborValue(1e19));
    QTest::newRow("is a string in chunks passed over?") << QByteArray("\x7f\x61\x61\x61\x62\xff");
    QTest::newRow("is an open array passed over?") << QByteArray("\x9f\x01\x02\xff");
    QTest::newRow("is an unsigned 64-bit number passed over?") << QByteArray("\x1b\xff\xff\xff\xff\xff\xff\xff\xff");
}

void TestCbor::skipsWhatANewerVersionWrote()
{
    QFETCH(QByteArray, item);
    const QByteArray encoded = item + "\x05";
    Reader in(encoded);
    in.skip();
    QCOMPARE(in.integer(), 5);
    QVERIFY(in.ok());
}

void TestCbor::refuses_data()
{
    QTest::addColumn<QByteArray>("encoded");
    QTest::newRow("is nothing refused?") << QByteArray();
    QTest::newRow("is a map without end refused?") << QByteArray("\xbf\x00\x01");
    QTest::newRow("is a key without value refused?") << QByteArray("\xbf\x00\xff");
    QTest::newRow("is a string longer than the input refused?") << QByteArray("\xbf\x00\x5a\x7f\xff\xff\xff\x01\xff");
    QTest::newRow("is a string of 2^64-1 bytes refused?") << QByteArray("\xbf\x00\x5b\xff\xff\xff\xff\xff\xff\xff\xff");
    QTest::newRow("is an array of 2^64-1 items refused?") << QByteArray("\xbf\x00\x9b\xff\xff\xff\xff\xff\xff\xff\xff");
    QTest::newRow("is a reserved length refused?") << QByteArray("\xbf\x00\x1c\xff");
    QTest::newRow("is a cut number refused?") << QByteArray("\xbf\x00\x19\x01");
    QTest::newRow("is a text as key refused?") << QByteArray("\xbf\x61\x61\x00\xff");
    QTest::newRow("is nesting without end refused?") << QByteArray("\xbf\x00") + QByteArray(100'000, '\x81');
}

void TestCbor::refuses()
{
    QFETCH(QByteArray, encoded);
    Reader in(encoded);
    in.map([&](qint64) { in.skip(); });
    QVERIFY(!in.ok());
    // And stays harmless.
    QCOMPARE(in.integer(), 0);
    QVERIFY(in.text().isEmpty());
    QVERIFY(in.bytes().isEmpty());
    in.array([] { QFAIL("a broken reader has no items"); });
}

QTEST_GUILESS_MAIN(TestCbor)
#include "tst_cbor.moc"
