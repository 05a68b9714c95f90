// SPDX-License-Identifier: MIT
#include "app/demo/gzip.h"
#include "app/demo/pattern.h"

#include <QCryptographicHash>
#include <QTest>

using namespace sluice::demo;

class TestPattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyRangeIsAPartOfTheWhole_data();
    void anyRangeIsAPartOfTheWhole();
    void neverChanges();
    void seedsDiffer();
    void sha256();
    void gzipIsDeterministic();
};

void TestPattern::anyRangeIsAPartOfTheWhole_data()
{
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<qint64>("length");
    QTest::newRow("is nothing empty?") << qint64(0) << qint64(0);
    QTest::newRow("does it begin at the begin?") << qint64(0) << qint64(1);
    QTest::newRow("within a word?") << qint64(3) << qint64(4);
    QTest::newRow("across a border of words?") << qint64(7) << qint64(2);
    QTest::newRow("from within a word to within another?") << qint64(13) << qint64(500);
    QTest::newRow("whole words?") << qint64(16) << qint64(64);
}

void TestPattern::anyRangeIsAPartOfTheWhole()
{
    QFETCH(qint64, offset);
    QFETCH(qint64, length);
    QCOMPARE(patternBytes(9, offset, length), patternBytes(9, 0, 1000).mid(offset, length));
}

// Checksums written down elsewhere (and the demo's) depend on these bytes.
void TestPattern::neverChanges()
{
    QCOMPARE(patternBytes(0, 0, 8).toHex(), QByteArray("afcd1d7b39a820e2"));
    QCOMPARE(patternSeed(u""), 0xCBF29CE484222325ULL);
    QCOMPARE(patternSeed(u"/a"), patternSeed(QStringLiteral("/a")));
    QCOMPARE(patternBytes(1, 1LL << 40, 4), patternBytes(1, (1LL << 40) - 4, 8).right(4));
}

void TestPattern::seedsDiffer()
{
    QVERIFY(patternSeed(u"/a") != patternSeed(u"/b"));
    QVERIFY(patternBytes(1, 0, 64) != patternBytes(2, 0, 64));
}

void TestPattern::sha256()
{
    for (const qint64 size : {0, 1, 262'144, 262'145, 1'000'003}) {
        QCOMPARE(
            patternSha256(3, size), QCryptographicHash::hash(patternBytes(3, 0, size), QCryptographicHash::Sha256));
    }
}

void TestPattern::gzipIsDeterministic()
{
    const QByteArray text(100'000, 'a');
    const QByteArray packed = gzip(text);
    QCOMPARE(packed, gzip(text));
    QVERIFY(packed.startsWith("\x1f\x8b"));
    QVERIFY(packed.size() < 2000);
    QVERIFY(!gzip({}).isEmpty());
}

QTEST_GUILESS_MAIN(TestPattern)
#include "tst_pattern.moc"
