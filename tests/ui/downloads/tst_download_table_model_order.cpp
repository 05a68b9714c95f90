// SPDX-License-Identifier: MIT
#include "tests/ui/synthetic_rows.h"
#include "ui/downloads/download_table_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;
using download::State;

namespace {

using Ids = QList<engine::Id>;

engine::Row running(engine::Id id, qint64 speed)
{
    engine::Row row = rowNamed(id, u"a"_s, State::Receiving);
    row.speed = speed;
    return row;
}

engine::Delta deltaOf(std::vector<engine::Row> rows)
{
    engine::Delta delta;
    delta.changed = std::move(rows);
    return delta;
}

Ids shown(const DownloadTableModel &model)
{
    Ids ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.append(model.idAt(row));
    return ids;
}

} // namespace

/// When rows move: never by themselves under the pointer, at most at settle(), at once when the user asked.
class TestDownloadTableModelOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void sortingWaitsForSettle();
    void heldRowsStay();
    void newRowsAreAppendedThenSorted();
    void queueMovesShowAtOnce();
    void persistentIndexesFollow();
    void leavingTheCategoryWaits();
    void enteringTheCategoryDoesNotMoveHeldRows();
    void filterActsAtOnce();
    void nothingMovesWithoutNeed();

private:
    std::unique_ptr<DownloadTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestDownloadTableModelOrder::init()
{
    m_model = std::make_unique<DownloadTableModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestDownloadTableModelOrder::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void TestDownloadTableModelOrder::sortingWaitsForSettle()
{
    m_model->apply(deltaOf({running(1, 10), running(2, 20), running(3, 30)}));
    QCOMPARE(shown(*m_model), (Ids{1, 2, 3}));
    m_model->sort(static_cast<int>(Column::Speed), Qt::DescendingOrder);
    QCOMPARE(shown(*m_model), (Ids{3, 2, 1}));
    m_model->apply(deltaOf({running(1, 99)}));
    QCOMPARE(shown(*m_model), (Ids{3, 2, 1}));
    m_model->settle();
    QCOMPARE(shown(*m_model), (Ids{1, 3, 2}));
}

void TestDownloadTableModelOrder::heldRowsStay()
{
    m_model->apply(deltaOf({running(1, 10), running(2, 20)}));
    m_model->sort(static_cast<int>(Column::Speed), Qt::DescendingOrder);
    m_model->setHeld(true);
    QSignalSpy moved(m_model.get(), &QAbstractItemModel::layoutChanged);
    m_model->apply(deltaOf({running(1, 99)}));
    m_model->settle();
    QCOMPARE(shown(*m_model), (Ids{2, 1}));
    QCOMPARE(moved.count(), 0);
    m_model->setHeld(false);
    m_model->settle();
    QCOMPARE(shown(*m_model), (Ids{1, 2}));
}

void TestDownloadTableModelOrder::newRowsAreAppendedThenSorted()
{
    m_model->sort(static_cast<int>(Column::Speed), Qt::DescendingOrder);
    m_model->apply(deltaOf({running(1, 10), running(2, 20)}));
    QCOMPARE(shown(*m_model), (Ids{2, 1}));
    m_model->apply(deltaOf({running(3, 99), running(4, 50)}));
    QCOMPARE(shown(*m_model), (Ids{2, 1, 3, 4}));
    m_model->settle();
    QCOMPARE(shown(*m_model), (Ids{3, 4, 2, 1}));
}

void TestDownloadTableModelOrder::queueMovesShowAtOnce()
{
    m_model->apply(deltaOf({running(1, 10), running(2, 20), running(3, 30)}));
    m_model->setHeld(true);
    engine::Row last = running(3, 30);
    last.order = 1;
    m_model->apply(deltaOf({last}));
    QCOMPARE(shown(*m_model), (Ids{3, 1, 2}));
}

void TestDownloadTableModelOrder::persistentIndexesFollow()
{
    m_model->apply(deltaOf({running(1, 10), running(2, 20), running(3, 30)}));
    const QPersistentModelIndex second = m_model->index(1, 2);
    m_model->sort(static_cast<int>(Column::Speed), Qt::DescendingOrder);
    m_model->apply(deltaOf({running(2, 1)}));
    m_model->settle();
    QCOMPARE(second.data(DownloadTableModel::IdRole).toLongLong(), 2);
    QCOMPARE(second.row(), 2);
    QCOMPARE(second.column(), 2);
}

void TestDownloadTableModelOrder::leavingTheCategoryWaits()
{
    m_model->setFilter(Category::Active, {});
    m_model->apply(deltaOf({running(1, 10), running(2, 20), running(3, 30)}));
    m_model->apply(deltaOf({rowNamed(2, u"a"_s, State::Done)}));
    QCOMPARE(shown(*m_model), (Ids{1, 2, 3}));
    m_model->setHeld(true);
    m_model->settle();
    QCOMPARE(shown(*m_model), (Ids{1, 2, 3}));
    m_model->setHeld(false);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    m_model->settle();
    QCOMPARE(shown(*m_model), (Ids{1, 3}));
    QCOMPARE(removed.count(), 1);
}

void TestDownloadTableModelOrder::enteringTheCategoryDoesNotMoveHeldRows()
{
    m_model->setFilter(Category::Active, {});
    m_model->apply(deltaOf({rowNamed(1, u"a"_s), running(2, 20), running(3, 30)}));
    QCOMPARE(shown(*m_model), (Ids{2, 3}));
    m_model->setHeld(true);
    m_model->apply(deltaOf({running(1, 5)}));
    m_model->settle();
    QCOMPARE(shown(*m_model), (Ids{2, 3, 1}));
    m_model->setHeld(false);
    m_model->settle();
    QCOMPARE(shown(*m_model), (Ids{1, 2, 3}));
}

void TestDownloadTableModelOrder::filterActsAtOnce()
{
    m_model->apply(deltaOf({rowNamed(1, u"one"_s), rowNamed(2, u"two"_s), rowNamed(3, u"twine"_s)}));
    m_model->setHeld(true);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    m_model->setFilter(Category::All, u"tw"_s);
    QCOMPARE(shown(*m_model), (Ids{2, 3}));
    m_model->setFilter(Category::All, u"  TW "_s);
    m_model->setFilter(Category::All, u"TW"_s);
    m_model->setFilter(Category::Done, u"tw"_s);
    QCOMPARE(shown(*m_model), Ids());
    m_model->setFilter(Category::All, {});
    QCOMPARE(shown(*m_model), (Ids{1, 2, 3}));
    m_model->setFilter(Category::All, {});
    QVERIFY(reset.count() <= 5);
}

void TestDownloadTableModelOrder::nothingMovesWithoutNeed()
{
    m_model->apply(deltaOf({running(1, 10), running(2, 20)}));
    m_model->sort(static_cast<int>(Column::Speed), Qt::AscendingOrder);
    QSignalSpy moved(m_model.get(), &QAbstractItemModel::layoutChanged);
    QSignalSpy rearranged(m_model.get(), &DownloadTableModel::aboutToRearrange);
    m_model->apply(deltaOf({running(1, 15)}));
    m_model->settle();
    m_model->settle();
    QCOMPARE(moved.count(), 0);
    QCOMPARE(rearranged.count(), 0);
}

QTEST_GUILESS_MAIN(TestDownloadTableModelOrder)
#include "tst_download_table_model_order.moc"
