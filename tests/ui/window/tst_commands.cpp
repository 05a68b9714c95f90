// SPDX-License-Identifier: MIT
#include "ui/window/commands.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace Qt::StringLiterals;
using download::State;

namespace {

Selection selectionOf(std::initializer_list<State> states)
{
    Selection selection;
    for (const State state : states) {
        engine::Row row;
        row.state = state;
        row.path = state == State::Done ? u"/tmp/file"_s : QString();
        selection.add(row);
    }
    return selection;
}

} // namespace

class TestCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void enabledByState_data();
    void enabledByState();
    void enabledByWindow_data();
    void enabledByWindow();
    void everyCommandIsComplete();
    void keysAreUnique();
};

void TestCommands::enabledByState_data()
{
    QTest::addColumn<Command>("command");
    QTest::addColumn<QList<int>>("states");
    QTest::addColumn<bool>("enabled");
    const auto row = [](const char *name, Command command, std::initializer_list<State> states, bool enabled) {
        QList<int> numbers;
        for (const State state : states)
            numbers.append(static_cast<int>(state));
        QTest::newRow(name) << command << numbers << enabled;
    };
    row("resume nothing?", Command::Resume, {}, false);
    row("resume a paused one?", Command::Resume, {State::Paused}, true);
    row("resume a failed one?", Command::Resume, {State::Failed}, true);
    row("resume a cancelled one?", Command::Resume, {State::Cancelled}, true);
    row("resume a running one?", Command::Resume, {State::Receiving}, false);
    row("resume one of several?", Command::Resume, {State::Receiving, State::Paused}, true);
    row("pause a running one?", Command::Pause, {State::Receiving}, true);
    row("pause a queued one?", Command::Pause, {State::Queued}, true);
    row("pause a waiting retry?", Command::Pause, {State::Backoff}, true);
    row("pause a paused one?", Command::Pause, {State::Paused}, false);
    row("pause a done one?", Command::Pause, {State::Done}, false);
    row("cancel a paused one?", Command::Cancel, {State::Paused}, true);
    row("cancel a verifying one?", Command::Cancel, {State::Verifying}, true);
    row("cancel a done one?", Command::Cancel, {State::Done}, false);
    row("cancel a failed one?", Command::Cancel, {State::Failed}, false);
    row("retry a failed one?", Command::Retry, {State::Failed}, true);
    row("retry one that waits for its retry?", Command::Retry, {State::Backoff}, true);
    row("retry a paused one?", Command::Retry, {State::Paused}, false);
    row("retry a done one?", Command::Retry, {State::Done}, false);
    row("remove nothing?", Command::Remove, {}, false);
    row("remove a running one?", Command::Remove, {State::Receiving}, true);
    row("remove with files, a done one?", Command::RemoveFiles, {State::Done}, true);
    row("move a queued one?", Command::MoveTop, {State::Queued}, true);
    row("move a done one?", Command::MoveDown, {State::Done}, false);
    row("open a done one?", Command::OpenFile, {State::Done}, true);
    row("open an unfinished one?", Command::OpenFile, {State::Receiving}, false);
    row("open the folder of an unfinished one?", Command::OpenFolder, {State::Receiving}, true);
    row("copy the link of nothing?", Command::CopyLink, {}, false);
    row("add without a selection?", Command::Add, {}, true);
    row("quit without a selection?", Command::Quit, {}, true);
}

void TestCommands::enabledByState()
{
    QFETCH(Command, command);
    QFETCH(QList<int>, states);
    QFETCH(bool, enabled);
    Selection selection;
    for (const int state : states) {
        const Selection one = selectionOf({static_cast<State>(state)});
        selection.count += one.count;
        selection.withFile += one.withFile;
        ++selection.byState[static_cast<std::size_t>(state)];
    }
    QCOMPARE(isEnabled(command, selection), enabled);
}

void TestCommands::enabledByWindow_data()
{
    QTest::addColumn<Command>("command");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("limit");
    QTest::addColumn<bool>("undoable");
    QTest::addColumn<bool>("enabled");
    QTest::newRow("select all of nothing?") << Command::SelectAll << 0 << 5 << false << false;
    QTest::newRow("select all of something?") << Command::SelectAll << 3 << 5 << false << true;
    QTest::newRow("raise the highest limit?") << Command::RaiseLimit << 0 << download::kMaxLimit << false << false;
    QTest::newRow("lower the highest limit?") << Command::LowerLimit << 0 << download::kMaxLimit << false << true;
    QTest::newRow("lower the lowest limit?") << Command::LowerLimit << 0 << download::kMinLimit << false << false;
    QTest::newRow("raise the lowest limit?") << Command::RaiseLimit << 0 << download::kMinLimit << false << true;
    QTest::newRow("undo nothing?") << Command::UndoRemove << 3 << 5 << false << false;
    QTest::newRow("undo something?") << Command::UndoRemove << 3 << 5 << true << true;
}

void TestCommands::enabledByWindow()
{
    QFETCH(Command, command);
    Selection selection;
    QFETCH(int, rows);
    QFETCH(int, limit);
    QFETCH(bool, undoable);
    QFETCH(bool, enabled);
    selection.rows = rows;
    selection.limit = limit;
    selection.undoable = undoable;
    QCOMPARE(isEnabled(command, selection), enabled);
}

void TestCommands::everyCommandIsComplete()
{
    const QRegularExpression idShape(u"^[a-z]+(-[a-z]+)*$"_s);
    for (int i = 0; i < kCommandCount; ++i) {
        const CommandInfo info = commandInfo(static_cast<Command>(i));
        QVERIFY2(idShape.match(info.id).hasMatch(), qPrintable(info.id));
        QVERIFY2(!info.text.isEmpty(), qPrintable(info.id));
        QVERIFY2(!info.shortText.isEmpty(), qPrintable(info.id));
        QVERIFY2(!info.tip.isEmpty(), qPrintable(info.id));
        QVERIFY2(!info.keys.isEmpty(), qPrintable(info.id));
    }
}

void TestCommands::keysAreUnique()
{
    QSet<QKeySequence> keys;
    QSet<QString> ids;
    for (int i = 0; i < kCommandCount; ++i) {
        const CommandInfo info = commandInfo(static_cast<Command>(i));
        QVERIFY2(!ids.contains(info.id), qPrintable(info.id));
        ids.insert(info.id);
        for (const QKeySequence &key : info.keys) {
            QVERIFY2(!keys.contains(key), qPrintable(info.id));
            keys.insert(key);
        }
    }
}

QTEST_APPLESS_MAIN(TestCommands)
#include "tst_commands.moc"
