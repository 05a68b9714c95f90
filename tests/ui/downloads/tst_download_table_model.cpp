// SPDX-License-Identifier: MIT
#include "tests/ui/synthetic_rows.h"
#include "ui/downloads/download_table_model.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

#include <algorithm>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;
using download::State;

namespace {

constexpr qint64 kNow = 1'700'000'000'000;

engine::Delta deltaOf(std::vector<engine::Row> rows, std::vector<engine::Id> removed = {})
{
    engine::Delta delta;
    delta.changed = std::move(rows);
    delta.removed = std::move(removed);
    return delta;
}

/// A model watched by Qt's own tester, with a clock the test turns.
struct Watched {
    qint64 now = kNow;
    DownloadTableModel model{nullptr, [this] {
                                 return now;
                             }};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    QSignalSpy changed{&model, &QAbstractItemModel::dataChanged};
    QSignalSpy inserted{&model, &QAbstractItemModel::rowsInserted};
    QSignalSpy removed{&model, &QAbstractItemModel::rowsRemoved};
    QSignalSpy reset{&model, &QAbstractItemModel::modelReset};
    QSignalSpy moved{&model, &QAbstractItemModel::layoutChanged};
};

} // namespace

class TestDownloadTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyNewRowsAreOneInsertion();
    void onlyWhatChangedIsReported();
    void onlyWhatIsVisibleIsReported();
    void neighboursAreReportedTogether();
    void unchangedRowsAreSilent();
    void removedRowsGoAtOnce();
    void manyScatteredRowsAreOneReset();
    void changedAndRemovedIsRemoved();
    void slotsAreUsedAgain();
    void countsFollowTheStates();
    void countdownsTickForVisibleRowsOnly();
    void rolesHoldRawValues();
    void draggedRowsAreLinks();
    void namesAreFoundByTheirBeginning();
    void strangeIndexesAreHarmless();
    void randomDeltasKeepTheTableConsistent();
};

