// SPDX-License-Identifier: MIT
#include "app/get/progress_view.h"
#include "app/terminal/text_width.h"

#include <QTest>

using namespace sluice;
using namespace sluice::app;
using namespace Qt::StringLiterals;
using download::State;

namespace {

engine::Row row(const QString &name, State state, qint64 bytes, qint64 total, qint64 speed)
{
    engine::Row result;
    result.name = name;
    result.state = state;
    result.bytes = bytes;
    result.total = total;
    result.speed = speed;
    return result;
}

constexpr qint64 kMiB = 1024 * 1024;

} // namespace

class TstProgressView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void neverWiderThanTheTerminal();
    void noMoreLinesThanTheTerminalHas();
    void namesCannotBreakOut();
    void totals();
    void summary();
};

void TstProgressView::lines_data()
{
    QTest::addColumn<engine::Row>("active");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("line");
    const engine::Row half = row(u"debian.iso"_s, State::Receiving, 50 * kMiB, 100 * kMiB, 5 * kMiB);
    QTest::newRow("does a wide terminal show everything?")
        << half << 80 << u"debian.iso            [#########.........]   50%   100 MiB  5.00 MiB/s     0:10"_s;
    QTest::newRow("does a narrower one drop the bar?")
        << half << 60 << u"debian.iso               50%   100 MiB  5.00 MiB/s     0:10"_s;
    QTest::newRow("does a narrow one keep name and percent?") << half << 30 << u"debian.iso                50%"_s;
    QTest::newRow("is an unknown size no percent?") << row(u"stream"_s, State::Receiving, 3 * kMiB, -1,
        kMiB) << 80 << u"stream                [..................]        3.00 MiB  1.00 MiB/s         "_s;
    QTest::newRow("is connecting a word?") << row(u"a"_s, State::Connecting, 0, -1,
        0) << 80 << u"a                     [..................]             0 B  connecting         "_s;
    QTest::newRow("is an empty file full?") << row(u"empty"_s, State::Verifying, 0, 0,
        0) << 80 << u"empty                 [##################]  100%       0 B   verifying         "_s;
    QTest::newRow("is more than announced not more than full?")
        << row(u"long"_s, State::Stalled, 300, 100, 0) << 30 << u"long                     100%"_s;
}

void TstProgressView::lines()
{
    QFETCH(engine::Row, active);
    QFETCH(int, columns);
    Progress progress;
    progress.active = {active};
    const QStringList lines = progressLines(progress, {columns, 24}, false);
    QCOMPARE(lines.size(), 2);
    QTEST(lines.first(), "line");
}

void TstProgressView::neverWiderThanTheTerminal()
{
    Progress progress;
    progress.nowMs = 1'000;
    progress.active = {
        row(u"日本語のとても長い名前.tar.gz"_s.repeated(5), State::Receiving, 1, 3, 1),
        row(QString(4'000, u'n'), State::Receiving, 5'000'000'000'000, 9'000'000'000'000'000'000, 1),
        row(u"e\u0301"_s.repeated(300), State::Stalled, 1, -1, 0),
        row(QString(), State::Connecting, 0, -1, 0),
        row(QString(90, u'b'), State::Backoff, 0, -1, 0),
    };
    progress.active.back().untilMs = 90'000'000'000'000;
    Error broken;
    broken.kind = ErrorKind::Truncated;
    progress.active.back().error = std::make_shared<const Error>(broken);
    progress.summary.unfinished = 100'000;
    progress.totals.bytesLeft = 1'000'000'000'000;
    for (int columns = 1; columns <= 300; ++columns) {
        for (const QString &line : progressLines(progress, {columns, 24}, true))
            QVERIFY2(textWidth(line) <= std::max(1, columns - 1), qPrintable(QString::number(columns) + line));
    }
}

void TstProgressView::noMoreLinesThanTheTerminalHas()
{
    Progress progress;
    for (int i = 0; i < 50; ++i)
        progress.active.push_back(row(QString::number(i), State::Receiving, 1, 2, 1));
    for (const int rows : {1, 2, 3, 10, 24}) {
        const QStringList lines = progressLines(progress, {80, rows}, true);
        QVERIFY(lines.size() <= std::max(1, rows - 1));
    }
    const QStringList lines = progressLines(progress, {80, 24}, true);
    QCOMPARE(lines.size(), 23);
    QVERIFY2(lines[21].contains(u"29 more"_s), qPrintable(lines[21]));
    QCOMPARE(progressLines(progress, {80, 52}, true).size(), 51);
}

void TstProgressView::namesCannotBreakOut()
{
    Progress progress;
    progress.active = {row(u"\x1b]0;title\x07\x1b[2J\nx"_s, State::Receiving, 1, 2, 1)};
    for (const QString &line : progressLines(progress, {80, 24}, true)) {
        for (const QChar c : line)
            QVERIFY(c.category() != QChar::Other_Control);
    }
}

void TstProgressView::totals()
{
    Progress progress;
    progress.active = {row(u"a"_s, State::Receiving, 1, 2, 2 * kMiB), row(u"b"_s, State::Backoff, 0, -1, 0)};
    progress.summary = {.done = 4, .failed = 1, .unfinished = 10};
    progress.totals.bytesLeft = 20 * kMiB;
    QCOMPARE(progressLines(progress, {80, 24}, false).last(),
        u"1 active, 9 waiting, 4 done, 1 failed  2.00 MiB/s  0:10 left"_s);
    progress.totals.unknownTotals = 1;
    QCOMPARE(progressLines(progress, {80, 24}, false).last(), u"1 active, 9 waiting, 4 done, 1 failed  2.00 MiB/s"_s);
}

void TstProgressView::summary()
{
    QCOMPARE(summaryText({.done = 3, .bytes = 12 * kMiB, .elapsedMs = 4'000}), u"3 done; 12.0 MiB in 4.0 s"_s);
    QCOMPARE(summaryText({.done = 3, .failed = 1, .cancelled = 2, .unfinished = 5}),
        u"3 done, 1 failed, 2 cancelled, 5 unfinished; 0 B in 0.0 s"_s);
}

QTEST_GUILESS_MAIN(TstProgressView)
#include "tst_progress_view.moc"
