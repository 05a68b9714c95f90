// SPDX-License-Identifier: MIT
#include "tests/ui/synthetic_rows.h"
#include "ui/downloads/download_table_model.h"
#include "ui/downloads/download_view.h"
#include "ui/downloads/header_menu.h"

#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;
using download::State;
using Ids = std::vector<engine::Id>;

namespace {

constexpr qint64 kNow = 1'700'000'000'000;

engine::Delta deltaOf(std::vector<engine::Row> rows, Ids removed = {})
{
    engine::Delta delta;
    delta.changed = std::move(rows);
    delta.removed = std::move(removed);
    return delta;
}

} // namespace

class TestDownloadView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void selectionSurvives_data();
    void selectionSurvives();
    void addingManyKeepsThePlace();
    void removalAboveKeepsThePlace();
    void filteredOutRowsAreNotChosen();
    void onlyVisibleRowsAreReported();
    void pointerHoldsTheRows();
    void columnsAreKept();
    void columnsCanBeHidden();
    void cellsAreSpoken();
    void everyCellIsPainted_data();
    void everyCellIsPainted();

private:
    /// The row at the top of the screen.
    engine::Id top() const { return m_model->idAt(m_view->rowAt(0)); }

    std::unique_ptr<DownloadTableModel> m_model;
    std::unique_ptr<DownloadView> m_view;
};

void TestDownloadView::init()
{
    m_model = std::make_unique<DownloadTableModel>(nullptr, [] { return kNow; });
    m_view = std::make_unique<DownloadView>(m_model.get());
    m_view->resize(900, 400);
    m_model->apply(deltaOf(syntheticRows(200, kNow)));
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void TestDownloadView::cleanup()
{
    m_view.reset();
    m_model.reset();
}

void TestDownloadView::selectionSurvives_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"sort", "clear sort", "filter", "category", "insert", "remove", "reset", "settle"})
        QTest::addRow("a %s?", what) << QString::fromLatin1(what);
}

void TestDownloadView::selectionSurvives()
{
    QFETCH(QString, what);
    // All of these are active and named data-…, so that every filter below keeps them.
    const Ids chosen{15, 135, 195};
    for (const engine::Id id : chosen)
        m_model->apply(deltaOf({rowNamed(id, u"data-%1"_s.arg(id), State::Receiving)}));
    m_view->selectIds(chosen);
    QSignalSpy changed(m_view.get(), &DownloadView::selectedIdsChanged);
    if (what == u"sort"_s) {
        m_model->sort(static_cast<int>(Column::Name), Qt::DescendingOrder);
    } else if (what == u"clear sort"_s) {
        m_model->sort(static_cast<int>(Column::Size), Qt::DescendingOrder);
        m_model->sort(-1);
    } else if (what == u"filter"_s) {
        m_model->setFilter(Category::All, u"data"_s);
    } else if (what == u"category"_s) {
        m_model->setFilter(Category::Active, {});
    } else if (what == u"insert"_s) {
        m_model->apply(deltaOf(syntheticRows(10'000, kNow, 1'000)));
    } else if (what == u"remove"_s) {
        m_model->apply(deltaOf({}, {1, 2, 3, 100, 199}));
    } else if (what == u"reset"_s) {
        Ids gone;
        for (engine::Id id = 2; id < 200; id += 2)
            gone.push_back(id);
        m_model->apply(deltaOf({}, gone));
    } else {
        m_model->sort(static_cast<int>(Column::Speed), Qt::DescendingOrder);
        engine::Row fast = rowNamed(135, u"data-135"_s, State::Receiving);
        fast.speed = 99'000'000;
        m_model->apply(deltaOf({fast}));
        m_model->settle();
        QCOMPARE(m_model->rowOf(135), 0);
    }
    Ids after = m_view->selectedIds();
    std::ranges::sort(after);
    QCOMPARE(after, chosen);
    QCOMPARE(m_view->currentId(), 15);
    QCOMPARE(changed.count(), 0);
}

void TestDownloadView::addingManyKeepsThePlace()
{
    m_view->verticalScrollBar()->setValue(777);
    const engine::Id before = top();
    m_model->apply(deltaOf(syntheticRows(10'000, kNow, 1'000)));
    QCOMPARE(m_view->verticalScrollBar()->value(), 777);
    QCOMPARE(top(), before);
    m_model->settle();
    QCOMPARE(top(), before);
}

