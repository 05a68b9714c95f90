// SPDX-License-Identifier: MIT
#include "core/engine/ready_queue.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sluice::engine;
using namespace Qt::StringLiterals;

namespace {

ReadyQueue::Ticket ticket(Id id, qint64 order, const QString &host)
{
    ReadyQueue::Ticket made;
    made.id = id;
    made.order = order;
    made.host = host;
    return made;
}

Id next(ReadyQueue &queue)
{
    const auto taken = queue.takeNext([](Id) { });
    return taken ? taken->id : 0;
}

/// The same rules, without any thought of speed.
class Model
{
public:
    void add(const ReadyQueue::Ticket &waiter)
    {
        remove(waiter.id);
        m_waiters.push_back(waiter);
        std::ranges::sort(m_waiters, {}, [](const auto &w) { return std::pair(w.order, w.id); });
    }
    void remove(Id id)
    {
        std::erase_if(m_waiters, [id](const auto &w) { return w.id == id; });
    }
    Id take()
    {
        for (std::size_t i = 0; i < m_waiters.size(); ++i) {
            const QString host = m_waiters[i].host;
            if (limit > 0 && running.value(host) >= limit)
                continue;
            const Id id = m_waiters[i].id;
            ++running[host];
            m_waiters.erase(m_waiters.begin() + qsizetype(i));
            return id;
        }
        return 0;
    }
    int size() const { return int(m_waiters.size()); }

    QHash<QString, int> running;
    int limit = 0;

private:
    std::vector<ReadyQueue::Ticket> m_waiters;
};

} // namespace

class TestReadyQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesByOrder()
    {
        ReadyQueue queue;
        QVERIFY(!queue.hasNext());
        queue.add(ticket(1, 30, u"a"_s));
        queue.add(ticket(2, 10, u"a"_s));
        queue.add(ticket(3, 20, u"b"_s));
        QCOMPARE(queue.size(), 3);
        QCOMPARE(next(queue), 2);
        QCOMPARE(next(queue), 3);
        QCOMPARE(next(queue), 1);
        QCOMPARE(next(queue), 0);
        QVERIFY(!queue.hasNext());
    }

    void addingAgainMoves()
    {
        ReadyQueue queue;
        queue.add(ticket(1, 1, u"a"_s));
        queue.add(ticket(2, 2, u"a"_s));
        queue.add(ticket(1, 3, u"a"_s));
        QCOMPARE(queue.size(), 2);
        QCOMPARE(next(queue), 2);
        QCOMPARE(next(queue), 1);
    }

    void aFullHostIsPassedOverAndReportedOnce()
    {
        ReadyQueue queue;
        queue.setHostLimit(1);
        for (Id id = 1; id <= 3; ++id)
            queue.add(ticket(id, id, u"a"_s));
        queue.add(ticket(4, 4, u"b"_s));
        QList<Id> held;
        const auto note = [&held](Id id) {
            held.append(id);
        };
        QCOMPARE(queue.takeNext(note)->id, 1);
        QCOMPARE(queue.takeNext(note)->id, 4);
        QCOMPARE(held, QList<Id>({2, 3}));
        QVERIFY(!queue.hasNext());
        QVERIFY(!queue.takeNext(note));
        QCOMPARE(held.size(), 2);
        queue.hostDone(u"a"_s);
        QVERIFY(queue.hasNext());
        QCOMPARE(queue.takeNext(note)->id, 2);
    }

    void aFreedPlaceGoesOnWhenItsWaiterLeaves()
    {
        ReadyQueue queue;
        queue.setHostLimit(1);
        for (Id id = 1; id <= 3; ++id)
            queue.add(ticket(id, id, u"a"_s));
        QCOMPARE(next(queue), 1);
        QCOMPARE(next(queue), 0); // 2 and 3 are held
        queue.hostDone(u"a"_s);   // 2 may go …
        queue.remove(2);          // … and is paused
        QVERIFY(queue.hasNext());
        QCOMPARE(next(queue), 3);
    }

    void theHostLimitCanBeTurned()
    {
        ReadyQueue queue;
        queue.setHostLimit(1);
        for (Id id = 1; id <= 4; ++id)
            queue.add(ticket(id, id, u"a"_s));
        QCOMPARE(next(queue), 1);
        QCOMPARE(next(queue), 0);
        queue.setHostLimit(2);
        QCOMPARE(next(queue), 2);
        QCOMPARE(next(queue), 0);
        queue.setHostLimit(0);
        QCOMPARE(next(queue), 3);
        QCOMPARE(next(queue), 4);
    }

    void unknownOnesAreIgnored()
    {
        ReadyQueue queue;
        queue.remove(7);
        queue.hostDone(u"nobody"_s);
        QVERIFY(!queue.contains(7));
        QVERIFY(!queue.hasNext());
    }

    void doesWhatTheModelDoes()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        for (int round = 0; round < 50; ++round) {
            ReadyQueue queue;
            Model model;
            QStringList running;
            const auto hostOf = [](Id id) {
                return QString::number(id % 4);
            };
            for (int step = 0; step < 400; ++step) {
                const Id id = 1 + random.bounded(30);
                switch (random.bounded(6)) {
                case 0:
                case 1: {
                    const auto waiter = ticket(id, random.bounded(1000), hostOf(id));
                    queue.add(waiter);
                    model.add(waiter);
                    break;
                }
                case 2:
                    queue.remove(id);
                    model.remove(id);
                    break;
                case 3: {
                    const Id expected = model.take();
                    QVERIFY2(expected == 0 || queue.hasNext(), "it would sleep although one may go");
                    QCOMPARE(next(queue), expected);
                    if (expected != 0)
                        running.append(hostOf(expected));
                    break;
                }
                case 4:
                    if (!running.isEmpty()) {
                        const QString host = running.takeAt(random.bounded(int(running.size())));
                        queue.hostDone(host);
                        --model.running[host];
                    }
                    break;
                default:
                    if (random.bounded(10) == 0) {
                        model.limit = random.bounded(4);
                        queue.setHostLimit(model.limit);
                    }
                }
                QCOMPARE(queue.size(), model.size());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestReadyQueue)
#include "tst_ready_queue.moc"
