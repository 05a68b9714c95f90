// SPDX-License-Identifier: MIT
#include "ui/window/message_bar.h"

#include "ui/window/notices.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace sluice;
using namespace sluice::ui;
using namespace Qt::StringLiterals;

class TestMessageBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isHiddenWhenEmpty();
    void isAsTallAsItsTextNeeds();
    void isAMessageSeenThatCameBeforeTheWindow();
    void actionRunsOnceAndCloses();
    void closingRunsDismissed();
    void timeoutRunsDismissed();
    void sameIdReplaces();
    void withdrawIsSilent();
    void stickyOnesStayWhenItIsFull();
    void anActionMayPostAgain();
    void everyNoticeNamesItsThing_data();
    void everyNoticeNamesItsThing();
};

namespace {

Message simple(const QString &id)
{
    return {.id = id, .text = u"text of "_s + id};
}

QToolButton *buttonOf(const MessageBar &bar, const QString &id, const QString &name)
{
    const auto *strip = bar.findChild<QWidget *>(u"message-"_s + id);
    return strip ? strip->findChild<QToolButton *>(name) : nullptr;
}

} // namespace

void TestMessageBar::isHiddenWhenEmpty()
{
    MessageBar bar;
    QVERIFY(bar.isHidden());
    bar.post(simple(u"a"_s));
    QVERIFY(!bar.isHidden());
    bar.dismiss(u"a"_s);
    QVERIFY(bar.isHidden());
    bar.dismiss(u"a"_s);
}

void TestMessageBar::isAsTallAsItsTextNeeds()
{
    MessageBar bar;
    bar.resize(1200, 10);
    bar.post(simple(u"a"_s));
    const auto *strip = bar.findChild<QWidget *>(u"message-a"_s);
    const int line = strip->fontMetrics().height();
    const int oneLine = strip->height();
    QVERIFY(oneLine >= line);
    QVERIFY(oneLine < 3 * line);
    Message message = simple(u"a"_s);
    message.text = u"word "_s.repeated(200);
    bar.post(message);
    strip = nullptr;
    for (const QWidget *found : bar.findChildren<QWidget *>(u"message-a"_s)) {
        if (!found->isHidden())
            strip = found;
    }
    QVERIFY(strip);
    QVERIFY(strip->height() > oneLine + 2 * line);
}

void TestMessageBar::isAMessageSeenThatCameBeforeTheWindow()
{
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    auto *bar = new MessageBar(&window);
    layout->addWidget(bar);
    bar->post({.id = u"early"_s, .text = u"Posted before the window is shown"_s});
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTRY_VERIFY(bar->height() >= bar->fontMetrics().height());
}

void TestMessageBar::actionRunsOnceAndCloses()
{
    MessageBar bar;
    int actions = 0;
    int dismissals = 0;
    Message message = simple(u"a"_s);
    message.actionText = u"Undo"_s;
    message.action = [&actions] {
        ++actions;
    };
    message.dismissed = [&dismissals] {
        ++dismissals;
    };
    bar.post(message);
    QTest::mouseClick(buttonOf(bar, u"a"_s, u"messageAction"_s), Qt::LeftButton);
    QCOMPARE(actions, 1);
    QCOMPARE(dismissals, 0);
    QVERIFY(!bar.contains(u"a"_s));
}

void TestMessageBar::closingRunsDismissed()
{
    MessageBar bar;
    int dismissals = 0;
    Message message = simple(u"a"_s);
    message.dismissed = [&dismissals] {
        ++dismissals;
    };
    bar.post(message);
    QTest::mouseClick(buttonOf(bar, u"a"_s, u"messageClose"_s), Qt::LeftButton);
    QCOMPARE(dismissals, 1);
}

void TestMessageBar::timeoutRunsDismissed()
{
    MessageBar bar;
    int dismissals = 0;
    Message message = simple(u"a"_s);
    message.timeoutMs = 1;
    message.dismissed = [&dismissals] {
        ++dismissals;
    };
    bar.post(message);
    QTRY_COMPARE(dismissals, 1);
    QVERIFY(!bar.contains(u"a"_s));
}

void TestMessageBar::sameIdReplaces()
{
    MessageBar bar;
    int dismissals = 0;
    Message message = simple(u"a"_s);
    message.dismissed = [&dismissals] {
        ++dismissals;
    };
    bar.post(message);
    bar.post(simple(u"a"_s));
    QCOMPARE(dismissals, 1);
    QVERIFY(bar.contains(u"a"_s));
}

void TestMessageBar::withdrawIsSilent()
{
    MessageBar bar;
    int dismissals = 0;
    Message message = simple(u"a"_s);
    message.dismissed = [&dismissals] {
        ++dismissals;
    };
    bar.post(message);
    bar.withdraw(u"a"_s);
    QCOMPARE(dismissals, 0);
    QVERIFY(!bar.contains(u"a"_s));
}

void TestMessageBar::stickyOnesStayWhenItIsFull()
{
    MessageBar bar;
    bar.post(insecureMessage());
    for (int i = 0; i < 10; ++i)
        bar.post(simple(u"m%1"_s.arg(i)));
    QVERIFY(bar.contains(insecureMessage().id));
    QVERIFY(bar.contains(u"m9"_s));
    QVERIFY(!bar.contains(u"m0"_s));
}

void TestMessageBar::anActionMayPostAgain()
{
    MessageBar bar;
    Message message = simple(u"a"_s);
    message.actionText = u"Again"_s;
    message.action = [&bar] {
        bar.post(simple(u"a"_s));
    };
    bar.post(message);
    QTest::mouseClick(buttonOf(bar, u"a"_s, u"messageAction"_s), Qt::LeftButton);
    QVERIFY(bar.contains(u"a"_s));
}

void TestMessageBar::everyNoticeNamesItsThing_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("warning");
    QTest::newRow("store set aside?") << static_cast<int>(engine::Notice::Kind::StoreSetAside) << true;
    QTest::newRow("store cannot be written?") << static_cast<int>(engine::Notice::Kind::StoreFailed) << true;
    QTest::newRow("disk full?") << static_cast<int>(engine::Notice::Kind::DiskFull) << true;
}

void TestMessageBar::everyNoticeNamesItsThing()
{
    QFETCH(int, kind);
    QFETCH(bool, warning);
    const Message message
        = messageFor({.kind = static_cast<engine::Notice::Kind>(kind), .path = u"/data/x y"_s, .detail = u"raw"_s});
    QVERIFY(message.text.contains(u"/data/x y"_s));
    QCOMPARE(message.raw, u"raw"_s);
    QCOMPARE(message.kind == Message::Kind::Warning, warning);
    QVERIFY(message.closable);
}

QTEST_MAIN(TestMessageBar)
#include "tst_message_bar.moc"
