// SPDX-License-Identifier: MIT
#include "tests/ui/synthetic_rows.h"
#include "ui/downloads/row_texts.h"
#include "ui/style/format.h"

#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;
using download::State;

namespace {

engine::Row rowWith(State state, qint64 bytes, qint64 total)
{
    engine::Row row = rowNamed(1, u"a.iso"_s, state);
    row.bytes = bytes;
    row.total = total;
    return row;
}

QString plain(QString text)
{
    return text.replace(u'\u00A0', u' ');
}

} // namespace

class TestRowTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void progress_data();
    void progress();
    void failureTakesThePlaceOfTheBar();
    void errorsOfFinishedDownloadsAreGone();
    void everyCellIsSpoken();
    void changesNameTheirColumns();
    void narrowTablesKeepTheirNumbers();
};

void TestRowTexts::progress_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("spoken");
    const auto row
        = [](const char *name, State state, qint64 bytes, qint64 total, const QString &text, const QString &spoken) {
              QTest::newRow(name) << static_cast<int>(state) << bytes << total << text << spoken;
          };
    row("a share of the total?", State::Receiving, 720, 1'000, u"72 %"_s, u"72 percent"_s);
    row("bytes where the total is unknown?", State::Receiving, 12'000'000, -1, u"12 MB"_s, u"12 MB received"_s);
    row("nothing before the first byte?", State::Waiting, 0, 1'000, QString(), u"0 percent"_s);
    row("nothing of nothing known?", State::Queued, 0, -1, QString(), u"not begun"_s);
    row("is a finished file complete without a total?", State::Done, 5'000, -1, u"100 %"_s, u"100 percent"_s);
    row("is an empty file complete?", State::Done, 0, 0, u"100 %"_s, u"100 percent"_s);
    row("is a cancelled one just that?", State::Cancelled, 500, 1'000, QString(), u"Cancelled"_s);
    row("more than all?", State::Receiving, 2'000, 1'000, u"100 %"_s, u"100 percent"_s);
}

void TestRowTexts::progress()
{
    QFETCH(int, state);
    QFETCH(qint64, bytes);
    QFETCH(qint64, total);
    const engine::Row row = rowWith(static_cast<State>(state), bytes, total);
    QTEST(plain(progressText(row)), "text");
    QTEST(plain(spokenText(row, Column::Progress, 0)), "spoken");
}

void TestRowTexts::failureTakesThePlaceOfTheBar()
{
    engine::Row row = rowWith(State::Failed, 10, 1'000);
    Error error;
    error.kind = ErrorKind::Checksum;
    row.error = std::make_shared<const Error>(error);
    QCOMPARE(cellText(row, Column::Progress, 0), u"checksum differs"_s);
    QCOMPARE(cellText(row, Column::State, 0), u"Failed"_s);
    QCOMPARE(cellText(row, Column::Message, 0), u"checksum differs"_s);
    QVERIFY(hoverText(row, Column::Message, 0).contains(u"a.iso"_s));
    row.error.reset();
    QCOMPARE(cellText(row, Column::Progress, 0), u"Failed"_s);
}

void TestRowTexts::errorsOfFinishedDownloadsAreGone()
{
    engine::Row row = rowWith(State::Done, 1'000, 1'000);
    row.error = std::make_shared<const Error>();
    QCOMPARE(cellText(row, Column::Message, 0), QString());
    QCOMPARE(hoverText(row, Column::Message, 0), QString());
    QCOMPARE(cellText(row, Column::Speed, 0), noValue());
    QCOMPARE(cellText(row, Column::Left, 0), noValue());
}

void TestRowTexts::everyCellIsSpoken()
{
    constexpr qint64 kNow = 1'700'000'000'000;
    for (const engine::Row &row : syntheticRows(120, kNow)) {
        for (int i = 0; i < kColumnCount; ++i)
            QVERIFY(!spokenText(row, static_cast<Column>(i), kNow).isEmpty());
    }
}

void TestRowTexts::changesNameTheirColumns()
{
    const engine::Row before = rowWith(State::Receiving, 10, 1'000);
    QCOMPARE(changedColumns(before, before), ColumnSet{0});
    engine::Row after = before;
    after.bytes = 20;
    QCOMPARE(changedColumns(before, after), bit(Column::Progress) | bit(Column::Left));
    after = before;
    after.speed = 5;
    QCOMPARE(changedColumns(before, after), bit(Column::Speed) | bit(Column::Left));
    after = before;
    after.error = std::make_shared<const Error>();
    QVERIFY(changedColumns(before, after) & bit(Column::Message));
    engine::Row same = after;
    same.error = std::make_shared<const Error>();
    QCOMPARE(changedColumns(after, same), ColumnSet{0});
    // Whatever text changes has to be among the columns said to change.
    const std::vector<engine::Row> rows = syntheticRows(80, 1'700'000'000'000);
    for (const engine::Row &one : rows) {
        for (const engine::Row &other : rows) {
            const ColumnSet changed = changedColumns(one, other);
            for (int i = 0; i < kColumnCount; ++i) {
                const auto column = static_cast<Column>(i);
                if (cellText(one, column, 0) != cellText(other, column, 0))
                    QVERIFY2(changed & bit(column), qPrintable(columnTitle(column)));
            }
        }
    }
}

void TestRowTexts::narrowTablesKeepTheirNumbers()
{
    const std::array<int, kColumnCount> wanted{200, 150, 250, 70, 80, 60, 140, 150};
    QCOMPARE(fittedWidths(wanted, 810, 100), wanted);
    QCOMPARE(fittedWidths(wanted, 5'000, 100), wanted);
    const auto fitted = fittedWidths(wanted, 660, 100);
    QCOMPARE(fitted, (std::array<int, kColumnCount>{150, 112, 187, 70, 80, 60, 140, 150}));
    const auto narrow = fittedWidths(wanted, 0, 100);
    QCOMPARE(narrow, (std::array<int, kColumnCount>{100, 100, 100, 70, 80, 60, 140, 150}));
    QCOMPARE(fittedWidths({}, 100, 100), (std::array<int, kColumnCount>{}));
}

QTEST_APPLESS_MAIN(TestRowTexts)
#include "tst_row_texts.moc"
