// SPDX-License-Identifier: MIT
#include "ui/chart/chart_or_table.h"
#include "ui/chart/chart_table.h"
#include "ui/chart/chart_table_model.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace sluice::ui;
using namespace Qt::StringLiterals;

namespace {

class Squares : public ChartTableModel
{
public:
    Squares()
        : ChartTableModel({{.title = u"Number"_s, .figures = true, .letters = 8}, {.title = u"Square"_s}})
    {
    }

    int rows = 3;
    int prepared = 0;

protected:
    void prepare() override { ++prepared; }
    int countRows() const override { return rows; }
    QString cellText(int row, int column) const override
    {
        return row == 0 && column == 1 ? u"–"_s : QString::number(column == 0 ? row : row * row);
    }
};

} // namespace

class TestChartTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAModel();
    void isEmptyUntilItIsRefreshed();
    void growsAtItsEnd();
    void keepsTheSelectionOfARowThatStays();
    void boundsItsRows();
    void isReadByScreenReaders();
    void copies_data();
    void copies();
    void takesTheKeyFromTheWindow();
    void cannotBeBrokenByAName();
    void switchesWithItsKey();
    void costsNothingUnseen();
};

void TestChartTable::isAModel()
{
    Squares model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.refresh();
    model.rows = 10;
    model.refresh();
    model.rows = 4;
    model.refresh();
    model.reload();
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), u"Square"_s);
    QCOMPARE(model.headerData(7, Qt::Horizontal), QVariant());
    QCOMPARE(model.index(3, 1).data().toString(), u"9"_s);
}

void TestChartTable::isEmptyUntilItIsRefreshed()
{
    Squares model;
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.prepared, 0);
}

void TestChartTable::growsAtItsEnd()
{
    Squares model;
    model.refresh();
    const QSignalSpy inserted(&model, &Squares::rowsInserted);
    const QSignalSpy removed(&model, &Squares::rowsRemoved);
    model.rows = 5;
    model.refresh();
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.at(0).at(1).toInt(), 3);
    QCOMPARE(removed.size(), 0);
}

void TestChartTable::keepsTheSelectionOfARowThatStays()
{
    Squares model;
    model.refresh();
    ChartTable table(&model, u"Squares"_s);
    table.selectRow(1);
    model.rows = 100;
    model.refresh();
    QCOMPARE(table.selectionModel()->selectedRows().size(), 1);
    model.reload();
    QVERIFY(!table.selectionModel()->hasSelection());
}

void TestChartTable::boundsItsRows()
{
    Squares model;
    model.rows = std::numeric_limits<int>::max();
    model.refresh();
    QCOMPARE(model.rowCount(), ChartTableModel::kMostRows);
    model.rows = -1;
    model.refresh();
    QCOMPARE(model.rowCount(), 0);
}

void TestChartTable::isReadByScreenReaders()
{
    Squares model;
    model.refresh();
    ChartTable table(&model, u"Squares"_s);
    QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(&table);
    QVERIFY(seen != nullptr);
    QCOMPARE(seen->text(QAccessible::Name), u"Squares"_s);
    QVERIFY(seen->tableInterface() != nullptr);
    QCOMPARE(seen->tableInterface()->rowCount(), 3);
    QCOMPARE(seen->tableInterface()->cellAt(2, 1)->text(QAccessible::Name), u"Square: 4"_s);
    QCOMPARE(seen->tableInterface()->cellAt(0, 1)->text(QAccessible::Name), u"Square: none"_s);
}

void TestChartTable::copies_data()
{
    QTest::addColumn<QList<int>>("rows");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing?") << QList<int>{} << QString();
    QTest::newRow("one row without titles?") << QList<int>{2} << u"2\t4\n"_s;
    QTest::newRow("rows in their order?") << QList<int>{2, 1} << u"Number\tSquare\n1\t1\n2\t4\n"_s;
}

void TestChartTable::copies()
{
    QFETCH(QList<int>, rows);
    Squares model;
    model.refresh();
    ChartTable table(&model, u"Squares"_s);
    for (const int row : rows) {
        table.selectionModel()->select(model.index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    QGuiApplication::clipboard()->setText(QString());
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QTEST(QGuiApplication::clipboard()->text(), "text");
}

void TestChartTable::takesTheKeyFromTheWindow()
{
    QWidget window;
    auto *action = new QAction(&window);
    action->setShortcut(QKeySequence::Copy);
    window.addAction(action);
    Squares model;
    model.refresh();
    auto *table = new ChartTable(&model, u"Squares"_s, &window);
    table->selectRow(1);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    table->setFocus();
    const QSignalSpy triggered(action, &QAction::triggered);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(triggered.size(), 0);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"1\t1\n"_s);
}

void TestChartTable::cannotBeBrokenByAName()
{
    class Names : public ChartTableModel
    {
    public:
        Names()
            : ChartTableModel({{.title = u"Name"_s}})
        {
        }

    protected:
        int countRows() const override { return 1; }
        QString cellText(int, int) const override { return u"a\tb\r\nc"_s; }
    };
    Names model;
    model.refresh();
    ChartTable table(&model, u"Names"_s);
    table.selectRow(0);
    QCOMPARE(table.selectedText(), u"a b c\n"_s);
}

void TestChartTable::switchesWithItsKey()
{
    QWidget view;
    auto *layout = new QVBoxLayout(&view);
    auto *chart = new QWidget(&view);
    chart->setFocusPolicy(Qt::StrongFocus);
    Squares model;
    auto *table = new ChartTable(&model, u"Squares"_s, &view);
    auto *both = new ChartOrTable(chart, table, &model, &view);
    layout->addWidget(both);
    view.show();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    chart->setFocus();
    QTest::keyClick(chart, Qt::Key_T);
    QVERIFY(both->isTable());
    QVERIFY(both->action()->isChecked());
    QVERIFY(table->hasFocus());
    QCOMPARE(model.rowCount(), 3);
    QTest::keyClick(table, Qt::Key_T);
    QVERIFY(!both->isTable());
    QVERIFY(chart->hasFocus());
    both->action()->trigger();
    QVERIFY(both->isTable());
}

void TestChartTable::costsNothingUnseen()
{
    QWidget view;
    Squares model;
    auto *both = new ChartOrTable(new QWidget, new ChartTable(&model, u"Squares"_s), &model, &view);
    view.show();
    both->refresh();
    QCOMPARE(model.prepared, 0);
    both->showTable(true);
    QVERIFY(model.prepared > 0);
    view.hide();
    const int before = model.prepared;
    both->refresh();
    QCOMPARE(model.prepared, before);
    view.show();
    QVERIFY(model.prepared > before);
}

QTEST_MAIN(TestChartTable)
#include "tst_chart_table.moc"
