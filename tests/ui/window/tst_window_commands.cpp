// SPDX-License-Identifier: MIT
#include "tests/ui/synthetic_rows.h"
#include "tests/ui/window/window_fixture.h"

#include "ui/window/limit_control.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;
using download::State;
using Call = sluice::ui::testing::Command;

namespace {

std::vector<engine::Row> oneOfEach()
{
    std::vector<engine::Row> rows;
    for (int i = 0; i < download::kStateCount; ++i)
        rows.push_back(rowNamed(i + 1, u"file-%1"_s.arg(i), static_cast<State>(i)));
    return rows;
}

engine::Id idOf(State state)
{
    return static_cast<engine::Id>(state) + 1;
}

} // namespace

class TestWindowCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheEngine_data();
    void tellsTheEngine();
    void keysWork();
    void limitActsAtOnce();
    void returnInTheLimitGoesBackToTheTable();
    void loweringIsASetting();
    void removeKeepsDataAndCanBeUndone();
    void closingCommitsARemoval();
    void removeWithFilesAsks_data();
    void removeWithFilesAsks();
    void opensFilesAndFolders();
    void copiesLinks();
    void doubleClickDoesWhatIsWanted_data();
    void doubleClickDoesWhatIsWanted();
    void filterNarrowsTheTable();
    void watchesTheChosenRow();
    void demoAndQuitAreSignals();
};

void TestWindowCommands::tellsTheEngine_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QList<State>>("concerned");
    const QList<State> live{State::Queued, State::Waiting, State::Connecting, State::Receiving, State::Stalled,
        State::Backoff, State::Verifying};
    const auto kind = [](Call::Kind value) {
        return static_cast<int>(value);
    };
    QTest::newRow("resume?") << QByteArray("resume") << kind(Call::Kind::Resume)
                             << QList<State>{State::Paused, State::Failed, State::Cancelled};
    QTest::newRow("pause?") << QByteArray("pause") << kind(Call::Kind::Pause) << live;
    QTest::newRow("cancel?") << QByteArray("cancel") << kind(Call::Kind::Cancel)
                             << QList<State>(live) + QList<State>{State::Paused};
    QTest::newRow("retry?") << QByteArray("retry") << kind(Call::Kind::Retry)
                            << QList<State>{State::Backoff, State::Failed, State::Cancelled};
    QTest::newRow("move to top?") << QByteArray("move-top") << kind(Call::Kind::Move)
                                  << QList<State>(live) + QList<State>{State::Paused};
    QTest::newRow("move down?") << QByteArray("move-down") << kind(Call::Kind::Move)
                                << QList<State>(live) + QList<State>{State::Paused};
}

void TestWindowCommands::tellsTheEngine()
{
    QFETCH(QByteArray, action);
    QFETCH(int, kind);
    QFETCH(QList<State>, concerned);
    WindowFixture fixture(oneOfEach());
    QVERIFY(!fixture.action(action.constData())->isEnabled());
    fixture.action("select-all")->trigger();
    QVERIFY(fixture.action(action.constData())->isEnabled());
    fixture.action(action.constData())->trigger();
    const auto calls = fixture.port.commands(static_cast<Call::Kind>(kind));
    QCOMPARE(calls.size(), std::size_t{1});
    std::vector<engine::Id> expected;
    for (const State state : concerned)
        expected.push_back(idOf(state));
    std::ranges::sort(expected);
    QCOMPARE(calls.front().ids, expected);
    if (static_cast<Call::Kind>(kind) == Call::Kind::Move)
        QCOMPARE(calls.front().where, action == "move-top" ? engine::MoveTo::Top : engine::MoveTo::Down);
}

void TestWindowCommands::keysWork()
{
    WindowFixture fixture(oneOfEach());
    fixture.choose({idOf(State::Receiving)});
    auto *table = fixture.child<QTableView>("downloads");
    QTest::keyClick(table, Qt::Key_P, Qt::ControlModifier);
    QCOMPARE(fixture.port.commands(Call::Kind::Pause).size(), std::size_t{1});
    fixture.choose({idOf(State::Failed)});
    QTest::keyClick(table, Qt::Key_F5);
    QCOMPARE(fixture.port.commands(Call::Kind::Retry).size(), std::size_t{1});
}

