// SPDX-License-Identifier: MIT
#include "ui/window/window_state.h"

#include <QTest>

using namespace sluice::ui;
using namespace Qt::StringLiterals;

class TestWindowState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBack();
    void damagedIsIgnored_data();
    void damagedIsIgnored();
    void oddValuesAreTamed();
};

void TestWindowState::comesBack()
{
    WindowState state;
    state.geometry = QByteArray::fromHex("00ff10");
    state.table = "columns";
    state.tab = u"details"_s;
    state.panelOpen = false;
    state.categoriesOpen = false;
    state.toolbarOpen = false;
    state.panelHeight = 321;
    state.categoriesWidth = 123;
    state.folder = u"/tmp/ä"_s;
    state.recentFolders = {u"/a"_s, u"/b"_s};
    QCOMPARE(parseWindowState(serialise(state)), std::optional(state));
}

void TestWindowState::damagedIsIgnored_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing?") << QByteArray();
    QTest::newRow("noise?") << QByteArray::fromHex("00deadbeefff");
    QTest::newRow("not an object?") << QByteArray("[1,2]");
    QTest::newRow("cut off?") << serialise(WindowState{}).chopped(3);
    QTest::newRow("from a later version?") << QByteArray("{\"version\":2}");
}

void TestWindowState::damagedIsIgnored()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!parseWindowState(bytes));
}

void TestWindowState::oddValuesAreTamed()
{
    const auto state = parseWindowState("{\"version\":1,\"panelHeight\":-5,\"categoriesWidth\":1e9,\"tab\":7,"
                                        "\"geometry\":\"%%%\",\"recentFolders\":[1,\"\",\"/x\"]}");
    QVERIFY(state);
    QCOMPARE(state->panelHeight, 0);
    QVERIFY(state->categoriesWidth <= 10'000);
    QVERIFY(state->tab.isEmpty());
    QVERIFY(state->geometry.isEmpty());
    QCOMPARE(state->recentFolders, QList<QString>{u"/x"_s});
    QVERIFY(state->panelOpen);
}

QTEST_APPLESS_MAIN(TestWindowState)
#include "tst_window_state.moc"
