// SPDX-License-Identifier: MIT
#include "core/engine/outbox.h"

#include <QTest>

#include <thread>

using namespace sluice::engine;
using namespace Qt::StringLiterals;

namespace {

Row row(Id id, qint64 bytes)
{
    Row made;
    made.id = id;
    made.bytes = bytes;
    return made;
}

StateEvent eventOf(Id id)
{
    StateEvent made;
    made.id = id;
    return made;
}

Notice notice(const QString &path)
{
    Notice made;
    made.path = path;
    return made;
}

Details details(Id id)
{
    Details made;
    made.id = id;
    return made;
}

} // namespace

class TestOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newerRowsReplaceOlder()
    {
        Outbox outbox;
        outbox.put({row(1, 10), row(2, 20)}, {}, {});
        outbox.put({row(1, 11)}, {}, {});
        const Delta delta = outbox.takeDelta();
        QCOMPARE(delta.changed.size(), std::size_t(2));
        QCOMPARE(std::ranges::find(delta.changed, 1, &Row::id)->bytes, 11);
        QVERIFY(outbox.takeDelta().changed.empty());
    }

    void aRemovedRowIsNotChanged()
    {
        Outbox outbox;
        outbox.put({row(1, 10)}, {}, {});
        outbox.put({}, {1}, {});
        const Delta delta = outbox.takeDelta();
        QVERIFY(delta.changed.empty());
        QCOMPARE(delta.removed, std::vector<Id>{1});
        QVERIFY(outbox.takeDelta().removed.empty());
    }

    void totalsAndLoadedStay()
    {
        Outbox outbox;
        QVERIFY(!outbox.takeDelta().loaded);
        Totals totals;
        totals.active = 3;
        outbox.put({}, {}, totals);
        outbox.setLoaded();
        for (int i = 0; i < 2; ++i) {
            const Delta delta = outbox.takeDelta();
            QCOMPARE(delta.totals.active, 3);
            QVERIFY(delta.loaded);
        }
    }

    void noticesAndDetailsComeOnce()
    {
        Outbox outbox;
        outbox.put(notice(u"a"_s));
        outbox.put(notice(u"b"_s));
        outbox.put(details(1));
        outbox.put(details(2));
        const Delta delta = outbox.takeDelta();
        QCOMPARE(delta.notices.size(), std::size_t(2));
        QCOMPARE(delta.notices[1].path, u"b"_s);
        QCOMPARE(delta.details->id, 2);
        const Delta later = outbox.takeDelta();
        QVERIFY(later.notices.empty());
        QVERIFY(!later.details);
    }

    void eventsAreKeptOnlyWhenAskedFor()
    {
        Outbox outbox;
        outbox.put(eventOf(1));
        QVERIFY(outbox.takeEvents().empty());
        outbox.recordEvents(true);
        for (Id id = 1; id <= 1000; ++id)
            outbox.put(eventOf(id));
        const auto events = outbox.takeEvents();
        QCOMPARE(events.size(), std::size_t(1000)); // none is sampled away
        QVERIFY(std::ranges::is_sorted(events, {}, &StateEvent::id));
        outbox.put(eventOf(1));
        outbox.recordEvents(false);
        outbox.recordEvents(true);
        QVERIFY(outbox.takeEvents().empty());
    }

    void twoThreadsMissNothing()
    {
        Outbox outbox;
        outbox.recordEvents(true);
        std::jthread writer([&outbox] {
            for (Id id = 1; id <= 20'000; ++id) {
                outbox.put({row(id % 100, id)}, {}, {});
                outbox.put(eventOf(id));
            }
        });
        std::size_t events = 0;
        std::array<qint64, 100> newest{};
        while (events < 20'000) {
            const auto taken = outbox.takeEvents();
            events += taken.size();
            for (const Row &changed : outbox.takeDelta().changed)
                newest[std::size_t(changed.id)] = changed.bytes;
        }
        writer.join();
        for (const Row &changed : outbox.takeDelta().changed)
            newest[std::size_t(changed.id)] = changed.bytes;
        for (std::size_t i = 0; i < 100; ++i)
            QCOMPARE(newest[i], i == 0 ? 20'000 : 19'900 + qint64(i));
    }
};

QTEST_APPLESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