void TestDownloadTableModel::manyNewRowsAreOneInsertion()
{
    Watched w;
    w.model.apply(deltaOf(syntheticRows(10, kNow)));
    w.model.apply(deltaOf(syntheticRows(10'000, kNow, 100)));
    QCOMPARE(w.inserted.count(), 2);
    QCOMPARE(w.reset.count(), 0);
    QCOMPARE(w.moved.count(), 0);
    QCOMPARE(w.model.rowCount(), 10'010);
    QCOMPARE(w.model.idAt(10), 100);
    w.model.settle();
    QCOMPARE(w.moved.count(), 0);
}

void TestDownloadTableModel::onlyWhatChangedIsReported()
{
    Watched w;
    w.model.apply(deltaOf({rowNamed(1, u"a"_s, State::Receiving), rowNamed(2, u"b"_s, State::Receiving)}));
    engine::Row row = rowNamed(2, u"b"_s, State::Receiving);
    row.speed = 1'000;
    w.model.apply(deltaOf({row}));
    QCOMPARE(w.changed.count(), 1);
    const auto topLeft = w.changed.first().at(0).toModelIndex();
    const auto bottomRight = w.changed.first().at(1).toModelIndex();
    QCOMPARE(topLeft.row(), 1);
    QCOMPARE(bottomRight.row(), 1);
    QCOMPARE(topLeft.column(), static_cast<int>(Column::Speed));
    QCOMPARE(bottomRight.column(), static_cast<int>(Column::Left));
}

void TestDownloadTableModel::onlyWhatIsVisibleIsReported()
{
    Watched w;
    w.model.apply(deltaOf(syntheticRows(1'000, kNow)));
    w.model.setVisibleRows(100, 120);
    std::vector<engine::Row> rows = syntheticRows(1'000, kNow);
    for (engine::Row &row : rows)
        row.name += u"x"_s;
    w.model.apply(deltaOf(rows));
    QCOMPARE(w.changed.count(), 1);
    QCOMPARE(w.changed.first().at(0).toModelIndex().row(), 100);
    QCOMPARE(w.changed.first().at(1).toModelIndex().row(), 120);
    QVERIFY2(w.model.index(500, 0).data().toString().endsWith(u'x'), "the value counts whether reported or not");
}

void TestDownloadTableModel::neighboursAreReportedTogether()
{
    Watched w;
    std::vector<engine::Row> rows;
    for (int i = 1; i <= 9; ++i)
        rows.push_back(rowNamed(i, u"a"_s, State::Receiving));
    w.model.apply(deltaOf(rows));
    for (engine::Row &row : rows)
        row.bytes = 5;
    // In no particular order, and with a gap.
    w.model.apply(deltaOf({rows[7], rows[2], rows[1], rows[6], rows[3]}));
    QCOMPARE(w.changed.count(), 2);
    QCOMPARE(w.changed.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(w.changed.at(0).at(1).toModelIndex().row(), 3);
    QCOMPARE(w.changed.at(1).at(0).toModelIndex().row(), 6);
    QCOMPARE(w.changed.at(1).at(1).toModelIndex().row(), 7);
}

void TestDownloadTableModel::unchangedRowsAreSilent()
{
    Watched w;
    w.model.apply(deltaOf(syntheticRows(50, kNow)));
    QSignalSpy counts(&w.model, &DownloadTableModel::countsChanged);
    w.model.apply(deltaOf(syntheticRows(50, kNow)));
    w.model.apply(engine::Delta());
    w.model.settle();
    QCOMPARE(w.changed.count(), 0);
    QCOMPARE(w.inserted.count(), 1);
    QCOMPARE(w.moved.count(), 0);
    QCOMPARE(w.reset.count(), 0);
    QCOMPARE(counts.count(), 0);
}

void TestDownloadTableModel::removedRowsGoAtOnce()
{
    Watched w;
    w.model.apply(deltaOf(syntheticRows(100, kNow)));
    w.model.setHeld(true);
    w.model.apply(deltaOf({}, {10, 11, 12, 50, 777, 50}));
    QCOMPARE(w.removed.count(), 2);
    QCOMPARE(w.model.rowCount(), 96);
    QCOMPARE(w.model.total(), 96);
    QCOMPARE(w.model.rowOf(11), -1);
    QCOMPARE(w.model.find(11), nullptr);
    QCOMPARE(w.model.rowOf(13), 9);
}

void TestDownloadTableModel::manyScatteredRowsAreOneReset()
{
    Watched w;
    w.model.apply(deltaOf(syntheticRows(1'000, kNow)));
    std::vector<engine::Id> odd;
    for (int i = 1; i <= 1'000; i += 2)
        odd.push_back(i);
    QSignalSpy rearranged(&w.model, &DownloadTableModel::rearranged);
    w.model.apply(deltaOf({}, odd));
    QCOMPARE(w.reset.count(), 1);
    QCOMPARE(w.removed.count(), 0);
    QCOMPARE(rearranged.count(), 1);
    QCOMPARE(w.model.rowCount(), 500);
    QCOMPARE(w.model.idAt(0), 2);
    QCOMPARE(w.model.rowOf(1'000), 499);
}

void TestDownloadTableModel::changedAndRemovedIsRemoved()
{
    Watched w;
    w.model.apply(deltaOf({rowNamed(1, u"a"_s), rowNamed(2, u"b"_s)}, {1}));
    QCOMPARE(w.model.rowCount(), 1);
    QCOMPARE(w.model.idAt(0), 2);
    QCOMPARE(w.model.counts().at(0), 1);
}

void TestDownloadTableModel::slotsAreUsedAgain()
{
    Watched w;
    w.model.sort(static_cast<int>(Column::Name));
    for (int round = 0; round < 5; ++round) {
        w.model.apply(deltaOf({rowNamed(round * 2 + 1, u"b"_s), rowNamed(round * 2 + 2, u"a"_s)}));
        w.model.settle();
        QCOMPARE(w.model.rowCount(), 2);
        QCOMPARE(w.model.idAt(0), round * 2 + 2);
        w.model.apply(deltaOf({}, {round * 2 + 1, round * 2 + 2}));
        QCOMPARE(w.model.rowCount(), 0);
    }
}

void TestDownloadTableModel::countsFollowTheStates()
{
    Watched w;
    QSignalSpy counts(&w.model, &DownloadTableModel::countsChanged);
    w.model.apply(deltaOf({rowNamed(1, u"a"_s), rowNamed(2, u"b"_s), rowNamed(3, u"c"_s, State::Done)}));
    QCOMPARE(counts.count(), 1);
    w.model.apply(deltaOf({rowNamed(1, u"a"_s, State::Failed)}));
    QCOMPARE(counts.count(), 2);
    QCOMPARE(w.model.counts(), (CategoryCounts{3, 0, 1, 1, 1, 0, 0}));
    w.model.setFilter(Category::Done, {});
    QCOMPARE(w.model.counts().at(0), 3);
    w.model.apply(deltaOf({}, {2}));
    QCOMPARE(w.model.counts(), (CategoryCounts{2, 0, 0, 1, 1, 0, 0}));
}

void TestDownloadTableModel::countdownsTickForVisibleRowsOnly()
{
    Watched w;
    std::vector<engine::Row> rows;
    for (int i = 1; i <= 100; ++i) {
        engine::Row row = rowNamed(i, u"a"_s, i % 2 == 0 ? State::Backoff : State::Receiving);
        row.untilMs = i % 2 == 0 ? kNow + 12'000 : 0;
        rows.push_back(row);
    }
    w.model.apply(deltaOf(rows));
    w.model.setVisibleRows(10, 14);
    QCOMPARE(w.model.index(1, static_cast<int>(Column::State)).data().toString(), u"Retry in 12\u00A0s"_s);
    w.now += 1'000;
    w.model.tick();
    QCOMPARE(w.changed.count(), 2);
    QCOMPARE(w.changed.first().at(0).toModelIndex().row(), 11);
    QCOMPARE(w.changed.first().at(0).toModelIndex().column(), static_cast<int>(Column::State));
    QCOMPARE(w.model.index(11, static_cast<int>(Column::State)).data().toString(), u"Retry in 11\u00A0s"_s);
    w.now += 60'000;
    w.changed.clear();
    w.model.tick();
    QCOMPARE(w.changed.count(), 0);
}

void TestDownloadTableModel::rolesHoldRawValues()
{
    Watched w;
    engine::Row row = rowNamed(7, u"a"_s, State::Receiving);
    row.bytes = 250'000;
    row.speed = 1'000;
    w.model.apply(deltaOf({row}));
    const QModelIndex index = w.model.index(0, 0);
    QCOMPARE(index.data(DownloadTableModel::IdRole).toLongLong(), 7);
    QCOMPARE(index.data(DownloadTableModel::FractionRole).toDouble(), 0.25);
    QCOMPARE(index.data(DownloadTableModel::LeftRole).toLongLong(), 750'000);
    QCOMPARE(index.data(DownloadTableModel::UrlRole).toString(), row.url);
    QVERIFY(!index.data(DownloadTableModel::ErrorRole).isValid());
    row.total = -1;
    row.error = std::make_shared<const Error>();
    w.model.apply(deltaOf({row}));
    QVERIFY(!index.data(DownloadTableModel::FractionRole).isValid());
    QCOMPARE(index.data(DownloadTableModel::ErrorRole).value<Error>(), *row.error);
}

void TestDownloadTableModel::draggedRowsAreLinks()
{
    Watched w;
    engine::Row odd = rowNamed(3, u"c"_s);
    odd.url = u"not a link"_s;
    w.model.apply(deltaOf({rowNamed(1, u"a b"_s), rowNamed(2, u"b"_s), odd}));
    const QModelIndexList chosen{w.model.index(1, 0), w.model.index(0, 3), w.model.index(0, 0), w.model.index(2, 0)};
    const std::unique_ptr<QMimeData> data(w.model.mimeData(chosen));
    QCOMPARE(data->urls().first(), QUrl(u"https://host.example/files/a b"_s));
    QCOMPARE(data->text().split(u'\n').size(), 3);
    QVERIFY(data->urls().size() >= 2);
    QCOMPARE(w.model.mimeData({}), nullptr);
}

void TestDownloadTableModel::namesAreFoundByTheirBeginning()
{
    Watched w;
    w.model.apply(deltaOf({rowNamed(1, u"apple"_s), rowNamed(2, u"Banana"_s), rowNamed(3, u"avocado"_s)}));
    QCOMPARE(w.model.findByName(u"A"_s, 0), 0);
    QCOMPARE(w.model.findByName(u"a"_s, 1), 2);
    QCOMPARE(w.model.findByName(u"ba"_s, 2), 1);
    QCOMPARE(w.model.findByName(u"x"_s, 0), -1);
    QCOMPARE(w.model.findByName({}, 0), -1);
    QCOMPARE(w.model.findByName(u"a"_s, -5), 0);
    QCOMPARE(w.model.findByName(u"a"_s, 99), 0);
    w.model.apply(deltaOf({}, {1, 2, 3}));
    QCOMPARE(w.model.findByName(u"a"_s, 0), -1);
}

void TestDownloadTableModel::strangeIndexesAreHarmless()
{
    Watched w;
    w.model.apply(deltaOf({rowNamed(1, u"a"_s)}));
    DownloadTableModel other;
    other.apply(deltaOf({rowNamed(1, u"a"_s)}));
    QVERIFY(!w.model.data({}).isValid());
    QVERIFY(!w.model.data(other.index(0, 0)).isValid());
    QVERIFY(!w.model.headerData(99, Qt::Horizontal).isValid());
    QVERIFY(!w.model.headerData(0, Qt::Vertical).isValid());
    QCOMPARE(w.model.idAt(-1), 0);
    QCOMPARE(w.model.idAt(1), 0);
    QCOMPARE(w.model.rowCount(w.model.index(0, 0)), 0);
    w.model.sort(99);
    QVERIFY(!w.model.sorting().column);
}

/// Many small steps of every kind, after each of which the table must agree with itself.
void TestDownloadTableModel::randomDeltasKeepTheTableConsistent()
{
    Watched w;
    quint32 seed = 12'345;
    const auto random = [&seed](int below) {
        seed = seed * 1'664'525U + 1'013'904'223U;
        return static_cast<int>((seed >> 8U) % static_cast<quint32>(below));
    };
    engine::Id next = 1;
    QSet<engine::Id> alive;
    for (int step = 0; step < 300; ++step) {
        engine::Delta delta;
        for (int i = random(6); i > 0; --i, ++next) {
            delta.changed.push_back(syntheticRows(1, kNow, next).front());
            alive.insert(next);
        }
        for (int i = random(6); i > 0; --i) {
            const engine::Id id = 1 + random(static_cast<int>(next));
            if (!alive.contains(id) || std::ranges::find(delta.changed, id, &engine::Row::id) != delta.changed.end())
                continue;
            engine::Row row = syntheticRows(1, kNow, id).front();
            row.state = static_cast<State>(random(download::kStateCount));
            row.speed = random(1'000);
            row.order = id * 10 + random(3) * 100'000;
            delta.changed.push_back(row);
        }
        for (int i = random(3); i > 0; --i) {
            const engine::Id id = 1 + random(static_cast<int>(next));
            delta.removed.push_back(id);
            alive.remove(id);
        }
        w.model.setHeld(random(3) == 0);
        w.model.apply(delta);
        if (random(4) == 0)
            w.model.sort(random(kColumnCount + 1) - 1, random(2) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
        if (random(6) == 0)
            w.model.setFilter(static_cast<Category>(random(kCategoryCount)), random(2) == 0 ? QString() : u"data"_s);
        if (random(3) == 0)
            w.model.settle();
        QCOMPARE(w.model.total(), static_cast<int>(alive.size()));
        for (int row = 0; row < w.model.rowCount(); ++row)
            QCOMPARE(w.model.rowOf(w.model.idAt(row)), row);
    }
    // Once settled, exactly what matches is shown, in order.
    w.model.setHeld(false);
    w.model.settle();
    const RowOrder order(w.model.sorting());
    int matching = 0;
    for (const engine::Id id : std::as_const(alive)) {
        const bool matches = w.model.filter().matches(*w.model.find(id));
        matching += matches ? 1 : 0;
        QCOMPARE(w.model.rowOf(id) >= 0, matches);
    }
    QCOMPARE(w.model.rowCount(), matching);
    for (int row = 1; row < w.model.rowCount(); ++row) {
        QVERIFY(!order.before(
            order.key(*w.model.find(w.model.idAt(row))), order.key(*w.model.find(w.model.idAt(row - 1)))));
    }
}

QTEST_GUILESS_MAIN(TestDownloadTableModel)
#include "tst_download_table_model.moc"
