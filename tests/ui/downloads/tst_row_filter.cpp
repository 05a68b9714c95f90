// SPDX-License-Identifier: MIT
#include "tests/ui/synthetic_rows.h"
#include "ui/downloads/row_filter.h"

#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;
using download::State;

class TestRowFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_data();
    void text();
    void categoriesShareOutTheStates();
    void countsAddUp();
};

void TestRowFilter::text_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("matches");
    QTest::newRow("does no text match?") << QString() << true;
    QTest::newRow("do blanks match?") << u"  \t "_s << true;
    QTest::newRow("does a part of the name match?") << u"ello"_s << true;
    QTest::newRow("in another case?") << u"HELLO"_s << true;
    QTest::newRow("a part of the host?") << u"example"_s << true;
    QTest::newRow("a part of the link?") << u"https://"_s << true;
    QTest::newRow("all words in any order?") << u"example hello"_s << true;
    QTest::newRow("but not only some?") << u"hello nothing"_s << false;
    QTest::newRow("and not the words as one?") << u"\"hello host\""_s << false;
    QTest::newRow("are pattern signs plain letters?") << u"h.*o"_s << false;
    QTest::newRow("do other letters fold?") << u"WÖRLD"_s << true;
}

void TestRowFilter::text()
{
    QFETCH(QString, filter);
    QTEST(RowFilter(Category::All, filter).matches(rowNamed(1, u"Hello-wörld.txt"_s)), "matches");
}

void TestRowFilter::categoriesShareOutTheStates()
{
    for (int i = 0; i < download::kStateCount; ++i) {
        int homes = 0;
        for (int c = 1; c < kCategoryCount; ++c)
            homes += contains(static_cast<Category>(c), static_cast<State>(i)) ? 1 : 0;
        QCOMPARE(homes, 1);
        QVERIFY(contains(Category::All, static_cast<State>(i)));
    }
    QCOMPARE(categoryOf(State::Stalled), Category::Active);
    QCOMPARE(categoryOf(State::Backoff), Category::Waiting);
    QVERIFY(!RowFilter(Category::Failed, {}).matches(rowNamed(1, u"a"_s, State::Cancelled)));
}

void TestRowFilter::countsAddUp()
{
    const engine::Totals totals = totalsOf(syntheticRows(300, 0), 5);
    const CategoryCounts counts = countCategories(totals.byState);
    int sum = 0;
    for (int c = 1; c < kCategoryCount; ++c)
        sum += counts.at(static_cast<std::size_t>(c));
    QCOMPARE(sum, 300);
    QCOMPARE(counts.at(0), 300);
}

QTEST_APPLESS_MAIN(TestRowFilter)
#include "tst_row_filter.moc"
