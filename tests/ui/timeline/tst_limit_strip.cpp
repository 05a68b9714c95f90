// SPDX-License-Identifier: MIT
#include "tests/ui/timeline/story.h"
#include "ui/timeline/limit_strip.h"
#include "ui/timeline/timeline_accessible.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

#include <memory>

using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace sluice::trace;
using namespace Qt::StringLiterals;

class TestLimitStrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        describeTimeline();
        m_source = std::make_unique<RecordingSource>();
        m_source->take(Story().limit(0, 4).add(0, 1, u"a"_s).enter(0, 1, Phase::Receiving, 0).until(10));
        m_state = std::make_unique<TimelineState>(m_source.get());
        m_strip = std::make_unique<LimitStrip>(m_state.get());
        m_strip->resize(600, 80);
        m_strip->setInset(80);
        m_state->setWidth(520);
        m_strip->show();
    }
    void asksOnceWhenTheLineIsDragged();
    void asksForNothing_data();
    void asksForNothing();
    void tellsWhileItIsDragged();
    void followsTheKeys();
    void showsWhatWasAskedUntilItComes();
    void leavesAnOpenedRecordingAlone();
    void isASliderForScreenReaders();
    void paintsTheLineAndWhatRuns();

private:
    void drag(int from, int to)
    {
        QTest::mousePress(m_strip.get(), Qt::LeftButton, {}, QPoint(400, from));
        const int step = to > from ? 1 : -1;
        for (int y = from; y != to; y += step)
            QTest::mouseMove(m_strip.get(), QPoint(400, y + step));
    }

    std::unique_ptr<RecordingSource> m_source;
    std::unique_ptr<TimelineState> m_state;
    std::unique_ptr<LimitStrip> m_strip;
};

void TestLimitStrip::asksOnceWhenTheLineIsDragged()
{
    const QSignalSpy asked(m_strip.get(), &LimitStrip::limitRequested);
    const int line = m_strip->lineY();
    drag(line, line + 40);
    QCOMPARE(asked.size(), 0);
    QTest::mouseRelease(m_strip.get(), Qt::LeftButton, {}, QPoint(400, line + 40));
    QCOMPARE(asked.size(), 1);
    QVERIFY(asked.at(0).at(0).toInt() < 4 && asked.at(0).at(0).toInt() >= 1);
    // And up, beyond the upper edge.
    const int now = m_strip->lineY();
    drag(now, now - 120);
    QTest::mouseRelease(m_strip.get(), Qt::LeftButton, {}, QPoint(400, now - 120));
    QCOMPARE(asked.size(), 2);
    QVERIFY(asked.at(1).at(0).toInt() > 4);
}

void TestLimitStrip::asksForNothing_data()
{
    QTest::addColumn<int>("x");
    QTest::addColumn<int>("off");
    QTest::addColumn<int>("by");
    QTest::newRow("far from the line?") << 400 << 30 << 20;
    QTest::newRow("beside the picture?") << 20 << 0 << 20;
    QTest::newRow("back where it was?") << 400 << 0 << 0;
}

void TestLimitStrip::asksForNothing()
{
    QFETCH(int, x);
    QFETCH(int, off);
    QFETCH(int, by);
    const QSignalSpy asked(m_strip.get(), &LimitStrip::limitRequested);
    const int y = m_strip->lineY() + off;
    QTest::mousePress(m_strip.get(), Qt::LeftButton, {}, QPoint(x, y));
    QTest::mouseMove(m_strip.get(), QPoint(x, y + 10));
    QTest::mouseMove(m_strip.get(), QPoint(x, y + by));
    QTest::mouseRelease(m_strip.get(), Qt::LeftButton, {}, QPoint(x, y + by));
    QCOMPARE(asked.size(), 0);
}