void TestWindowCommands::limitActsAtOnce()
{
    WindowFixture fixture(oneOfEach());
    const int before = fixture.port.settings().limit;
    QTest::keyClick(fixture.child<QTableView>("downloads"), Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(fixture.port.settings().limit, before + 1);
    fixture.action("lower-limit")->trigger();
    fixture.action("lower-limit")->trigger();
    QCOMPARE(fixture.port.settings().limit, before - 1);
    fixture.action("set-limit")->trigger();
    auto *number = fixture.child<QSpinBox>("limitNumber");
    QTest::keyClicks(number, u"17"_s);
    QTest::keyClick(number, Qt::Key_Return);
    QCOMPARE(fixture.port.settings().limit, 17);
}

void TestWindowCommands::returnInTheLimitGoesBackToTheTable()
{
    WindowFixture fixture(oneOfEach());
    fixture.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(fixture.window.get()));
    auto *number = fixture.child<QSpinBox>("limitNumber");
    number->setFocus();
    number->selectAll();
    QTest::keyClicks(number, u"7"_s);
    QTest::keyClick(number, Qt::Key_Return);
    QCOMPARE(fixture.port.settings().limit, 7);
    QCOMPARE(QApplication::focusWidget(), fixture.child<QWidget>("downloads"));
}

void TestWindowCommands::loweringIsASetting()
{
    WindowFixture fixture;
    QVERIFY(fixture.action("drain")->isChecked());
    fixture.action("raise-limit")->trigger();
    const int limit = fixture.port.settings().limit;
    fixture.action("park")->trigger();
    QCOMPARE(fixture.port.settings().lowering, download::Lowering::Park);
    QCOMPARE(fixture.port.settings().limit, limit);
    QVERIFY(!fixture.action("drain")->isChecked());
}

void TestWindowCommands::removeKeepsDataAndCanBeUndone()
{
    WindowFixture fixture(oneOfEach());
    auto *table = fixture.child<QTableView>("downloads");
    const int rows = table->model()->rowCount();
    fixture.choose({idOf(State::Receiving), idOf(State::Done)});
    QVERIFY(!fixture.action("undo-remove")->isEnabled());
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(table->model()->rowCount(), rows - 2);
    QVERIFY(fixture.port.commands(Call::Kind::Remove).empty());
    QVERIFY(fixture.action("undo-remove")->isEnabled());

    QTest::keyClick(table, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(table->model()->rowCount(), rows);
    QVERIFY(!fixture.action("undo-remove")->isEnabled());
    QCOMPARE(fixture.port.commands(Call::Kind::Resume).front().ids, std::vector{idOf(State::Receiving)});

    // Closing the message is the end of the offer.
    fixture.choose({idOf(State::Done)});
    QTest::keyClick(table, Qt::Key_Delete);
    QVERIFY(fixture.action("undo-remove")->isEnabled());
    fixture.settle(); // the message gets its place
    QToolButton *closeButton = nullptr;
    for (QToolButton *button : fixture.window->findChildren<QToolButton *>(u"messageClose"_s)) {
        if (button->isVisible())
            closeButton = button;
    }
    QVERIFY(closeButton);
    QTest::mouseClick(closeButton, Qt::LeftButton);
    const auto removals = fixture.port.commands(Call::Kind::Remove);
    QCOMPARE(removals.size(), std::size_t{1});
    QCOMPARE(removals.front().files, engine::RemoveFiles::Keep);
    QCOMPARE(removals.front().ids, std::vector{idOf(State::Done)});
}

void TestWindowCommands::closingCommitsARemoval()
{
    WindowFixture fixture(oneOfEach());
    fixture.choose({idOf(State::Done)});
    fixture.action("remove")->trigger();
    fixture.window->close();
    QCOMPARE(fixture.port.commands(Call::Kind::Remove).size(), std::size_t{1});
}

void TestWindowCommands::removeWithFilesAsks_data()
{
    QTest::addColumn<bool>("yes");
    QTest::newRow("is a yes carried out?") << true;
    QTest::newRow("is Enter safe?") << false;
}

void TestWindowCommands::removeWithFilesAsks()
{
    QFETCH(bool, yes);
    WindowFixture fixture(oneOfEach());
    fixture.choose({idOf(State::Done)});
    fixture.action("remove-files")->trigger();
    auto *dialog = fixture.child<QMessageBox>("removeFilesDialog");
    QVERIFY(dialog);
    QVERIFY(dialog->informativeText().contains(u"file-%1"_s.arg(static_cast<int>(State::Done))));
    if (yes)
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"deleteFiles"_s), Qt::LeftButton);
    else
        QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!dialog || !dialog->isVisible());
    const auto removals = fixture.port.commands(Call::Kind::Remove);
    QCOMPARE(removals.size(), std::size_t(yes ? 1 : 0));
    if (yes)
        QCOMPARE(removals.front().files, engine::RemoveFiles::All);
}

