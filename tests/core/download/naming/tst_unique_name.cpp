// SPDX-License-Identifier: MIT
#include "core/download/naming/unique_name.h"

#include <QSet>
#include <QTest>

using namespace sluice::download;
using namespace Qt::StringLiterals;

class TestUniqueName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void manyDownloadsOfOneNameGetDifferentNames();
    void numbersFitIntoLongNames();
    void itGivesUpWhenAllIsTaken();
};

void TestUniqueName::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("taken");
    QTest::addColumn<QString>("unique");
    const auto row = [](const char *title, const QString &name, const QStringList &taken, const QString &unique) {
        QTest::newRow(title) << name << taken << unique;
    };
    row("is a free name left alone?", u"a.txt"_s, {u"b.txt"_s}, u"a.txt"_s);
    row("is the number before the extension?", u"a.txt"_s, {u"a.txt"_s}, u"a (1).txt"_s);
    row("does it count on?", u"a.txt"_s, {u"a.txt"_s, u"a (1).txt"_s}, u"a (2).txt"_s);
    row("is a gap filled?", u"a"_s, {u"a"_s, u"a (2)"_s}, u"a (1)"_s);
    row("is a compound extension kept together?", u"a.tar.gz"_s, {u"a.tar.gz"_s}, u"a (1).tar.gz"_s);
    row("is a number of its own part of the name?", u"a (1).txt"_s, {u"a (1).txt"_s}, u"a (1) (1).txt"_s);
    row("is a hidden name numbered at the end?", u".bashrc"_s, {u".bashrc"_s}, u".bashrc (1)"_s);
}

void TestUniqueName::names()
{
    QFETCH(QString, name);
    QFETCH(QStringList, taken);
    QFETCH(QString, unique);
    QCOMPARE(uniqueName(name, [&](const QString &n) { return taken.contains(n); }), unique);
}

void TestUniqueName::manyDownloadsOfOneNameGetDifferentNames()
{
    QSet<QString> taken;
    qint64 questions = 0;
    for (int i = 0; i < 5000; ++i) {
        const auto name = uniqueName(u"index.html"_s, [&](const QString &n) {
            ++questions;
            return taken.contains(n);
        });
        QVERIFY(name && !taken.contains(*name));
        taken.insert(*name);
    }
    QVERIFY(taken.contains(u"index (4999).html"_s));
    QVERIFY2(questions < 5000 * 60, qPrintable(QString::number(questions)));
}

void TestUniqueName::numbersFitIntoLongNames()
{
    const QString name = QString(kMaxNameBytes - 4, u'a') + u".txt"_s;
    const auto unique = uniqueName(name, [&](const QString &n) { return n == name; });
    QCOMPARE(unique, QString(kMaxNameBytes - 8, u'a') + u" (1).txt"_s);
}

void TestUniqueName::itGivesUpWhenAllIsTaken()
{
    int questions = 0;
    QCOMPARE(uniqueName(u"a"_s,
                 [&](const QString &) {
                     ++questions;
                     return true;
                 }),
        std::nullopt);
    QVERIFY(questions > 1 && questions < 100);
    // All but the last number taken: it is found.
    const QString last = u"a (%1)"_s.arg(kMaxNameNumber);
    QCOMPARE(uniqueName(u"a"_s, [&](const QString &n) { return n != last; }), last);
}

QTEST_GUILESS_MAIN(TestUniqueName)
#include "tst_unique_name.moc"