void TestLimitStrip::tellsWhileItIsDragged()
{
    const int line = m_strip->lineY();
    drag(line, line + 40);
    const QString text = QToolTip::text();
    QVERIFY2(text.startsWith(u"limit 4 → "_s), qPrintable(text));
    QTest::keyClick(m_strip.get(), Qt::Key_Escape);
    const QSignalSpy asked(m_strip.get(), &LimitStrip::limitRequested);
    QTest::mouseRelease(m_strip.get(), Qt::LeftButton, {}, QPoint(400, line + 40));
    QCOMPARE(asked.size(), 0);
    QCOMPARE(m_strip->limit(), 4);
}

void TestLimitStrip::followsTheKeys()
{
    const QSignalSpy asked(m_strip.get(), &LimitStrip::limitRequested);
    QTest::keyClick(m_strip.get(), Qt::Key_Up);
    QTest::keyClick(m_strip.get(), Qt::Key_Up);
    QTest::keyClick(m_strip.get(), Qt::Key_Down);
    QTest::keyClick(m_strip.get(), Qt::Key_PageDown);
    QTest::keyClick(m_strip.get(), Qt::Key_PageDown);
    QList<int> numbers;
    for (const QList<QVariant> &one : asked)
        numbers.append(one.at(0).toInt());
    QCOMPARE(numbers, (QList<int>{5, 6, 5, 1}));
}

void TestLimitStrip::showsWhatWasAskedUntilItComes()
{
    m_strip->ask(7);
    QCOMPARE(m_strip->limit(), 7);
    m_source->take(Story().limit(11, 7).until(12));
    m_state->advance();
    QCOMPARE(m_strip->limit(), 7);
    m_source->take(Story().limit(13, 2).until(14));
    m_state->advance();
    QCOMPARE(m_strip->limit(), 2);
}

void TestLimitStrip::leavesAnOpenedRecordingAlone()
{
    RecordingSource opened(shortRecording());
    TimelineState state(&opened);
    LimitStrip strip(&state);
    strip.resize(600, 80);
    strip.show();
    const QSignalSpy asked(&strip, &LimitStrip::limitRequested);
    QTest::keyClick(&strip, Qt::Key_Up);
    QTest::mousePress(&strip, Qt::LeftButton, {}, QPoint(400, strip.lineY()));
    QTest::mouseMove(&strip, QPoint(400, 70));
    QTest::mouseRelease(&strip, Qt::LeftButton, {}, QPoint(400, 70));
    QCOMPARE(asked.size(), 0);
    QCOMPARE(strip.limit(), 3);
}

void TestLimitStrip::isASliderForScreenReaders()
{
    QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(m_strip.get());
    QVERIFY(seen != nullptr);
    QCOMPARE(seen->role(), QAccessible::Slider);
    QVERIFY(!seen->text(QAccessible::Name).isEmpty());
    QCOMPARE(seen->text(QAccessible::Description), u"limit 4, 1 running"_s);
    QVERIFY(seen->valueInterface() != nullptr);
    QCOMPARE(seen->valueInterface()->currentValue().toInt(), 4);
    const QSignalSpy asked(m_strip.get(), &LimitStrip::limitRequested);
    seen->valueInterface()->setCurrentValue(9);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(seen->valueInterface()->currentValue().toInt(), 9);
}

void TestLimitStrip::paintsTheLineAndWhatRuns()
{
    QPalette palette;
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Text, Qt::black);
    m_strip->setPalette(palette);
    const QImage image = m_strip->grab().toImage();
    const int x = 80 + static_cast<int>(m_state->scale(1).x(5 * kSecond));
    QCOMPARE(image.pixelColor(x, m_strip->lineY()), QColor(Qt::black));
    QCOMPARE(image.pixelColor(x, m_strip->lineY() + 8), QColor(Qt::white));
    QVERIFY(image.pixelColor(x, 74) != QColor(Qt::white));
}

QTEST_MAIN(TestLimitStrip)
#include "tst_limit_strip.moc"
