// SPDX-License-Identifier: MIT
// What the window looks like and remembers.
#include "tests/ui/synthetic_rows.h"
#include "tests/ui/window/window_fixture.h"

#include "ui/downloads/download_view.h"
#include "ui/window/message_bar.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolBar>
#include <QToolButton>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;
using download::State;

class TestWindowShape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void toolbarFits_data();
    void toolbarFits();
    void everyActionHasAKey();
    void everyFocusableWidgetHasAName();
    void emptyStateSaysHowToBegin();
    void isNotEmptyBeforeTheQueueIsRead();
    void remembersItsShape();
    void damagedStateIsIgnored();
    void insecureIsVisible();
    void dropOpensTheDialog();
    void pasteOpensTheDialog();
    void tenThousandRows();
};

void TestWindowShape::toolbarFits_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("at 800?") << 800;
    QTest::newRow("at 1000?") << 1000;
    QTest::newRow("at 1280?") << 1280;
}

void TestWindowShape::toolbarFits()
{
    QFETCH(int, width);
    WindowFixture fixture(syntheticRows(50, 0));
    fixture.window->resize(width, 600);
    QCoreApplication::processEvents();
    QCOMPARE(fixture.window->width(), width);
    auto *bar = fixture.child<QToolBar>("toolBar");
    for (QAction *action : bar->actions()) {
        const QWidget *widget = bar->widgetForAction(action);
        QVERIFY2(widget->isVisible(), qPrintable(action->objectName()));
        QVERIFY2(bar->rect().contains(widget->geometry()), qPrintable(action->objectName()));
        QVERIFY2(widget->width() >= widget->minimumSizeHint().width(), qPrintable(action->objectName()));
    }
    const auto *extension = bar->findChild<QToolButton *>(u"qt_toolbar_ext_button"_s);
    QVERIFY(!extension || !extension->isVisible());
}

void TestWindowShape::everyActionHasAKey()
{
    WindowFixture fixture;
    int seen = 0;
    for (const QAction *menu : fixture.window->menuBar()->actions()) {
        QList<QAction *> waiting = menu->menu()->actions();
        while (!waiting.isEmpty()) {
            const QAction *action = waiting.takeFirst();
            if (action->menu())
                waiting += action->menu()->actions();
            else if (!action->isSeparator()) {
                QVERIFY2(!action->shortcut().isEmpty(), qPrintable(action->text()));
                ++seen;
            }
        }
    }
    QVERIFY(seen > 25);
}

void TestWindowShape::everyFocusableWidgetHasAName()
{
    WindowFixture fixture(syntheticRows(20, 0));
    fixture.choose({1});
    for (const QWidget *widget : fixture.window->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
            continue;
        QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        const QString name = seen ? seen->text(QAccessible::Name) : QString();
        const QString where = QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
        QVERIFY2(!name.isEmpty(), qPrintable(where));
    }
}

void TestWindowShape::emptyStateSaysHowToBegin()
{
    WindowFixture fixture;
    QSignalSpy demo(fixture.window.get(), &MainWindow::demoRequested);
    auto *add = fixture.child<QPushButton>("emptyAdd");
    QVERIFY(add->isVisible());
    auto *link = fixture.child<QLabel>("emptyDemo");
    Q_EMIT link->linkActivated(u"demo"_s);
    QCOMPARE(demo.size(), 1);
    QTest::mouseClick(add, Qt::LeftButton);
    QVERIFY(fixture.child<QWidget>("addDialog")->isVisible());

    fixture.port.pushRows({rowNamed(1, u"a"_s)});
    fixture.settle();
    QVERIFY(!add->isVisible());
    fixture.port.pushRemoved({1});
    fixture.settle();
    QVERIFY(add->isVisible());
}

void TestWindowShape::isNotEmptyBeforeTheQueueIsRead()
{
    FakePort port;
    MainWindow window(port);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QVERIFY(!window.findChild<QPushButton *>(u"emptyAdd"_s)->isVisible());
    engine::Delta loaded;
    loaded.loaded = true;
    port.push(loaded);
    QTRY_VERIFY(window.findChild<QPushButton *>(u"emptyAdd"_s)->isVisible());
}

