// SPDX-License-Identifier: MIT
#include "core/store/wal_check.h"

#include <QByteArray>
#include <QTest>

using sluice::store::isWalHeader;

class TestWalCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyByteCounts_data();
    void everyByteCounts();
};

void TestWalCheck::everyByteCounts_data()
{
    QTest::addColumn<QByteArray>("header");
    // Written by SQLite 3.40.1 on x86-64; the second has the same fields with big-endian checksums.
    QTest::newRow("is a log of a little-endian machine accepted?")
        << QByteArray::fromHex("377f0682002de2180000100000000000ff0ee63920da52ed0ecd1212b407c3d7");
    QTest::newRow("is a log of a big-endian machine accepted?")
        << QByteArray::fromHex("377f0683002de2180000100000000000ff0ee63920da52ed1513cd10dcc707b6");
}

void TestWalCheck::everyByteCounts()
{
    QFETCH(QByteArray, header);
    QVERIFY(isWalHeader(header));
    QVERIFY(isWalHeader(QByteArray(header + "frames")));
    for (qsizetype i = 0; i < header.size(); ++i) {
        QVERIFY(!isWalHeader(header.first(i)));
        QByteArray wrong = header;
        wrong[i] = char(wrong[i] ^ 0x10);
        QVERIFY(!isWalHeader(wrong));
    }
}

QTEST_GUILESS_MAIN(TestWalCheck)
#include "tst_wal_check.moc"
