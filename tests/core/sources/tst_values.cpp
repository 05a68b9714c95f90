// SPDX-License-Identifier: MIT
#include "core/sources/link_list.h"

#include <QTest>

using namespace sluice::sources;
using namespace Qt::StringLiterals;
using Algorithm = QCryptographicHash::Algorithm;

/// parseChecksum() and parseBytes().
class TestValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksums_data();
    void checksums();
    void badChecksums_data();
    void badChecksums();
    void bytes_data();
    void bytes();
    void badBytes_data();
    void badBytes();
};

void TestValues::checksums_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Algorithm>("algorithm");
    QTest::newRow("is md5 known?") << u"md5"_s << QCryptographicHash::Md5;
    QTest::newRow("is sha-1 known?") << u"sha-1"_s << QCryptographicHash::Sha1;
    QTest::newRow("is sha1 known?") << u"sha1"_s << QCryptographicHash::Sha1;
    QTest::newRow("is SHA-224 known?") << u"SHA-224"_s << QCryptographicHash::Sha224;
    QTest::newRow("is sha-256 known?") << u"sha-256"_s << QCryptographicHash::Sha256;
    QTest::newRow("is Sha384 known?") << u"Sha384"_s << QCryptographicHash::Sha384;
    QTest::newRow("is sha512 known with spaces?") << u" sha512 "_s << QCryptographicHash::Sha512;
}

void TestValues::checksums()
{
    QFETCH(QString, name);
    QFETCH(Algorithm, algorithm);
    const QByteArray digest = QCryptographicHash::hash("x", algorithm);
    const QString text = name + u'=' + QString::fromLatin1(digest.toHex());
    const auto lower = parseChecksum(text);
    QVERIFY(lower.has_value());
    QCOMPARE(*lower, (sluice::download::Checksum{algorithm, digest}));
    QCOMPARE(parseChecksum(text.toUpper()).value(), *lower);
}

void TestValues::badChecksums_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("named");
    QTest::newRow("is a missing = named?") << u"sha-256"_s << u"sha-256"_s;
    QTest::newRow("is an unknown algorithm named?") << u"crc32=00"_s << u"crc32"_s;
    QTest::newRow("is a missing algorithm named?") << u"=00"_s << u"algorithm"_s;
    QTest::newRow("are missing digits counted?") << u"md5=00"_s << u"32"_s;
    QTest::newRow("are no digits counted?") << u"md5="_s << u"not 0"_s;
    QTest::newRow("are surplus digits counted?") << QString(u"md5="_s + QString(33, u'0')) << u"not 33"_s;
    QTest::newRow("is a letter too far named?") << u"md5=0123456789abcdefg123456789abcdef"_s << u"hexadecimal"_s;
    QTest::newRow("are spaces between digits refused?")
        << QString(u"md5="_s + u"00 "_s.repeated(16) + u"0"_s) << u"hexadecimal"_s;
    QTest::newRow("is nothing refused?") << QString() << u"form"_s;
}

void TestValues::badChecksums()
{
    QFETCH(QString, text);
    QFETCH(QString, named);
    const auto result = parseChecksum(text);
    QVERIFY(!result);
    QVERIFY2(result.error().contains(named), qPrintable(result.error()));
}

void TestValues::bytes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes");
    const auto row = [](const char *name, const QString &text, qint64 bytes) {
        QTest::newRow(name) << text << bytes;
    };
    row("is a plain number bytes?", u"800"_s, 800);
    row("is nought read?", u"0"_s, 0);
    row("is K 1024?", u"500K"_s, 512'000);
    row("is a small letter as good?", u"500k"_s, 512'000);
    row("is M read?", u"2M"_s, 2'097'152);
    row("is G with a fraction read?", u"1.5G"_s, 1'610'612'736);
    row("is T read?", u"1T"_s, 1LL << 40);
    row("is P read?", u"1P"_s, 1LL << 50);
    row("may B follow?", u"500KB"_s, 512'000);
    row("may iB follow?", u"2MiB"_s, 2'097'152);
    row("may /s follow?", u"2M/s"_s, 2'097'152);
    row("may B/s follow?", u"2 MB/s"_s, 2'097'152);
    row("may B follow alone?", u"7B"_s, 7);
    row("is white space around it dropped?", u" 7 "_s, 7);
    row("is a fraction of a byte cut?", u"7.9"_s, 7);
    row("is a long fraction read?", u"0.50000000000000000000000000000000001K"_s, 512);
    row("is the most that fits read?", u"8190P"_s, 8190LL << 50);
}

void TestValues::bytes()
{
    QFETCH(QString, text);
    QFETCH(qint64, bytes);
    const auto result = parseBytes(text);
    QVERIFY2(result.has_value(), result ? "" : qPrintable(result.error()));
    QCOMPARE(*result, bytes);
}

void TestValues::badBytes_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &text) {
        QTest::newRow(name) << text;
    };
    row("is nothing refused?", QString());
    row("is white space refused?", u"  "_s);
    row("is a negative number refused?", u"-1"_s);
    row("is minus nought refused?", u"-0"_s);
    row("is a plus sign refused?", u"+1"_s);
    row("is a word refused?", u"fast"_s);
    row("is a unit alone refused?", u"K"_s);
    row("is an unknown unit refused?", u"5X"_s);
    row("are two units refused?", u"5KM"_s);
    row("is an i alone refused?", u"5i"_s);
    row("is a comma refused?", u"1,5M"_s);
    row("is a point without digits refused?", u"5.M"_s);
    row("is a point in front refused?", u".5M"_s);
    row("are two points refused?", u"1.2.3"_s);
    row("is an exponent refused?", u"1e3"_s);
    row("is a hexadecimal number refused?", u"0x10"_s);
    row("are spaces inside refused?", u"1 000"_s);
    row("are digits of other scripts refused?", u"\u0661"_s);
    row("is infinity refused?", u"inf"_s);
    row("is a number too large refused?", u"99999999999999999999"_s);
    row("is a product too large refused?", u"8192P"_s);
    row("is less than a byte refused?", u"0.2"_s);
}

void TestValues::badBytes()
{
    QFETCH(QString, text);
    const auto result = parseBytes(text);
    QVERIFY(!result);
    QVERIFY(!result.error().isEmpty());
    if (!text.trimmed().isEmpty())
        QVERIFY2(result.error().contains(text.trimmed()), qPrintable(result.error()));
}

QTEST_GUILESS_MAIN(TestValues)
#include "tst_values.moc"
