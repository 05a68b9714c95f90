// SPDX-License-Identifier: MIT
#include "tests/ui/timeline/story.h"
#include "ui/timeline/span_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTest>

using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace sluice::trace;
using namespace Qt::StringLiterals;

namespace {

QString plain(QString text)
{
    return text.replace(QChar(0xA0), QChar(u' '));
}

} // namespace

class TestSpanWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "UTC");
        QLocale::setDefault(QLocale::c());
    }
    void saysEverythingOfASpan();
    void saysThatItGoesOn();
    void cutsLongNames();
    void measures();
    void measuresNothing();
};

void TestSpanWords::saysEverythingOfASpan()
{
    const Recording recording = shortRecording();
    const auto span = findSpan(recording, {1, 2 * kSecond}, recording.now());
    QCOMPARE(plain(spanSentence(recording, *span)),
        u"two.bin · Receiving · from 22:13:22.000 · for 6.000 s · attempt 1 · slot 2 · connection 2 to 127.0.0.2:80"_s);
    QCOMPARE(spanTip(recording, *span).count(u'\n'), 6);
}

void TestSpanWords::saysThatItGoesOn()
{
    const Recording recording = shortRecording();
    const auto span = findSpan(recording, {2, 10 * kSecond}, recording.now());
    QVERIFY(plain(spanSentence(recording, *span)).contains(u"for 10.00 s so far"_s));
}

void TestSpanWords::cutsLongNames()
{
    Story story;
    story.add(0, 1, QString(4'000, u'x') + u"end"_s).enter(0, 1, Phase::Receiving, 0);
    Recording recording;
    recording.apply(story.until(1));
    const auto span = findSpan(recording, {0, 0}, recording.now());
    QVERIFY(spanTip(recording, *span).size() < 300);
    QVERIFY(spanTip(recording, *span).contains(u"end"_s));
}

void TestSpanWords::measures()
{
    const Recording recording = shortRecording();
    const QString text = plain(measureText(recording, {0, 9 * kSecond}));
    QVERIFY2(text.startsWith(u"9.000 s"_s), qPrintable(text));
    QVERIFY2(text.contains(u"1 to 2 at once"_s), qPrintable(text));
    QCOMPARE(text, plain(measureText(recording, {9 * kSecond, 0})));
}

void TestSpanWords::measuresNothing()
{
    QCOMPARE(plain(measureText(shortRecording(), {kSecond, kSecond})), u"0 µs"_s);
    QVERIFY(!measureText(Recording(), {-kSecond, kSecond}).isEmpty());
}

QTEST_GUILESS_MAIN(TestSpanWords)
#include "tst_span_words.moc"
