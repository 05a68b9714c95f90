// SPDX-License-Identifier: MIT
#include "app/demo/range_plan.h"

#include <QTest>

using namespace sluice::demo;

namespace {

constexpr qint64 kSize = 100;

RangePlan plan(Ranges ranges, const QByteArray &range, const QByteArray &ifRange = {})
{
    const Script script{
        .size = kSize, .etag = "\"a\"", .lastModified = "Mon, 06 May 2024 08:00:00 GMT", .ranges = ranges};
    const RequestHead head{.method = "GET",
        .target = "/",
        .path = QStringLiteral("/"),
        .headers = {{"Range", range}, {"If-Range", ifRange}}};
    return planRange(script, head, validatorsOf(script, false), kSize);
}

} // namespace

class TestRangePlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ifRange_data();
    void ifRange();
    void modes_data();
    void modes();
    void multipart();
    void changedValidators();
};

void TestRangePlan::ifRange_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("holds");
    QTest::newRow("is no header a yes?") << QByteArray() << true;
    QTest::newRow("is the same etag a yes?") << QByteArray("\"a\"") << true;
    QTest::newRow("is another etag a no?") << QByteArray("\"b\"") << false;
    QTest::newRow("is a weak etag a no?") << QByteArray("W/\"a\"") << false;
    QTest::newRow("is the same date a yes?") << QByteArray("Mon, 06 May 2024 08:00:00 GMT") << true;
    QTest::newRow("is a later date a no?") << QByteArray("Mon, 06 May 2024 08:00:01 GMT") << false;
}

void TestRangePlan::ifRange()
{
    QFETCH(QByteArray, value);
    QFETCH(bool, holds);
    const Validators strong{"\"a\"", "Mon, 06 May 2024 08:00:00 GMT"};
    QCOMPARE(ifRangeHolds(value, strong), holds);
    QCOMPARE(plan(Ranges::Honour, "bytes=1-2", value).status, holds ? 206 : 200);
    QVERIFY(!ifRangeHolds("W/\"a\"", Validators{"W/\"a\"", {}}));
}

void TestRangePlan::modes_data()
{
    QTest::addColumn<Ranges>("mode");
    QTest::addColumn<int>("status");
    QTest::addColumn<Interval>("sent");
    QTest::addColumn<QByteArray>("contentRange");
    QTest::addColumn<QByteArray>("etag");
    const QByteArray etag = "\"a\"";
    QTest::newRow("honoured?") << Ranges::Honour << 206 << Interval{10, 20} << QByteArray("bytes 10-19/100") << etag;
    QTest::newRow("ignored?") << Ranges::Ignore << 200 << Interval{0, 100} << QByteArray() << etag;
    QTest::newRow("pretended?") << Ranges::Pretend << 200 << Interval{0, 100} << QByteArray() << etag;
    QTest::newRow("wrong offset?") << Ranges::WrongOffset << 206 << Interval{0, 10} << QByteArray("bytes 0-9/100")
                                   << etag;
    QTest::newRow("wrong total?") << Ranges::WrongTotal << 206 << Interval{10, 20} << QByteArray("bytes 10-19/101")
                                  << etag;
    QTest::newRow("other etag?") << Ranges::OtherEtag << 206 << Interval{10, 20} << QByteArray("bytes 10-19/100")
                                 << QByteArray("\"a-2\"");
    QTest::newRow("unnamed?") << Ranges::NoContentRange << 206 << Interval{10, 20} << QByteArray() << etag;
    QTest::newRow("short?") << Ranges::Short << 206 << Interval{10, 15} << QByteArray("bytes 10-14/100") << etag;
}

void TestRangePlan::modes()
{
    QFETCH(Ranges, mode);
    QFETCH(int, status);
    QFETCH(Interval, sent);
    const RangePlan made = plan(mode, "bytes=10-19");
    QCOMPARE(made.status, status);
    QVERIFY(made.ranges == std::vector{sent});
    QTEST(made.contentRange, "contentRange");
    QTEST(made.etag, "etag");
    QVERIFY(!made.multipart);
}

void TestRangePlan::multipart()
{
    QVERIFY(plan(Ranges::Multipart, "bytes=1-2").multipart);
    const RangePlan several = plan(Ranges::Honour, "bytes=0-1,5-6");
    QVERIFY(several.multipart);
    QCOMPARE(several.ranges.size(), size_t(2));
    QCOMPARE(plan(Ranges::Honour, "bytes=100-").status, 416);
    QCOMPARE(plan(Ranges::Honour, "bytes=100-").contentRange, QByteArray("bytes */100"));
    QCOMPARE(plan(Ranges::Refuse, "bytes=1-2").status, 416);
    QCOMPARE(plan(Ranges::IgnoreIfRange, "bytes=1-2", "\"old\"").status, 206);
}

void TestRangePlan::changedValidators()
{
    const Script script{.etag = "W/\"a\"", .lastModified = "Mon, 06 May 2024 08:00:00 GMT"};
    QCOMPARE(validatorsOf(script, false).etag, QByteArray("W/\"a\""));
    QCOMPARE(validatorsOf(script, true).etag, QByteArray("W/\"a-2\""));
    QCOMPARE(validatorsOf(script, true).lastModified, QByteArray("Tue, 07 May 2024 08:00:00 GMT"));
    QCOMPARE(validatorsOf({}, true).etag, QByteArray());
    QCOMPARE(validatorsOf({}, true).lastModified, QByteArray());
}

QTEST_GUILESS_MAIN(TestRangePlan)
#include "tst_range_plan.moc"
