// SPDX-License-Identifier: MIT
#include "core/store/record_codec.h"

#include "core/store/cbor.h"
#include "core/store/error_codec.h"
#include "tests/core/store/random_record.h"

#include <QCborMap>
#include <QCborValue>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::download;
using namespace sluice::store;
using test::RandomRecord;

class TestRecordCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsTakeNoSpace();
    void everythingSurvives();
    void anyCutIsNoticed();
    void anyByteMayBeWrong();
    void unknownKeysArePassedOver();
    void untrustworthyRangesAreDropped_data();
    void untrustworthyRangesAreDropped();
    void unknownNames();
    void unknownChecksumIsRefused();
};

void TestRecordCodec::defaultsTakeNoSpace()
{
    Record record;
    record.request.url = u"http://127.0.0.1/a"_s;
    record.request.folder = u"/tmp"_s;
    QVERIFY(encodeRequest(record.request).isEmpty());
    QVERIFY(encodePart(record.part).isEmpty());
    QVERIFY(encodeHistory(record).isEmpty());
}

void TestRecordCodec::everythingSurvives()
{
    RandomRecord random(20261120);
    for (int i = 1; i <= 2000; ++i) {
        const Record record = random.next(i);

        Record read;
        read.request.url = record.request.url;
        read.request.folder = record.request.folder;
        read.request.fileName = record.request.fileName;
        if (record.error)
            read.error.emplace().kind = record.error->kind;
        QVERIFY(decodeRequest(encodeRequest(record.request), read.request));
        QVERIFY(decodePart(encodePart(record.part), read.part));
        QVERIFY(decodeHistory(encodeHistory(record), read));

        QVERIFY(read.request == record.request);
        QVERIFY(read.part == record.part);
        QVERIFY(read.error == record.error);
        QVERIFY(read.attempts == record.attempts);
    }
}

void TestRecordCodec::anyCutIsNoticed()
{
    RandomRecord random(1);
    for (int i = 1; i <= 50; ++i) {
        const Record record = random.next(i);
        const QByteArray request = encodeRequest(record.request);
        for (qsizetype length = 1; length < request.size(); ++length) {
            Request read;
            QVERIFY(!decodeRequest(QByteArrayView(request).first(length), read));
            QVERIFY(read == Request());
        }
        const QByteArray part = encodePart(record.part);
        for (qsizetype length = 1; length < part.size(); ++length) {
            Part read;
            QVERIFY(!decodePart(QByteArrayView(part).first(length), read));
            QVERIFY(read == Part());
        }
        const QByteArray history = encodeHistory(record);
        for (qsizetype length = 1; length < history.size(); ++length) {
            Record read;
            QVERIFY(!decodeHistory(QByteArrayView(history).first(length), read));
            QVERIFY(read == Record());
        }
    }
}

void TestRecordCodec::anyByteMayBeWrong()
{
    RandomRecord random(2);
    QRandomGenerator noise(3);
    int refused = 0;
    for (int i = 1; i <= 3000; ++i) {
        const Record record = random.next(i);
        QByteArray part = encodePart(record.part);
        QByteArray history = encodeHistory(record);
        QByteArray request = encodeRequest(record.request);
        for (QByteArray *bytes : {&part, &history, &request}) {
            if (!bytes->isEmpty())
                (*bytes)[noise.bounded(bytes->size())] = char(noise.bounded(256));
        }
        Record read;
        refused += decodePart(part, read.part) ? 0 : 1;
        refused += decodeHistory(history, read) ? 0 : 1;
        refused += decodeRequest(request, read.request) ? 0 : 1;
        // Whatever came out of it, ranges can be worked with.
        qint64 last = 0;
        for (const ByteRange &range : read.part.have) {
            QVERIFY(range.begin >= last && range.end > range.begin);
            last = range.end;
        }
        QVERIFY(read.part.total >= -1);
        QVERIFY(read.part.total < 0 || last <= read.part.total);
    }
    QVERIFY(refused > 0);
}

void TestRecordCodec::unknownKeysArePassedOver()
{
    const QCborMap newer{{0, u"/tmp/a.part"_s}, {99, QCborMap{{1, true}}}, {1, 7}};
    Part part;
    QVERIFY(decodePart(newer.toCborValue().toCbor(), part));
    QCOMPARE(part.path, u"/tmp/a.part"_s);
    QCOMPARE(part.total, 7);
}

void TestRecordCodec::untrustworthyRangesAreDropped_data()
{
    QTest::addColumn<QList<qint64>>("bounds");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<bool>("kept");
    QTest::newRow("are good ranges kept?") << QList<qint64>{0, 5, 5, 9} << qint64(9) << true;
    QTest::newRow("are ranges of an unknown total kept?") << QList<qint64>{3, 5} << qint64(-1) << true;
    QTest::newRow("is a negative begin dropped?") << QList<qint64>{-1, 5} << qint64(9) << false;
    QTest::newRow("is an empty range dropped?") << QList<qint64>{5, 5} << qint64(9) << false;
    QTest::newRow("is a range backwards dropped?") << QList<qint64>{5, 3} << qint64(9) << false;
    QTest::newRow("are overlapping ranges dropped?") << QList<qint64>{0, 5, 4, 9} << qint64(9) << false;
    QTest::newRow("are ranges out of order dropped?") << QList<qint64>{5, 9, 0, 5} << qint64(9) << false;
    QTest::newRow("is a range beyond the end dropped?") << QList<qint64>{0, 10} << qint64(9) << false;
    QTest::newRow("is half a range dropped?") << QList<qint64>{0, 5, 6} << qint64(9) << false;
}

void TestRecordCodec::untrustworthyRangesAreDropped()
{
    QFETCH(QList<qint64>, bounds);
    QFETCH(qint64, total);
    QFETCH(bool, kept);
    QCborArray have;
    for (const qint64 bound : bounds)
        have.append(bound);
    Part part;
    QVERIFY(decodePart(QCborMap{{0, u"p"_s}, {1, total}, {2, have}}.toCborValue().toCbor(), part));
    QCOMPARE(part.path, u"p"_s);
    QCOMPARE(part.have.size(), kept ? size_t(bounds.size() / 2) : 0);
}

void TestRecordCodec::unknownNames()
{
    Request request;
    QVERIFY(decodeRequest(QCborMap{{3, u"merge"_s}}.toCborValue().toCbor(), request));
    QCOMPARE(request.conflict, Conflict::Rename);

    const QByteArray map = QCborMap{{0, u"solar-flare"_s}, {1, u"tomorrow"_s}, {4, 418}}.toCborValue().toCbor();
    cbor::Reader in(map);
    Error error;
    readError(in, error);
    QVERIFY(in.ok());
    QCOMPARE(error.kind, ErrorKind::Internal);
    QCOMPARE(error.retry, RetryClass::Never);
    QCOMPARE(error.httpStatus, 418);
    QCOMPARE(error.detail, u"solar-flare"_s);
}

void TestRecordCodec::unknownChecksumIsRefused()
{
    Request request;
    QVERIFY(!decodeRequest(QCborMap{{4, u"Sha9"_s}, {5, QByteArray("x")}}.toCborValue().toCbor(), request));
    QVERIFY(!request.checksum);
}

QTEST_GUILESS_MAIN(TestRecordCodec)
#include "tst_record_codec.moc"
