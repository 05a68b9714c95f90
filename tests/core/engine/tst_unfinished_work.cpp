// SPDX-License-Identifier: MIT
#include "core/engine/unfinished_work.h"

#include <QTest>

using namespace sluice;
using namespace sluice::engine;
using namespace Qt::StringLiterals;

namespace {

download::Record record(download::Id id, const QString &part)
{
    download::Record made;
    made.id = id;
    made.request.url = u"http://h/a"_s;
    made.request.folder = u"/d"_s;
    made.part.path = part;
    return made;
}

} // namespace

class TestUnfinishedWork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isHandedOutOnce()
    {
        UnfinishedWork work;
        const auto stored = record(1, u"/d/a.part"_s);
        work.add(stored);
        QCOMPARE(work.take(stored.request), stored);
        QVERIFY(!work.take(stored.request));
    }

    void twoOfAKindAreTwo()
    {
        UnfinishedWork work;
        work.add(record(1, u"/d/a.part"_s));
        work.add(record(2, u"/d/a (1).part"_s));
        const auto request = record(0, {}).request;
        const auto one = work.take(request);
        const auto two = work.take(request);
        QVERIFY(one && two && one->id != two->id);
        QVERIFY(!work.take(request));
    }

    void withoutAPartThereIsNothingToGoOnWith()
    {
        UnfinishedWork work;
        work.add(record(1, {}));
        QVERIFY(!work.take(record(1, {}).request));
    }

    void whatWasAskedForDecides_data()
    {
        QTest::addColumn<download::Request>("asked");
        QTest::addColumn<bool>("found");
        const auto request = record(1, {}).request;
        const auto with = [&](auto change) {
            auto changed = request;
            change(changed);
            return changed;
        };
        QTest::newRow("the same?") << request << true;
        QTest::newRow("another link?") << with([](auto &r) { r.url += u'b'; }) << false;
        QTest::newRow("another folder?") << with([](auto &r) { r.folder += u"/e"_s; }) << false;
        QTest::newRow("another name?") << with([](auto &r) { r.fileName = u"n"_s; }) << false;
        QTest::newRow("do parts not run together?") << with([](auto &r) {
            r.url = u"http://h/a/d"_s;
            r.folder.clear();
        }) << false;
        QTest::newRow("other headers?") << with([](auto &r) { r.headers = {"A: b"}; }) << true;
    }

    void whatWasAskedForDecides()
    {
        QFETCH(download::Request, asked);
        QFETCH(bool, found);
        UnfinishedWork work;
        work.add(record(1, u"/d/a.part"_s));
        QCOMPARE(work.take(asked).has_value(), found);
    }
};

QTEST_APPLESS_MAIN(TestUnfinishedWork)
#include "tst_unfinished_work.moc"
