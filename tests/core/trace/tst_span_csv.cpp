// SPDX-License-Identifier: MIT
#include "core/trace/span_csv.h"
#include "tests/core/trace/sample_recording.h"

#include <QBuffer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sluice::trace;
using namespace sluice::trace::testing;

namespace {

QByteArray written(const Recording &recording)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    writeSpanCsv(recording, buffer);
    return buffer.data();
}

/// The records of a CSV text (RFC 4180 §2); a text that breaks the rules gives none.
QList<QByteArrayList> parsed(const QByteArray &text)
{
    QList<QByteArrayList> records;
    QByteArrayList record;
    qsizetype at = 0;
    while (at < text.size()) {
        QByteArray cell;
        if (text[at] == '"') {
            for (++at; at < text.size() && (text[at] != '"' || text.mid(at + 1, 1) == "\""); ++at) {
                if (text[at] == '"')
                    ++at;
                cell += text[at];
            }
            ++at;
        } else {
            while (at < text.size() && text[at] != ',' && text[at] != '\r') {
                if (text[at] == '"' || text[at] == '\n')
                    return {};
                cell += text[at++];
            }
        }
        record << cell;
        if (text.mid(at, 2) == "\r\n") {
            records << std::exchange(record, {});
            at += 2;
        } else if (text.mid(at, 1) == ",") {
            ++at;
        } else {
            return {};
        }
    }
    return record.isEmpty() ? records : QList<QByteArrayList>();
}

} // namespace

class TestSpanCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cells_data();
    void cells();
    void everySpanIsARecord();
    void anEmptyRecordingIsAHeader();
    void holdsNoSecrets();
};

void TestSpanCsv::cells_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("is a plain text left alone?") << u"a b.zip"_s << QByteArray("a b.zip");
    QTest::newRow("is an empty one?") << QString() << QByteArray();
    QTest::newRow("is a comma quoted?") << u"a,b"_s << QByteArray("\"a,b\"");
    QTest::newRow("is a quote doubled?") << u"a\"b"_s << QByteArray("\"a\"\"b\"");
    QTest::newRow("is a line end quoted?") << u"a\r\nb"_s << QByteArray("\"a\r\nb\"");
    QTest::newRow("is a formula defused?") << u"=1+1"_s << QByteArray("'=1+1");
    QTest::newRow("one that begins with +?") << u"+1"_s << QByteArray("'+1");
    QTest::newRow("with -?") << u"-1"_s << QByteArray("'-1");
    QTest::newRow("with @?") << u"@SUM(A1)"_s << QByteArray("'@SUM(A1)");
    QTest::newRow("with a tab?") << u"\t=1"_s << QByteArray("'\t=1");
    QTest::newRow("one that needs both?") << u"=A(\"x\")"_s << QByteArray("\"'=A(\"\"x\"\")\"");
    QTest::newRow("is a sign within left alone?") << u"a=b@c"_s << QByteArray("a=b@c");
}

void TestSpanCsv::cells()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, cell);
    QCOMPARE(csvCell(text), cell);
}

void TestSpanCsv::everySpanIsARecord()
{
    const Recording recording = sampleRecording();
    const auto records = parsed(written(recording));
    QCOMPARE(std::size_t(records.size()), recording.spanCount() + 1);
    for (const QByteArrayList &record : records)
        QCOMPARE(record.size(), records.front().size());

    const QByteArrayList wait{"1", "data.bin", "https://a.example:8443/data.bin?sig=•••", "a.example:8443", "", "", "",
        "wait-slot", "2025-11-20T16:00:00.000Z", "0.000", "200.000", "200.000", "no"};
    QCOMPARE(records[1], wait);
    const QByteArrayList tls{"1", "data.bin", "https://a.example:8443/data.bin?sig=•••", "a.example:8443", "1", "0",
        "0", "tls", "2025-11-20T16:00:00.260Z", "260.000", "300.000", "40.000", "no"};
    QCOMPARE(records[4], tls);
    const bool defused = std::ranges::any_of(
        records, [](const QByteArrayList &record) { return record[1].startsWith("'=HYPERLINK(\"x\"), \"b\"\n"); });
    QVERIFY(defused);
}

void TestSpanCsv::anEmptyRecordingIsAHeader()
{
    const auto records = parsed(written(Recording()));
    QCOMPARE(records.size(), 1);
    QCOMPARE(records[0].first(), QByteArray("download"));
}

void TestSpanCsv::holdsNoSecrets()
{
    const QString text = QString::fromUtf8(written(sampleRecording()));
    for (const QString &secret : plantedSecrets())
        QVERIFY2(!text.contains(secret), qPrintable(secret));
}

QTEST_APPLESS_MAIN(TestSpanCsv)
#include "tst_span_csv.moc"
