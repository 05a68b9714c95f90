// SPDX-License-Identifier: MIT
#include "core/http/validator.h"

#include <QTest>

using namespace sluice::http;

class TestValidator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void etags_data();
    void etags();
    void dates_data();
    void dates();
    void ifRange_data();
    void ifRange();
};

void TestValidator::etags_data()
{
    QTest::addColumn<QByteArray>("etag");
    QTest::addColumn<bool>("strong");
    const auto row = [](const char *name, const QByteArray &etag, bool strong) {
        QTest::newRow(name) << etag << strong;
    };
    row("is a quoted tag strong?", "\"abc\"", true);
    row("is the empty tag strong?", "\"\"", true);
    row("may it hold bytes above 0x7f?", "\"\xc3\xa4\"", true);
    row("may it hold a W?", "\"W/\"", true);
    row("may it hold a backslash?", "\"a\\b\"", true);
    row("is a weak tag refused?", "W/\"abc\"", false);
    row("is a weak tag in small letters refused?", "w/\"abc\"", false);
    row("is a tag without quotes refused?", "abc", false);
    row("is half a pair of quotes refused?", "\"abc", false);
    row("is a single quote refused?", "\"", false);
    row("is a quote inside refused?", "\"a\"b\"", false);
    row("are two tags refused?", "\"a\", \"b\"", false);
    row("is a space inside refused?", "\"a b\"", false);
    row("is a line break inside refused?", "\"a\r\nX: y\"", false);
    row("is nothing refused?", "", false);
}

void TestValidator::etags()
{
    QFETCH(QByteArray, etag);
    QFETCH(bool, strong);
    QCOMPARE(isStrongEtag(etag), strong);
}

void TestValidator::dates_data()
{
    QTest::addColumn<QByteArray>("lastModified");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<bool>("strong");
    const QByteArray early("Sun, 06 Nov 1994 08:49:37 GMT");
    QTest::newRow("is a minute between enough?") << early << QByteArray("Sun, 06 Nov 1994 08:50:37 GMT") << true;
    QTest::newRow("are years between enough?") << early << QByteArray("Sun, 06 Nov 2022 08:50:37 GMT") << true;
    QTest::newRow("is a second less than a minute weak?")
        << early << QByteArray("Sun, 06 Nov 1994 08:50:36 GMT") << false;
    QTest::newRow("is the same moment weak?") << early << early << false;
    QTest::newRow("is a modification in the future weak?")
        << QByteArray("Sun, 06 Nov 1994 08:50:37 GMT") << early << false;
    QTest::newRow("is it weak without a Date?") << early << QByteArray() << false;
    QTest::newRow("is it weak without a modification date?") << QByteArray() << early << false;
    QTest::newRow("is garbage weak?") << QByteArray("yesterday") << QByteArray("today") << false;
    QTest::newRow("is a year of two digits weak?")
        << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << QByteArray("Sun, 06 Nov 2022 08:50:37 GMT") << false;
}

void TestValidator::dates()
{
    QFETCH(QByteArray, lastModified);
    QFETCH(QByteArray, date);
    QFETCH(bool, strong);
    QCOMPARE(isStrongLastModified(lastModified, date), strong);
}

void TestValidator::ifRange_data()
{
    QTest::addColumn<QByteArray>("etag");
    QTest::addColumn<QByteArray>("lastModified");
    QTest::addColumn<QByteArray>("value"); // empty = none
    const QByteArray old("Sun, 06 Nov 1994 08:49:37 GMT");
    const QByteArray recent("Sun, 20 Nov 2022 11:59:30 GMT");
    QTest::newRow("does the entity tag go first?") << QByteArray("\"a\"") << old << QByteArray("\"a\"");
    QTest::newRow("does the date stand in?") << QByteArray() << old << old;
    QTest::newRow("is a malformed tag no tag?") << QByteArray("a") << old << old;
    QTest::newRow("is the date refused beside a weak tag?") << QByteArray("W/\"a\"") << old << QByteArray();
    QTest::newRow("is a recent date refused?") << QByteArray() << recent << QByteArray();
    QTest::newRow("is a strong tag fine beside a recent date?") << QByteArray("\"a\"") << recent << QByteArray("\"a\"");
    QTest::newRow("is there nothing without validators?") << QByteArray() << QByteArray() << QByteArray();
}

void TestValidator::ifRange()
{
    QFETCH(QByteArray, etag);
    QFETCH(QByteArray, lastModified);
    QFETCH(QByteArray, value);
    const auto result = ifRangeValue({etag, lastModified, "Sun, 20 Nov 2022 12:00:00 GMT"});
    QCOMPARE(result, value.isEmpty() ? std::nullopt : std::optional(value));
}

QTEST_GUILESS_MAIN(TestValidator)
#include "tst_validator.moc"
