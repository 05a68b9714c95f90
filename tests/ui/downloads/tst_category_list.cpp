// SPDX-License-Identifier: MIT
#include "ui/downloads/category_list.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace sluice::ui;
using namespace Qt::StringLiterals;

class TestCategoryList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyChangedCountsAreReported();
    void emptyOddOnesAreHidden();
    void choosingIsReportedOnce();
};

void TestCategoryList::onlyChangedCountsAreReported()
{
    CategoryModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setCounts({5, 2, 3, 0, 0, 0, 0});
    QCOMPARE(changed.count(), 3);
    model.setCounts({5, 2, 3, 0, 0, 0, 0});
    QCOMPARE(changed.count(), 3);
    QCOMPARE(model.index(1).data(CategoryModel::CountRole).toInt(), 2);
    QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains(u'2'));
}

void TestCategoryList::emptyOddOnesAreHidden()
{
    CategoryList list;
    QVERIFY(list.isRowHidden(static_cast<int>(Category::Paused)));
    QVERIFY(!list.isRowHidden(static_cast<int>(Category::Failed)));
    list.setCounts({1, 0, 0, 0, 0, 1, 0});
    QVERIFY(!list.isRowHidden(static_cast<int>(Category::Paused)));
    QVERIFY(list.isRowHidden(static_cast<int>(Category::Cancelled)));
    list.setCategory(Category::Paused);
    list.setCounts({});
    QVERIFY2(!list.isRowHidden(static_cast<int>(Category::Paused)), "the chosen one must not vanish");
    list.setCategory(Category::All);
    QVERIFY(list.isRowHidden(static_cast<int>(Category::Paused)));
}

void TestCategoryList::choosingIsReportedOnce()
{
    CategoryList list;
    QCOMPARE(list.category(), Category::All);
    QSignalSpy chosen(&list, &CategoryList::categoryChanged);
    list.setCategory(Category::Done);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().value<Category>(), Category::Done);
    list.setCategory(Category::Done);
    QCOMPARE(chosen.count(), 1);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QTest::keyClick(&list, Qt::Key_Down);
    QCOMPARE(list.category(), Category::Failed);
}

QTEST_MAIN(TestCategoryList)
#include "tst_category_list.moc"
