// SPDX-License-Identifier: MIT
#include "ui/slots/slot_cell_layout.h"

#include <QTest>

using namespace sluice::ui;

namespace {

constexpr int kLine = 16;
constexpr int kLetter = 7;

SlotTextSizes sizes()
{
    return {kLine, 30, 120, 40, 60, 50};
}

std::vector<QRect> partsOf(const SlotCellLayout &layout)
{
    return {
        layout.number, layout.chip, layout.name, layout.phase, layout.bar, layout.progress, layout.speed, layout.time};
}

} // namespace

class TestSlotCellLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void grid_data();
    void grid();
    void partsStayInsideAndApart_data();
    void partsStayInsideAndApart();
    void aWideRowHasEveryPart();
};

void TestSlotCellLayout::grid_data()
{
    QTest::addColumn<QSize>("view");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("columns");
    QTest::addColumn<bool>("compact");
    QTest::newRow("do five stand below each other?") << QSize(800, 200) << 5 << 1 << false;
    QTest::newRow("do seven fit exactly?") << QSize(800, 196) << 7 << 1 << false;
    QTest::newRow("are eight a grid?") << QSize(800, 196) << 8 << 4 << true;
    QTest::newRow("are a thousand a grid?") << QSize(800, 200) << 1'000 << 4 << true;
    QTest::newRow("are few in a narrow view compact?") << QSize(391, 200) << 3 << 1 << true;
    QTest::newRow("and in a view that is just wide enough rows?") << QSize(392, 200) << 3 << 1 << false;
    QTest::newRow("does a narrow view keep one column?") << QSize(100, 20) << 1'000 << 1 << true;
    QTest::newRow("does a view of no size do no harm?") << QSize(0, 0) << 3 << 1 << true;
    QTest::newRow("is none no grid?") << QSize(800, 200) << 0 << 1 << false;
}

void TestSlotCellLayout::grid()
{
    QFETCH(QSize, view);
    QFETCH(int, count);
    QFETCH(int, columns);
    QFETCH(bool, compact);
    const SlotGrid grid = layoutSlotGrid(view, count, kLine, kLetter);
    QCOMPARE(grid.columns, columns);
    QCOMPARE(grid.compact, compact);
    QVERIFY(grid.cell.width() >= 1 && grid.cell.height() >= kLine);
    QVERIFY(grid.columns * grid.cell.width() <= std::max(1, view.width()));
}

void TestSlotCellLayout::partsStayInsideAndApart_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("compact");
    for (const int width : {0, 5, 20, 60, 100, 196, 300, 600, 1'600}) {
        QTest::addRow("a row of %d", width) << width << false;
        QTest::addRow("a compact cell of %d", width) << width << true;
    }
}

void TestSlotCellLayout::partsStayInsideAndApart()
{
    QFETCH(int, width);
    QFETCH(bool, compact);
    const QRect cell(40, 80, width, compact ? 46 : 28);
    const std::vector<QRect> parts = partsOf(layoutSlotCell(cell, compact, sizes()));
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].isEmpty())
            continue;
        QVERIFY(cell.contains(parts[i]));
        for (std::size_t j = i + 1; j < parts.size(); ++j)
            QVERIFY(parts[j].isEmpty() || !parts[i].intersects(parts[j]));
    }
}

void TestSlotCellLayout::aWideRowHasEveryPart()
{
    for (const QRect &part : partsOf(layoutSlotCell(QRect(0, 0, 900, 28), false, sizes())))
        QVERIFY(!part.isEmpty());
    // In a compact one of usual width only what the tool tip tells is missing.
    const SlotCellLayout compact = layoutSlotCell(QRect(0, 0, 200, 46), true, sizes());
    QVERIFY(compact.phase.isEmpty() && compact.progress.isEmpty());
    for (const QRect &part : {compact.number, compact.chip, compact.name, compact.bar, compact.speed, compact.time})
        QVERIFY(!part.isEmpty());
}

QTEST_GUILESS_MAIN(TestSlotCellLayout)
#include "tst_slot_cell_layout.moc"
