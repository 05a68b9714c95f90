// SPDX-License-Identifier: MIT
#include "tests/ui/details/story.h"
#include "tests/ui/synthetic_rows.h"
#include "ui/details/attempt_facts.h"
#include "ui/details/attempt_pane.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNow = Story::kWall + 7'000;

trace::AttemptBrief recordedAttempt(std::size_t index)
{
    return threeAttempts().recorded(7'000).tracks().front().attempts.at(index);
}

QString valueOf(const std::vector<Fact> &facts, const QString &label)
{
    const auto found = std::ranges::find(facts, label, &Fact::label);
    return found == facts.end() ? QString() : found->value;
}

QString everything(const AttemptFacts &facts)
{
    QString text;
    for (const std::vector<Fact> *part : {&facts.facts, &facts.request, &facts.response}) {
        for (const Fact &fact : *part)
            text += fact.label + u": "_s + fact.value + u'\n';
    }
    return text;
}

} // namespace

class TestAttemptFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRecordSaysAll();
    void noSecretIsShown();
    void aFailureIsSaidInWords();
    void anOlderAttemptSaysWhyItHasNoHeaders();
    void aRunningAttemptSaysSo();
    void aStoppedAttemptIsNotCalledComplete();
    void nothingIsNothing();
    void thePaneKeepsItsPlaceWhileValuesChange();
    void aRowIsCopied();
};

void TestAttemptFacts::theRecordSaysAll()
{
    const trace::AttemptBrief brief = recordedAttempt(2);
    const AttemptFacts facts = attemptFacts(&brief, nullptr, kNow);
    QCOMPARE(facts.title, u"Attempt 3"_s);
    QCOMPARE(valueOf(facts.facts, u"Address"_s), u"127.0.0.1:8443"_s);
    QCOMPARE(valueOf(facts.facts, u"Protocol"_s), u"HTTP/1.1"_s);
    QCOMPARE(valueOf(facts.facts, u"Encryption"_s), u"TLSv1.3"_s);
    QCOMPARE(valueOf(facts.facts, u"Redirects"_s), u"1"_s);
    QCOMPARE(valueOf(facts.facts, u"Answer"_s), u"206 Partial Content"_s);
    QVERIFY(valueOf(facts.facts, u"Connection"_s).startsWith(u"number 2"_s));
    QVERIFY(valueOf(facts.facts, u"Bytes"_s).contains(u"3,999,999"_s));
    QCOMPARE(facts.request.size(), 4U);
    QCOMPARE(valueOf(facts.request, u"Range"_s), u"bytes=1500000-"_s);
    QVERIFY(facts.headersNote.isEmpty());
}

void TestAttemptFacts::noSecretIsShown()
{
    const trace::AttemptBrief brief = recordedAttempt(2);
    const QString text = everything(attemptFacts(&brief, nullptr, kNow));
    QVERIFY2(!text.contains(u"hunter2"_s), qPrintable(text));
    QVERIFY2(!text.contains(u"aHVudGVyMg"_s), qPrintable(text));
    QVERIFY(text.contains(u"Authorization"_s));
    QVERIFY(text.contains(u"Set-Cookie"_s));
}

void TestAttemptFacts::aFailureIsSaidInWords()
{
    const trace::AttemptBrief brief = recordedAttempt(0);
    const AttemptFacts facts = attemptFacts(&brief, nullptr, kNow);
    QCOMPARE(valueOf(facts.facts, u"Result"_s), u"503 Service Unavailable"_s);
    QVERIFY(!valueOf(facts.facts, u"Why"_s).isEmpty());
    QCOMPARE(facts.headersNote, u"There are no headers for this attempt."_s);
}

void TestAttemptFacts::anOlderAttemptSaysWhyItHasNoHeaders()
{
    const download::Attempt kept = syntheticDetails(1, kNow).attempts[1];
    const AttemptFacts facts = attemptFacts(nullptr, &kept, kNow);
    QCOMPARE(facts.number, 2);
    QCOMPARE(valueOf(facts.facts, u"Result"_s), u"503 Service Unavailable"_s);
    QVERIFY(!valueOf(facts.facts, u"Next try"_s).isEmpty());
    QVERIFY(facts.headersNote.contains(u"older"_s));
}

void TestAttemptFacts::aRunningAttemptSaysSo()
{
    const download::Attempt kept = syntheticDetails(1, kNow).attempts.back();
    const AttemptFacts facts = attemptFacts(nullptr, &kept, kNow);
    QCOMPARE(valueOf(facts.facts, u"Result"_s), u"running"_s);
    QVERIFY(facts.headersNote.contains(u"ended"_s));
}

void TestAttemptFacts::aStoppedAttemptIsNotCalledComplete()
{
    trace::AttemptBrief brief;
    brief.number = 1;
    brief.end = 100;
    brief.report = std::make_shared<const trace::AttemptReport>();
    QCOMPARE(valueOf(attemptFacts(&brief, nullptr, kNow).facts, u"Result"_s), u"ended without an error"_s);
}

void TestAttemptFacts::nothingIsNothing()
{
    QCOMPARE(attemptFacts(nullptr, nullptr, kNow), AttemptFacts());
}

void TestAttemptFacts::thePaneKeepsItsPlaceWhileValuesChange()
{
    AttemptPane pane;
    pane.resize(300, 120);
    pane.show();
    download::Attempt kept = syntheticDetails(1, kNow).attempts.back();
    pane.setFacts(attemptFacts(nullptr, &kept, kNow));
    auto *tree = pane.findChild<QTreeWidget *>();
    QTreeWidgetItem *line = tree->topLevelItem(0)->child(2);
    tree->setCurrentItem(line);
    kept.bytes += 1'000'000;
    pane.setFacts(attemptFacts(nullptr, &kept, kNow + 1'000));
    QCOMPARE(tree->currentItem(), line);
    QVERIFY(pane.selectedText().startsWith(line->text(0)));
    // A value from the network stays one line and no markup.
    AttemptFacts odd = pane.facts();
    odd.response = {{u"X"_s, u"<b>a\nb</b>"_s}};
    pane.setFacts(odd);
    QCOMPARE(tree->topLevelItem(2)->child(0)->text(1), u"<b>a b</b>"_s);
    QVERIFY(!tree->topLevelItem(2)->child(0)->toolTip(1).contains(u'<'));
}

void TestAttemptFacts::aRowIsCopied()
{
    AttemptPane pane;
    const trace::AttemptBrief brief = recordedAttempt(2);
    pane.setFacts(attemptFacts(&brief, nullptr, kNow));
    pane.show();
    auto *tree = pane.findChild<QTreeWidget *>();
    tree->setCurrentItem(tree->topLevelItem(1)->child(1));
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Range: bytes=1500000-"_s);
    QSignalSpy closed(&pane, &AttemptPane::closeRequested);
    pane.findChild<QToolButton *>()->click();
    QCOMPARE(closed.count(), 1);
}

QTEST_MAIN(TestAttemptFacts)
#include "tst_attempt_facts.moc"