void TestWindowShape::remembersItsShape()
{
    FakePort port;
    engine::Delta loaded;
    loaded.loaded = true;
    {
        MainWindow window(port);
        window.resize(1000, 700);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.findChild<QAction *>(u"toggle-panel"_s)->trigger();
        window.findChild<QAction *>(u"toggle-categories"_s)->trigger();
        window.close();
    }
    port.pushRows({rowNamed(1, u"a"_s)});
    MainWindow again(port);
    again.show();
    QVERIFY(QTest::qWaitForWindowExposed(&again));
    QCOMPARE(again.size(), QSize(1000, 700));
    QVERIFY(!again.findChild<QWidget *>(u"bottomPanel"_s)->isVisible());
    QVERIFY(!again.findChild<QWidget *>(u"categories"_s)->isVisible());
    QVERIFY(!again.findChild<QAction *>(u"toggle-panel"_s)->isChecked());
    QTest::keyClick(&again, Qt::Key_J, Qt::ControlModifier);
    QTRY_VERIFY(again.findChild<QWidget *>(u"bottomPanel"_s)->isVisible());
    QVERIFY(again.findChild<QWidget *>(u"bottomPanel"_s)->height() > 100);
}

void TestWindowShape::damagedStateIsIgnored()
{
    FakePort port;
    port.setUiValue(u"window"_s, "{\"version\":1,\"geometry\":\"AAAA\",\"table\":\"AAAA\",\"tab\":\"gone\"}");
    port.pushRows({rowNamed(1, u"a"_s)});
    MainWindow window(port);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QCOMPARE(window.size(), QSize(1280, 800));
    QVERIFY(window.findChild<DownloadView *>()->isVisible());
    QVERIFY(window.findChild<QWidget *>(u"bottomPanel"_s)->isVisible());
}

void TestWindowShape::insecureIsVisible()
{
    WindowFixture fixture;
    auto *messages = fixture.child<MessageBar>("messageBar");
    QVERIFY(!messages->contains(u"insecure"_s));
    engine::Settings settings = fixture.port.settings();
    settings.insecure = true;
    fixture.port.setSettings(settings);
    QTRY_VERIFY(messages->contains(u"insecure"_s));
    settings.insecure = false;
    fixture.port.setSettings(settings);
    QTRY_VERIFY(!messages->contains(u"insecure"_s));
}

void TestWindowShape::dropOpensTheDialog()
{
    WindowFixture fixture(syntheticRows(5, 0));
    QMimeData links;
    links.setUrls({QUrl(u"https://example.org/a"_s), QUrl(u"https://example.org/b"_s)});
    QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &links, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(fixture.window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(400, 300), Qt::CopyAction, &links, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(fixture.window.get(), &drop);
    auto *text = fixture.child<QPlainTextEdit>("links");
    QVERIFY(text);
    QCOMPARE(text->toPlainText(), u"https://example.org/a\nhttps://example.org/b"_s);
}

void TestWindowShape::pasteOpensTheDialog()
{
    WindowFixture fixture(syntheticRows(5, 0));
    QGuiApplication::clipboard()->setText(u"https://example.org/pasted"_s);
    QTest::keyClick(fixture.child<QWidget>("downloads"), Qt::Key_V, Qt::ControlModifier);
    auto *text = fixture.child<QPlainTextEdit>("links");
    QVERIFY(text);
    QCOMPARE(text->toPlainText(), u"https://example.org/pasted"_s);
    QTRY_VERIFY(text->hasFocus());
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(fixture.port.commands(testing::Command::Kind::Add).size(), std::size_t{1});
    QCOMPARE(fixture.port.commands(testing::Command::Kind::Add).front().requests.front().url,
        u"https://example.org/pasted"_s);
}

void TestWindowShape::tenThousandRows()
{
    WindowFixture fixture(syntheticRows(10'000, 0));
    auto *table = fixture.child<DownloadView>("downloads");
    QCOMPARE(table->model()->rowCount(), 10'000);
    QScrollBar *bar = table->verticalScrollBar();
    for (int i = 0; i <= 50; ++i) {
        bar->setValue(bar->maximum() * i / 50);
        fixture.port.pushRows(syntheticRows(100, i * 100));
        fixture.settle();
    }
    QCOMPARE(bar->value(), bar->maximum());
    QVERIFY(table->rowAt(table->viewport()->height() - 2) >= 9'990);
    table->selectAll();
    QCOMPARE(table->selectedIds().size(), std::size_t{10'000});
    QVERIFY(fixture.action("pause")->isEnabled());
}

QTEST_MAIN(TestWindowShape)
#include "tst_window_shape.moc"