void TestDownloadView::removalAboveKeepsThePlace()
{
    m_view->verticalScrollBar()->setValue(1'000);
    const engine::Id before = top();
    const int y = m_view->rowViewportPosition(m_model->rowOf(before));
    m_model->apply(deltaOf({}, {2, 3, 9}));
    QCOMPARE(top(), before);
    QCOMPARE(m_view->rowViewportPosition(m_model->rowOf(before)), y);
    // Many scattered ones take another way, to the same end.
    Ids odd;
    for (engine::Id id = 1; id < 200; id += 2) {
        if (id != before)
            odd.push_back(id);
    }
    m_model->apply(deltaOf({}, odd));
    QCOMPARE(top(), before);
    QCOMPARE(m_view->rowViewportPosition(m_model->rowOf(before)), y);
}

void TestDownloadView::filteredOutRowsAreNotChosen()
{
    m_model->apply(deltaOf({rowNamed(5, u"keep me"_s), rowNamed(6, u"leave me"_s)}));
    m_view->selectIds({6, 5});
    QCOMPARE(m_view->currentId(), 6);
    QSignalSpy changed(m_view.get(), &DownloadView::selectedIdsChanged);
    QSignalSpy current(m_view.get(), &DownloadView::currentIdChanged);
    m_model->setFilter(Category::All, u"keep"_s);
    QCOMPARE(m_view->selectedIds(), Ids{5});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(current.count(), 1);
}

void TestDownloadView::onlyVisibleRowsAreReported()
{
    m_model->apply(deltaOf(syntheticRows(2'000, kNow)));
    QCoreApplication::processEvents();
    m_view->verticalScrollBar()->setValue(500 * m_view->verticalHeader()->defaultSectionSize());
    m_view->viewport()->repaint();
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    std::vector<engine::Row> rows = syntheticRows(2'000, kNow);
    for (engine::Row &row : rows)
        row.bytes += 1;
    m_model->apply(deltaOf(rows));
    QVERIFY(changed.count() > 0);
    for (const QList<QVariant> &signal : changed) {
        QVERIFY(signal.at(0).toModelIndex().row() >= 500);
        QVERIFY(signal.at(1).toModelIndex().row() < 540);
    }
}

void TestDownloadView::pointerHoldsTheRows()
{
    m_model->sort(static_cast<int>(Column::Speed), Qt::DescendingOrder);
    const engine::Id first = m_model->idAt(0);
    QTest::mouseMove(m_view->viewport(), QPoint(50, 50));
    engine::Row fast = rowNamed(150, u"fast"_s, State::Receiving);
    fast.speed = 99'000'000;
    m_model->apply(deltaOf({fast}));
    QTRY_VERIFY_WITH_TIMEOUT(m_model->isHeld(), 5'000);
    QCOMPARE(m_model->idAt(0), first);
    QTest::mouseMove(m_view->horizontalHeader()->viewport(), QPoint(50, 5));
    QTRY_COMPARE_WITH_TIMEOUT(m_model->idAt(0), 150, 5'000);
}

void TestDownloadView::columnsAreKept()
{
    QHeaderView *header = m_view->horizontalHeader();
    header->moveSection(0, 3);
    header->setSectionHidden(static_cast<int>(Column::Host), true);
    header->resizeSection(static_cast<int>(Column::State), 321);
    header->setSortIndicator(static_cast<int>(Column::Size), Qt::DescendingOrder);
    const QByteArray state = m_view->columnState();
    m_view->resetColumns();
    QVERIFY(!header->isSectionHidden(static_cast<int>(Column::Host)));
    QCOMPARE(header->visualIndex(0), 0);
    QVERIFY(!m_model->sorting().column);
    QVERIFY(m_view->restoreColumnState(state));
    QVERIFY(header->isSectionHidden(static_cast<int>(Column::Host)));
    QCOMPARE(header->visualIndex(0), 3);
    QCOMPARE(header->sectionSize(static_cast<int>(Column::State)), 321);
    QCOMPARE(m_model->sorting().column, std::optional(Column::Size));
    QVERIFY(!m_view->restoreColumnState(QByteArray()));
    QVERIFY(!m_view->restoreColumnState("garbage"));
    QVERIFY(!m_view->restoreColumnState(state.left(7)));
    QCOMPARE(header->count(), kColumnCount);
}

void TestDownloadView::columnsCanBeHidden()
{
    QMenu menu;
    bool reset = false;
    fillColumnMenu(menu, *m_view->horizontalHeader(), [&reset] { reset = true; });
    QVERIFY2(!menu.actions().first()->isEnabled(), "the name cannot be hidden");
    menu.actions().at(1)->trigger();
    QVERIFY(m_view->isColumnHidden(1));
    menu.actions().last()->trigger();
    QVERIFY(reset);
}

void TestDownloadView::cellsAreSpoken()
{
    engine::Row row = rowNamed(1, u"a"_s, State::Receiving);
    row.bytes = 720'000;
    m_model->apply(deltaOf({row}));
    QCOMPARE(
        m_model->index(0, static_cast<int>(Column::Progress)).data(Qt::AccessibleTextRole).toString(), u"72 percent"_s);
    QVERIFY(!m_view->accessibleName().isEmpty());
}

void TestDownloadView::everyCellIsPainted_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("left to right?") << Qt::LeftToRight;
    QTest::newRow("right to left?") << Qt::RightToLeft;
}

void TestDownloadView::everyCellIsPainted()
{
    QFETCH(Qt::LayoutDirection, direction);
    m_view->setLayoutDirection(direction);
    QCoreApplication::processEvents();
    const QImage image = m_view->viewport()->grab().toImage();
    for (const Column column : {Column::Name, Column::Progress, Column::State, Column::Size}) {
        const QRect cell = m_view->visualRect(m_model->index(1, static_cast<int>(column)));
        const QImage part = image.copy(cell.intersected(image.rect()));
        QVERIFY2(!part.isNull(), qPrintable(columnTitle(column)));
        bool inked = false;
        for (int y = 0; y < part.height() && !inked; ++y) {
            for (int x = 0; x < part.width() && !inked; ++x)
                inked = part.pixel(x, y) != part.pixel(0, 0);
        }
        QVERIFY2(inked, qPrintable(columnTitle(column)));
    }
}

QTEST_MAIN(TestDownloadView)
#include "tst_download_view.moc"
