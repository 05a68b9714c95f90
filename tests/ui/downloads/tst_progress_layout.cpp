// SPDX-License-Identifier: MIT
#include "ui/downloads/progress_layout.h"

#include <QTest>

#include <limits>

using namespace sluice::ui;

namespace {

ProgressInput inputOf(double fraction)
{
    ProgressInput input;
    input.cell = QRect(100, 50, 158, 22);
    input.textWidth = 42;
    input.barHeight = 10;
    if (fraction >= 0)
        input.fraction = fraction;
    return input;
}

} // namespace

class TestProgressLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fill_data();
    void fill();
    void partsStayApartAndInside_data();
    void partsStayApartAndInside();
    void rightToLeftIsTheMirrorImage();
};

void TestProgressLayout::fill_data()
{
    QTest::addColumn<double>("fraction"); // negative = unknown
    QTest::addColumn<int>("width");
    QTest::newRow("is nothing empty?") << 0.0 << 0;
    QTest::newRow("is half a half?") << 0.5 << 50;
    QTest::newRow("is all of it full?") << 1.0 << 100;
    QTest::newRow("does a trace show?") << 0.0001 << 1;
    QTest::newRow("does nearly all leave a gap?") << 0.9999 << 99;
    QTest::newRow("is more than all just full?") << 3.0 << 100;
    QTest::newRow("is unknown empty?") << -1.0 << 0;
    QTest::newRow("is no number empty?") << std::numeric_limits<double>::quiet_NaN() << 0;
}

void TestProgressLayout::fill()
{
    QFETCH(double, fraction);
    ProgressInput input = inputOf(0);
    if (!(fraction < 0))
        input.fraction = fraction;
    else
        input.fraction.reset();
    const ProgressLayout layout = layoutProgress(input);
    QCOMPARE(layout.trough, QRect(104, 56, 100, 10));
    QTEST(layout.fill.width(), "width");
    QCOMPARE(layout.text, QRect(212, 50, 42, 22));
}

void TestProgressLayout::partsStayApartAndInside_data()
{
    QTest::addColumn<QRect>("cell");
    QTest::addColumn<bool>("hasBar");
    QTest::newRow("in a usual cell?") << QRect(0, 0, 150, 22) << true;
    QTest::newRow("with no room for a bar?") << QRect(5, 5, 60, 22) << false;
    QTest::newRow("in a flat cell?") << QRect(5, 5, 150, 3) << true;
    QTest::newRow("in a sliver?") << QRect(5, 5, 3, 22) << false;
    QTest::newRow("in nothing?") << QRect() << false;
}

void TestProgressLayout::partsStayApartAndInside()
{
    QFETCH(QRect, cell);
    ProgressInput input = inputOf(0.4);
    input.cell = cell;
    for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        input.direction = direction;
        const ProgressLayout layout = layoutProgress(input);
        QTEST(!layout.trough.isEmpty(), "hasBar");
        QVERIFY(!layout.trough.intersects(layout.text));
        QVERIFY(layout.fill.isEmpty() || layout.trough.contains(layout.fill));
        QVERIFY(layout.trough.isEmpty() || cell.contains(layout.trough));
        QVERIFY(layout.text.isEmpty() || cell.contains(layout.text));
    }
}

void TestProgressLayout::rightToLeftIsTheMirrorImage()
{
    ProgressInput input = inputOf(0.3);
    input.direction = Qt::RightToLeft;
    const ProgressLayout layout = layoutProgress(input);
    QCOMPARE(layout.trough, QRect(154, 56, 100, 10));
    QCOMPARE(layout.fill, QRect(224, 56, 30, 10));
    QCOMPARE(layout.text, QRect(104, 50, 42, 22));
}

QTEST_APPLESS_MAIN(TestProgressLayout)
#include "tst_progress_layout.moc"