void TestWindowCommands::opensFilesAndFolders()
{
    WindowFixture fixture(oneOfEach());
    fixture.action("select-all")->trigger();
    fixture.action("open-file")->trigger();
    QCOMPARE(fixture.opened.size(), std::size_t{1});
    QVERIFY(fixture.opened.front().toLocalFile().startsWith(u"/tmp/downloads/file-"_s));
    fixture.opened.clear();
    fixture.action("open-folder")->trigger();
    QCOMPARE(fixture.opened, std::vector{QUrl::fromLocalFile(u"/tmp/downloads"_s)});
}

void TestWindowCommands::copiesLinks()
{
    WindowFixture fixture(oneOfEach());
    fixture.choose({1, 2});
    fixture.action("copy-link")->trigger();
    QCOMPARE(
        QApplication::clipboard()->text(), u"https://host.example/files/file-0\nhttps://host.example/files/file-1"_s);
}

void TestWindowCommands::doubleClickDoesWhatIsWanted_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<int>("kind");
    QTest::newRow("paused resumes?") << State::Paused << static_cast<int>(Call::Kind::Resume);
    QTest::newRow("failed retries?") << State::Failed << static_cast<int>(Call::Kind::Retry);
    QTest::newRow("done opens?") << State::Done << -1;
}

void TestWindowCommands::doubleClickDoesWhatIsWanted()
{
    QFETCH(State, state);
    QFETCH(int, kind);
    WindowFixture fixture(oneOfEach());
    fixture.choose({idOf(state)});
    QTest::keyClick(fixture.child<QTableView>("downloads"), Qt::Key_Return);
    if (kind < 0)
        QCOMPARE(fixture.opened.size(), std::size_t{1});
    else
        QCOMPARE(fixture.port.commands(static_cast<Call::Kind>(kind)).size(), std::size_t{1});
}

void TestWindowCommands::filterNarrowsTheTable()
{
    WindowFixture fixture(oneOfEach());
    auto *table = fixture.child<QTableView>("downloads");
    auto *filter = fixture.child<QLineEdit>("filter");
    QTest::keyClick(table, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(filter->hasFocus());
    QTest::keyClicks(filter, u"file-3"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    QTest::keyClicks(filter, u" nowhere"_s);
    QCOMPARE(table->model()->rowCount(), 0);
    QTest::keyClick(filter, Qt::Key_Escape);
    QCOMPARE(table->model()->rowCount(), download::kStateCount);
    QVERIFY(table->hasFocus());
}

void TestWindowCommands::watchesTheChosenRow()
{
    WindowFixture fixture(oneOfEach());
    fixture.choose({3});
    QCOMPARE(fixture.port.watched(), engine::Id{3});
    fixture.port.pushRemoved({3});
    fixture.settle();
    QVERIFY(fixture.port.watched() != engine::Id{3});
}

void TestWindowCommands::demoAndQuitAreSignals()
{
    WindowFixture fixture;
    QSignalSpy demo(fixture.window.get(), &MainWindow::demoRequested);
    QSignalSpy quit(fixture.window.get(), &MainWindow::quitRequested);
    fixture.action("demo")->trigger();
    QCOMPARE(demo.size(), 1);
    fixture.action("quit")->trigger();
    QCOMPARE(quit.size(), 1);
    QVERIFY(!fixture.window->isVisible());
}

QTEST_MAIN(TestWindowCommands)
#include "tst_window_commands.moc"
