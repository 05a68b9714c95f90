// SPDX-License-Identifier: MIT
#include "ui/style/words.h"

#include <QSet>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace Qt::StringLiterals;
using download::State;
using download::WaitReason;

Q_DECLARE_METATYPE(engine::Row)

namespace {

constexpr qint64 kNow = 1'700'000'000'000;

engine::Row rowIn(State state, WaitReason why = WaitReason::None, qint64 untilMs = 0)
{
    engine::Row row;
    row.state = state;
    row.why = why;
    row.untilMs = untilMs;
    return row;
}

engine::Row withStatus(engine::Row row, int status)
{
    Error error;
    error.kind = ErrorKind::HttpStatus;
    error.httpStatus = status;
    row.error = std::make_shared<const Error>(error);
    return row;
}

QString plain(QString text)
{
    return text.replace(u'\u00A0', u' ');
}

} // namespace

class TestWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateHasItsOwnWord();
    void everyReasonHasItsOwnWords();
    void stateText_data();
    void stateText();
    void failureSaysWhyInFull();
    void countsDownOnlyWhileAWaitEnds();
    void timeLeft_data();
    void timeLeft();
};

void TestWords::everyStateHasItsOwnWord()
{
    QSet<QString> words;
    for (int i = 0; i < download::kStateCount; ++i)
        words.insert(stateWord(static_cast<State>(i)));
    QCOMPARE(words.size(), download::kStateCount);
    QVERIFY(!words.contains(QString()));
}

void TestWords::everyReasonHasItsOwnWords()
{
    QSet<QString> words;
    QSet<QString> sentences;
    for (int i = 1; i <= static_cast<int>(WaitReason::Network); ++i) {
        words.insert(waitWord(static_cast<WaitReason>(i)));
        sentences.insert(waitSentence(static_cast<WaitReason>(i)));
        QVERIFY(waitSentence(static_cast<WaitReason>(i)).endsWith(u'.'));
    }
    QCOMPARE(words.size(), 8);
    QCOMPARE(sentences.size(), 8);
    QVERIFY(!words.contains(QString()));
    QCOMPARE(waitWord(WaitReason::None), QString());
}

void TestWords::stateText_data()
{
    QTest::addColumn<engine::Row>("row");
    QTest::addColumn<QString>("text");
    QTest::newRow("does waiting say for what?") << rowIn(State::Waiting, WaitReason::Slot) << u"Waiting · slot"_s;
    QTest::newRow("and until when?") << rowIn(State::Waiting, WaitReason::Schedule, kNow + 90'000)
                                     << u"Waiting · schedule · 1:30"_s;
    QTest::newRow("is a wait without a reason just that?") << rowIn(State::Waiting) << u"Waiting"_s;
    QTest::newRow("does a retry say when and why?")
        << withStatus(rowIn(State::Backoff, WaitReason::RetryAfter, kNow + 11'500), 503)
        << u"Retry in 12 s · 503 Service Unavailable"_s;
    QTest::newRow("is an unknown status its number?")
        << withStatus(rowIn(State::Backoff, WaitReason::Backoff, kNow + 2'000), 799) << u"Retry in 2 s · 799"_s;
    QTest::newRow("is an overdue retry now?") << rowIn(State::Backoff, WaitReason::Backoff, kNow - 1) << u"Retry now"_s;
    QTest::newRow("is a retry at an unknown time soon?") << rowIn(State::Backoff) << u"Retry soon"_s;
    QTest::newRow("is a failure one word here?") << withStatus(rowIn(State::Failed), 404) << u"Failed"_s;
    QTest::newRow("does receiving say nothing more?") << rowIn(State::Receiving) << u"Receiving"_s;
}

void TestWords::stateText()
{
    QFETCH(engine::Row, row);
    QTEST(plain(rowStateText(row, kNow)), "text");
}

void TestWords::failureSaysWhyInFull()
{
    QCOMPARE(rowStateSentence(withStatus(rowIn(State::Failed), 404), kNow), u"Failed · 404 Not Found"_s);
    QVERIFY(rowStateSentence(rowIn(State::Waiting, WaitReason::Disk), kNow).contains(waitSentence(WaitReason::Disk)));
    engine::Row draining = rowIn(State::Receiving);
    draining.draining = true;
    QVERIFY(rowStateText(draining, kNow) != rowStateText(rowIn(State::Receiving), kNow));
}

void TestWords::countsDownOnlyWhileAWaitEnds()
{
    QVERIFY(countsDown(rowIn(State::Backoff, WaitReason::Backoff, kNow + 5'000), kNow));
    QVERIFY(countsDown(rowIn(State::Waiting, WaitReason::Schedule, kNow + 5'000), kNow));
    QVERIFY2(countsDown(rowIn(State::Backoff, WaitReason::Backoff, kNow - 500), kNow), "the last text must come");
    QVERIFY(!countsDown(rowIn(State::Backoff, WaitReason::Backoff, kNow - 5'000), kNow));
    QVERIFY(!countsDown(rowIn(State::Backoff), kNow));
    QVERIFY(!countsDown(rowIn(State::Receiving, WaitReason::None, kNow + 5'000), kNow));
}

void TestWords::timeLeft_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<qint64>("speed");
    QTest::addColumn<qint64>("ms");
    QTest::newRow("half to go at a tenth a second?")
        << State::Receiving << qint64{500} << qint64{1'000} << qint64{100} << qint64{5'000};
    QTest::newRow("is it unknown without a total?")
        << State::Receiving << qint64{500} << qint64{-1} << qint64{100} << qint64{-1};
    QTest::newRow("is it unknown without speed?")
        << State::Receiving << qint64{500} << qint64{1'000} << qint64{0} << qint64{-1};
    QTest::newRow("is it unknown while stalled?")
        << State::Stalled << qint64{500} << qint64{1'000} << qint64{100} << qint64{-1};
    QTest::newRow("is it unknown past the end?")
        << State::Receiving << qint64{1'500} << qint64{1'000} << qint64{100} << qint64{-1};
    QTest::newRow("do huge numbers not overflow?")
        << State::Receiving << qint64{0} << std::numeric_limits<qint64>::max() << qint64{1} << qint64{-1};
}

void TestWords::timeLeft()
{
    engine::Row row;
    QFETCH(State, state);
    QFETCH(qint64, bytes);
    QFETCH(qint64, total);
    QFETCH(qint64, speed);
    row.state = state;
    row.bytes = bytes;
    row.total = total;
    row.speed = speed;
    QTEST(timeLeftMs(row), "ms");
}

QTEST_APPLESS_MAIN(TestWords)
#include "tst_words.moc"
