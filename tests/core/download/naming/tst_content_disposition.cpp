// SPDX-License-Identifier: MIT
#include "core/download/naming/content_disposition.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace sluice::download;
using namespace Qt::StringLiterals;

class TestContentDisposition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vectors_data();
    void vectors();
    void mostVectorsGiveTheRecommendedName();
    void guesses_data();
    void guesses();
    void noiseNeverGivesAnEmptyName();
};

namespace {

QJsonArray cases()
{
    QFile file(QStringLiteral(SLUICE_TEST_DATA "/content_disposition.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object()["cases"_L1].toArray();
}

// ISO-8859-1 in the file: one character for each byte of the header.
QByteArray headerOf(const QJsonObject &row)
{
    const QString hex = row["header_hex"_L1].toString();
    return hex.isEmpty() ? row["header"_L1].toString().toLatin1() : QByteArray::fromHex(hex.toLatin1());
}

} // namespace

void TestContentDisposition::vectors_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("expected"); // null = no name
    QTest::addColumn<QStringList>("acceptable");
    QTest::addColumn<bool>("exact");

    const QJsonArray rows = cases();
    QCOMPARE(rows.size(), 284);
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        QStringList acceptable;
        for (const QJsonValue &name : row["acceptable"_L1].toArray())
            acceptable.append(name.toString());
        QTest::newRow(qPrintable(row["id"_L1].toString()))
            << headerOf(row) << row["expected"_L1].toString() << acceptable << (row["cls"_L1].toString() == u"exact");
    }
}

void TestContentDisposition::vectors()
{
    QFETCH(QByteArray, header);
    QFETCH(QString, expected);
    QFETCH(QStringList, acceptable);
    QFETCH(bool, exact);
    const QString name = parseContentDisposition(header).name.value_or(QString());
    if (exact)
        QCOMPARE(name, expected);
    else
        QVERIFY2(acceptable.contains(name), qPrintable(name));
}

void TestContentDisposition::mostVectorsGiveTheRecommendedName()
{
    // 284 in all; a name is recommended for some values that Sluice takes for a guess at best.
    int recommended = 0;
    for (const QJsonValue &value : cases()) {
        const QJsonObject row = value.toObject();
        const QString name = parseContentDisposition(headerOf(row)).name.value_or(QString());
        recommended += name == row["expected"_L1].toString();
    }
    QCOMPARE_GE(recommended, 259);
}

void TestContentDisposition::guesses_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("guess");
    QTest::newRow("is a quoted name without a type a guess?") << QByteArray("filename=\"a.pdf\"") << u"a.pdf"_s;
    QTest::newRow("is a path without quotes a guess?") << QByteArray("attachment; filename=a/b.pdf") << u"a/b.pdf"_s;
    QTest::newRow("are bytes of an unknown charset a guess?")
        << QByteArray("attachment; filename=caf\xe9.pdf") << u"caf\u00e9.pdf"_s;
    QTest::newRow("is a RFC 2047 word nothing?") << QByteArray("attachment; filename==?utf-8?Q?a?=") << QString();
    QTest::newRow("is a line break that is no fold nothing?")
        << QByteArray("attachment; filename=\"a\r\nX: y\"") << QString();
    QTest::newRow("is a missing semicolon nothing?") << QByteArray("attachment; filename=a size=3") << QString();
}

void TestContentDisposition::guesses()
{
    QFETCH(QByteArray, header);
    QFETCH(QString, guess);
    const DispositionName result = parseContentDisposition(header);
    QCOMPARE(result.name, std::nullopt);
    QCOMPARE(result.guess.value_or(QString()), guess);
}

void TestContentDisposition::noiseNeverGivesAnEmptyName()
{
    QRandomGenerator random(4);
    const QList<QByteArray> words{"attachment", "filename", "filename*", "=", ";", "\"", "\\", "'", "UTF-8''", "%41",
        "%", " ", "\xc3\xa4", "\xe4", "a.txt", "\r\n ", QByteArray("\0", 1)};
    int names = 0;
    for (int round = 0; round < 50'000; ++round) {
        QByteArray header;
        for (quint32 n = random.bounded(12u); n > 0; --n)
            header += words[random.bounded(int(words.size()))];
        const DispositionName result = parseContentDisposition(header);
        for (const auto &name : {result.name, result.guess}) {
            names += name.has_value();
            QVERIFY2(!name || (!name->isEmpty() && !name->contains(u'\n')), header.constData());
        }
    }
    QVERIFY(names > 100);
}

QTEST_GUILESS_MAIN(TestContentDisposition)
#include "tst_content_disposition.moc"
