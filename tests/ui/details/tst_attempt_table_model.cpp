// SPDX-License-Identifier: MIT
#include "tests/ui/synthetic_rows.h"
#include "ui/details/attempt_table_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNow = 1'700'000'000'000;

struct Watched {
    qint64 now = kNow;
    AttemptTableModel model{nullptr, [this] {
                                return now;
                            }};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    QSignalSpy changed{&model, &QAbstractItemModel::dataChanged};
    QSignalSpy inserted{&model, &QAbstractItemModel::rowsInserted};
    QSignalSpy removed{&model, &QAbstractItemModel::rowsRemoved};
    QSignalSpy reset{&model, &QAbstractItemModel::modelReset};

    QString text(int row, AttemptColumn column) const
    {
        return model.index(row, static_cast<int>(column)).data().toString().replace(u'\u00A0', u' ');
    }
};

std::vector<download::Attempt> attempts()
{
    return syntheticDetails(1, kNow).attempts;
}

} // namespace

class TestAttemptTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestIsFirst();
    void progressIsAnUpdate();
    void aNewAttemptIsAnInsertion();
    void droppedAttemptsLeaveAtTheEnd();
    void anotherDownloadReplacesThem();
    void theClockTicksForRunningOnes();
    void cellsAreWords();
    void technicalTextHasEveryFact();
};

void TestAttemptTableModel::theNewestIsFirst()
{
    Watched w;
    w.model.setAttempts(attempts());
    QCOMPARE(w.model.rowCount(), 4);
    QCOMPARE(w.model.attemptAt(0)->number, 4);
    QCOMPARE(w.model.attemptAt(3)->number, 1);
    QCOMPARE(w.model.attemptAt(4), nullptr);
    QCOMPARE(w.model.attemptAt(-1), nullptr);
    QCOMPARE(w.inserted.count(), 1);
}

void TestAttemptTableModel::progressIsAnUpdate()
{
    Watched w;
    w.model.setAttempts(attempts());
    std::vector<download::Attempt> next = attempts();
    next.back().bytes += 1'000'000;
    w.model.setAttempts(next);
    w.model.setAttempts(next);
    QCOMPARE(w.changed.count(), 1);
    QCOMPARE(w.changed.first().first().toModelIndex().row(), 0);
    QCOMPARE(w.inserted.count(), 1);
    QCOMPARE(w.removed.count(), 0);
}

void TestAttemptTableModel::aNewAttemptIsAnInsertion()
{
    Watched w;
    std::vector<download::Attempt> early = attempts();
    early.resize(2);
    w.model.setAttempts(early);
    const QPersistentModelIndex first = w.model.index(1, 0);
    w.model.setAttempts(attempts());
    QCOMPARE(w.inserted.count(), 2);
    QCOMPARE(w.inserted.last().at(1).toInt(), 0);
    QCOMPARE(w.inserted.last().at(2).toInt(), 1);
    QCOMPARE(first.row(), 3);
}

void TestAttemptTableModel::droppedAttemptsLeaveAtTheEnd()
{
    Watched w;
    w.model.setAttempts(attempts());
    std::vector<download::Attempt> later = attempts();
    later.erase(later.begin());
    download::Attempt fifth = later.back();
    fifth.number = 5;
    later.push_back(fifth);
    w.model.setAttempts(later);
    QCOMPARE(w.removed.count(), 1);
    QCOMPARE(w.removed.first().at(1).toInt(), 3);
    QCOMPARE(w.model.rowCount(), 4);
    QCOMPARE(w.model.attemptAt(0)->number, 5);
    QCOMPARE(w.model.attemptAt(3)->number, 2);
}

void TestAttemptTableModel::anotherDownloadReplacesThem()
{
    Watched w;
    w.model.setAttempts(attempts());
    std::vector<download::Attempt> other = attempts();
    other.resize(1);
    other.front().number = 77;
    w.model.setAttempts(other);
    QCOMPARE(w.model.rowCount(), 1);
    QCOMPARE(w.model.attemptAt(0)->number, 77);
    w.model.clear();
    QCOMPARE(w.model.rowCount(), 0);
}

void TestAttemptTableModel::theClockTicksForRunningOnes()
{
    Watched w;
    w.model.setAttempts(attempts());
    QCOMPARE(w.text(0, AttemptColumn::Took), u"1:00"_s);
    w.now += 5'000;
    w.model.tick();
    QCOMPARE(w.changed.count(), 1);
    QCOMPARE(w.changed.first().first().toModelIndex().row(), 0);
    QCOMPARE(w.text(0, AttemptColumn::Took), u"1:05"_s);
    QCOMPARE(w.text(2, AttemptColumn::Took), u"420 ms"_s);
}

void TestAttemptTableModel::cellsAreWords()
{
    Watched w;
    w.model.setAttempts(attempts());
    QCOMPARE(w.text(0, AttemptColumn::Result), u"running · 206 Partial Content"_s);
    QCOMPARE(w.text(2, AttemptColumn::Result), u"503 Service Unavailable"_s);
    QCOMPARE(w.text(3, AttemptColumn::Result), u"no answer in time"_s);
    QCOMPARE(w.text(0, AttemptColumn::From), u"378 MB"_s);
    QCOMPARE(w.text(3, AttemptColumn::From), u"start"_s);
    QCOMPARE(w.text(0, AttemptColumn::Protocol), u"HTTP/1.1 · connection reused"_s);
    QCOMPARE(w.text(0, AttemptColumn::Server), u"203.0.113.7:443"_s);
    download::Attempt done = attempts().back();
    done.endedMs = kNow;
    done.httpStatus = 0;
    QCOMPARE(attemptText(done, AttemptColumn::Result, kNow), u"complete"_s);
    done.nextTryMs = kNow + 8'000;
    QCOMPARE(attemptText(done, AttemptColumn::NextTry, kNow), u"in 8\u00A0s"_s);
    for (int row = 0; row < w.model.rowCount(); ++row) {
        for (int column = 0; column < kAttemptColumnCount; ++column)
            QVERIFY(!w.model.index(row, column).data(Qt::AccessibleTextRole).toString().isEmpty());
    }
}

void TestAttemptTableModel::technicalTextHasEveryFact()
{
    Error error;
    error.kind = ErrorKind::HttpStatus;
    error.httpStatus = 503;
    error.osError = 28;
    error.host = u"host.example"_s;
    error.url = u"https://host.example/a"_s;
    error.bytes = 1'234;
    error.attempt = 3;
    error.retryAfterMs = 12'000;
    error.detail = u"the library said so"_s;
    const QString text = technicalText(error);
    for (const QString &fact : {u"http-status"_s, u"503"_s, u"28"_s, u"https://host.example/a"_s, u"1234"_s,
             u"12000 ms"_s, u"attempt: 3"_s, u"the library said so"_s})
        QVERIFY2(text.contains(fact), qPrintable(fact));
}

QTEST_GUILESS_MAIN(TestAttemptTableModel)
#include "tst_attempt_table_model.moc"
