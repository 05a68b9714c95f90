// SPDX-License-Identifier: MIT
#include "ui/slots/diagnosis_box.h"
#include "ui/slots/diagnosis_words.h"

#include <QTest>
#include <QToolButton>

#include <limits>

using namespace sluice;
using namespace sluice::ui;
using namespace Qt::StringLiterals;

using trace::Diagnosis;
using Kind = trace::Diagnosis::Kind;

namespace {

QString plain(QString text)
{
    return text.replace(u'\u00A0', u' ');
}

Diagnosis server()
{
    Diagnosis made;
    made.kind = Kind::ServerHolds;
    made.severity = Diagnosis::Severity::Advice;
    made.host = u"a.test"_s;
    made.rate = 4.1e6;
    made.count = 5;
    made.fewer = {2, 8.2e6};
    made.more = {5, 20.4e6};
    return made;
}

} // namespace

class TestDiagnosisWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void everyKindHasWords_data();
    void everyKindHasWords();
    void saysWhatWouldHelp();
    void aLongHostIsCut();
    void theBoxShowsWhatThereIs();
    void theEvidenceIsOneClickAway();
};

void TestDiagnosisWords::everyKindHasWords_data()
{
    QTest::addColumn<Kind>("kind");
    for (int kind = 0; kind <= static_cast<int>(Kind::LimitTooHigh); ++kind)
        QTest::addRow("does kind %d have words?", kind) << static_cast<Kind>(kind);
}

void TestDiagnosisWords::everyKindHasWords()
{
    QFETCH(Kind, kind);
    Diagnosis made;
    made.kind = kind;
    for (int round = 0; round < 2; ++round) {
        const QString sentence = diagnosisSentence(made);
        const QString evidence = diagnosisEvidence(made);
        QVERIFY(sentence.size() > 10);
        QVERIFY(evidence.size() > 10);
        for (const QString &text : {sentence, evidence}) {
            QVERIFY2(!text.contains(u"%n") && !text.contains(u"%1") && !text.contains(u"%2"), qPrintable(text));
            QVERIFY2(!text.contains(u"nan") && !text.contains(u"inf"), qPrintable(text));
        }
        // And with the largest values there are.
        constexpr double huge = 1e300;
        made.host = u"h"_s;
        made.rate = made.bestRate = made.seconds = made.freeSlots = huge;
        made.count = made.total = made.limit = std::numeric_limits<qint64>::max();
        made.fewer = made.more = {huge, huge};
    }
}

void TestDiagnosisWords::saysWhatWouldHelp()
{
    QCOMPARE(plain(diagnosisSentence(server())),
        u"Each connection is held to about 4.1 MB/s by a.test: more connections would help."_s);
    QVERIFY(
        plain(diagnosisEvidence(server())).endsWith(u"With 2 receiving at once, 8.2 MB/s came; with 5, 20 MB/s."_s));
    Diagnosis asked;
    asked.kind = Kind::ServerAsked;
    asked.host = u"b.test"_s;
    asked.seconds = 39.2;
    QCOMPARE(plain(diagnosisSentence(asked)), u"b.test asked us to wait 40 s."_s);
}

void TestDiagnosisWords::aLongHostIsCut()
{
    Diagnosis made = server();
    made.host = QString(4'000, u'x');
    QVERIFY(diagnosisSentence(made).size() < 200);
}

void TestDiagnosisWords::theBoxShowsWhatThereIs()
{
    DiagnosisBox box;
    QCOMPARE(box.text(), nothingToSay(false));
    box.setDiagnoses({}, true);
    QCOMPARE(box.text(), nothingToSay(true));
    Diagnosis full;
    full.kind = Kind::LineFull;
    full.rate = 1e6;
    box.setDiagnoses({server(), full}, true);
    QCOMPARE(box.text(), diagnosisSentence(server()) + u'\n' + diagnosisSentence(full));
    box.setDiagnoses({full}, true);
    QCOMPARE(box.text(), diagnosisSentence(full));
    box.setDiagnoses({}, false);
    QCOMPARE(box.text(), nothingToSay(false));
}

void TestDiagnosisWords::theEvidenceIsOneClickAway()
{
    DiagnosisBox box;
    box.setDiagnoses({server()}, true);
    box.resize(400, 10);
    box.show();
    auto *why = box.findChild<QToolButton *>();
    QVERIFY(why);
    QCOMPARE(why->toolTip(), diagnosisEvidence(server()));
    const int before = box.height();
    why->click();
    QVERIFY(box.height() > before);
    // It stays open while the words change.
    Diagnosis other = server();
    other.rate = 9e6;
    box.setDiagnoses({other}, true);
    QVERIFY(why->isChecked());
    // A narrow box is higher, and a wide one lower again.
    const int wide = box.height();
    box.resize(150, box.height());
    QVERIFY(box.height() > wide);
    box.resize(400, box.height());
    QCOMPARE(box.height(), wide);
}

QTEST_MAIN(TestDiagnosisWords)
#include "tst_diagnosis_words.moc"
