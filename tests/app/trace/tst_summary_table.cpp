// SPDX-License-Identifier: MIT
#include "app/terminal/text_width.h"
#include "app/trace/file_words.h"
#include "app/trace/phase_words.h"
#include "app/trace/summary_table.h"
#include "tests/core/trace/sample_recording.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::app;

class TstSummaryTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatHappened();
    void ofNothing();
    void fitsItsColumns_data();
    void fitsItsColumns();
    void everyPhaseHasWords();
    void everyProblemNamesFileAndRemedy_data();
    void everyProblemNamesFileAndRemedy();
};

void TstSummaryTable::saysWhatHappened()
{
    const QString text = summaryTable(trace::testing::sampleRecording(), 100);
    for (const QString &words : {u"4: 1 done, 1 failed, 2 unfinished"_s, u"5, of which 2 failed"_s, u"4.01 MiB"_s,
             u"12 s"_s, u"at most 1, limit 2 to 3"_s, u"waiting for a slot"_s, u"TLS handshake"_s, u"40 ms"_s,
             u"data.bin"_s, u"http-status"_s, u"timeout-connect"_s})
        QVERIFY2(text.contains(words), qPrintable(words + u'\n' + text));
    for (const QString &secret : trace::testing::plantedSecrets())
        QVERIFY(!text.contains(secret));
}

void TstSummaryTable::ofNothing()
{
    const QString text = summaryTable(trace::Recording(), 80);
    QVERIFY2(text.contains(u"nothing"_s), qPrintable(text));
    QVERIFY(text.endsWith(u'\n'));
}

void TstSummaryTable::fitsItsColumns_data()
{
    QTest::addColumn<int>("columns");
    QTest::newRow("80?") << 80;
    QTest::newRow("40?") << 40;
}

void TstSummaryTable::fitsItsColumns()
{
    QFETCH(int, columns);
    const QString text = summaryTable(trace::testing::sampleRecording(), columns);
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        QVERIFY2(textWidth(line) <= columns, qPrintable(line));
        QCOMPARE(harmless(line), line); // names with line ends and controls are in there
    }
}

void TstSummaryTable::everyPhaseHasWords()
{
    QSet<QString> words;
    for (int i = 0; i < trace::kPhaseCount; ++i)
        words.insert(phaseWords(trace::Phase(i)));
    QCOMPARE(words.size(), trace::kPhaseCount);
    QVERIFY(!words.contains(QString()));
}

void TstSummaryTable::everyProblemNamesFileAndRemedy_data()
{
    using Kind = trace::FileProblem::Kind;
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("it cannot be read?") << Kind::CannotRead << u"Check its name"_s;
    QTest::newRow("it is something else?") << Kind::NotARecording << u".sluice-trace"_s;
    QTest::newRow("it is newer?") << Kind::Newer << u"Update Sluice"_s;
    QTest::newRow("it is damaged?") << Kind::Damaged << u"another copy"_s;
    QTest::newRow("it cannot be written?") << Kind::CannotWrite << u"Choose another"_s;
    QTest::newRow("the disk is full?") << Kind::DiskFull << u"Make room"_s;
}

void TstSummaryTable::everyProblemNamesFileAndRemedy()
{
    QFETCH(trace::FileProblem::Kind, kind);
    QFETCH(QString, remedy);
    const QString text = fileProblemText({kind, u"/a/b\x1b.sluice-trace"_s, u"raw\ntext"_s});
    QVERIFY2(text.contains(u"/a/b"_s) && text.contains(remedy), qPrintable(text));
    QCOMPARE(harmless(text), text);
}

QTEST_GUILESS_MAIN(TstSummaryTable)
#include "tst_summary_table.moc"
