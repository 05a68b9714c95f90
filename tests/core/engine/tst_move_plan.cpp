// SPDX-License-Identifier: MIT
#include "core/engine/move_plan.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace sluice::engine;
using namespace Qt::StringLiterals;

namespace {

/// Downloads named by one letter each, with gaps between their orders.
std::vector<Place> queueOf(const QString &letters)
{
    std::vector<Place> queue;
    for (const QChar letter : letters)
        queue.push_back({letter.unicode(), qint64(queue.size()) * 10});
    return queue;
}

QString moved(std::vector<Place> queue, const std::unordered_set<Id> &selection, MoveTo where)
{
    for (const Place &place : planMove(queue, selection, where))
        std::ranges::find(queue, place.id, &Place::id)->order = place.order;
    std::ranges::sort(queue, {}, &Place::order);
    QString letters;
    for (const Place &place : queue)
        letters += QChar(ushort(place.id));
    return letters;
}

} // namespace

class TestMovePlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void moves_data()
    {
        QTest::addColumn<QString>("selection");
        QTest::addColumn<int>("where");
        QTest::addColumn<QString>("after"); ///< of "abcdef"
        const auto row = [](const char *name, const QString &selection, MoveTo where, const QString &after) {
            QTest::newRow(name) << selection << int(where) << after;
        };
        row("does one go to the top?", u"d"_s, MoveTo::Top, u"dabcef"_s);
        row("do several go to the top in their order?", u"fbd"_s, MoveTo::Top, u"bdface"_s);
        row("does the first stay at the top?", u"a"_s, MoveTo::Top, u"abcdef"_s);
        row("does one go to the bottom?", u"b"_s, MoveTo::Bottom, u"acdefb"_s);
        row("do several go to the bottom in their order?", u"eac"_s, MoveTo::Bottom, u"bdface"_s);
        row("does one go up?", u"d"_s, MoveTo::Up, u"abdcef"_s);
        row("does the first not go further up?", u"a"_s, MoveTo::Up, u"abcdef"_s);
        row("does a block go up together?", u"cd"_s, MoveTo::Up, u"acdbef"_s);
        row("does a block at the top stay?", u"ab"_s, MoveTo::Up, u"abcdef"_s);
        row("do two blocks go up apart?", u"be"_s, MoveTo::Up, u"bacedf"_s);
        row("does one go down?", u"c"_s, MoveTo::Down, u"abdcef"_s);
        row("does a block go down together?", u"cd"_s, MoveTo::Down, u"abecdf"_s);
        row("does a block at the bottom stay?", u"ef"_s, MoveTo::Down, u"abcdef"_s);
        row("does everything stay when all move up?", u"abcdef"_s, MoveTo::Up, u"abcdef"_s);
        row("does everything stay when all move to the top?", u"abcdef"_s, MoveTo::Top, u"abcdef"_s);
        row("is a stranger ignored?", u"z"_s, MoveTo::Top, u"abcdef"_s);
        row("is an empty selection nothing?", QString(), MoveTo::Down, u"abcdef"_s);
    }

    void moves()
    {
        QFETCH(QString, selection);
        QFETCH(int, where);
        QFETCH(QString, after);
        std::unordered_set<Id> ids;
        for (const QChar letter : selection)
            ids.insert(letter.unicode());
        QCOMPARE(moved(queueOf(u"abcdef"_s), ids, MoveTo(where)), after);
    }

    void anEmptyQueueHasNoPlaces()
    {
        for (const MoveTo where : {MoveTo::Top, MoveTo::Up, MoveTo::Down, MoveTo::Bottom})
            QVERIFY(planMove({}, {1}, where).empty());
    }

    void ordersStayUnique()
    {
        QRandomGenerator random(20);
        std::vector<Place> queue = queueOf(u"abcdefghij"_s);
        for (int step = 0; step < 2000; ++step) {
            std::unordered_set<Id> selection;
            for (const Place &place : queue) {
                if (random.bounded(3) == 0)
                    selection.insert(place.id);
            }
            const std::vector<Place> before = queue;
            const auto where = MoveTo(random.bounded(4));
            for (const Place &place : planMove(queue, selection, where))
                std::ranges::find(queue, place.id, &Place::id)->order = place.order;
            std::ranges::sort(queue, {}, &Place::order);
            QSet<qint64> orders;
            std::vector<Id> selectedBefore;
            std::vector<Id> selectedAfter;
            for (std::size_t i = 0; i < queue.size(); ++i) {
                orders.insert(queue[i].order);
                if (selection.contains(before[i].id))
                    selectedBefore.push_back(before[i].id);
                if (selection.contains(queue[i].id))
                    selectedAfter.push_back(queue[i].id);
            }
            QCOMPARE(orders.size(), qsizetype(queue.size()));
            QCOMPARE(selectedAfter, selectedBefore); // the selection keeps its own order
        }
    }
};

QTEST_APPLESS_MAIN(TestMovePlan)
#include "tst_move_plan.moc"
