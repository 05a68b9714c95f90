// SPDX-License-Identifier: MIT
#include "app/get/json_reporter.h"
#include "app/get/text_reporter.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>
#include <QTest>

using namespace sluice;
using namespace sluice::app;
using namespace Qt::StringLiterals;
using Kind = engine::StateEvent::Kind;

namespace {

/// A file that plays standard output or error.
struct Sink {
    Sink()
    {
        if (!file.open())
            qFatal("no temporary file");
        output = std::make_unique<Output>(file.handle());
    }
    QByteArray text()
    {
        file.seek(0);
        return file.readAll();
    }
    QTemporaryFile file;
    std::unique_ptr<Output> output;
};

std::vector<engine::StateEvent> someEvents()
{
    engine::StateEvent added;
    added.kind = Kind::Added;
    added.id = 1;
    added.url = u"http://h/a"_s;
    engine::StateEvent done = added;
    done.kind = Kind::Done;
    done.path = u"/tmp/a\x1b[2J"_s;
    done.bytes = 2048;
    done.elapsedMs = 1'000;
    engine::StateEvent failed = added;
    failed.kind = Kind::Failed;
    failed.id = 2;
    failed.url = u"http://h/b"_s;
    Error missing;
    missing.kind = ErrorKind::HttpStatus;
    missing.httpStatus = 404;
    failed.error = std::make_shared<const Error>(missing);
    return {added, done, failed};
}

Progress someProgress()
{
    engine::Row receiving;
    receiving.id = 3;
    receiving.state = download::State::Receiving;
    engine::Row connecting;
    connecting.id = 4;
    connecting.state = download::State::Connecting;
    Progress progress;
    progress.active = {receiving, connecting};
    return progress;
}

const Summary kSummary{.done = 1, .failed = 1, .bytes = 2048, .elapsedMs = 1'000};

} // namespace

class TstReporters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesInAPipeHoldNoControlCharacters();
    void quietLeavesOnlyFailures();
    void barsGoToErrorsAndLinesStayWhole();
    void anInterruptionSaysHowToGoOn();
    void jsonIsOneObjectALineAndTheSummaryLast();
    void noticesGoToErrors();
};

void TstReporters::linesInAPipeHoldNoControlCharacters()
{
    Sink out;
    Sink err;
    TextReporter reporter(*out.output, *err.output, TextReporter::Verbosity::Lines, true);
    reporter.events(someEvents());
    reporter.progress(someProgress());
    QCOMPARE(out.text(), QByteArray("Done /tmp/a\xEF\xBF\xBD[2J (2.00 KiB in 1.0 s)\n"));
    reporter.finish(kSummary, 0, false);
    QCOMPARE(out.text().count('\n'), 1);
    const QByteArray errors = err.text();
    QVERIFY2(errors.startsWith("Failed http://h/b: The server does not have this file (404)."), errors.constData());
    QVERIFY2(errors.endsWith("1 done, 1 failed; 2.00 KiB in 1.0 s\n"), errors.constData());
    QVERIFY(!errors.contains('\x1b') && !errors.contains('\r'));
}

void TstReporters::quietLeavesOnlyFailures()
{
    Sink out;
    Sink err;
    TextReporter reporter(*out.output, *err.output, TextReporter::Verbosity::Quiet, true);
    reporter.events(someEvents());
    reporter.progress(someProgress());
    reporter.finish(kSummary, 0, false);
    QCOMPARE(out.text(), QByteArray());
    QCOMPARE(err.text().count('\n'), 1);
    QVERIFY(err.text().startsWith("Failed http://h/b"));
}

void TstReporters::barsGoToErrorsAndLinesStayWhole()
{
    Sink out;
    Sink err;
    TextReporter reporter(*out.output, *err.output, TextReporter::Verbosity::Bars, true);
    reporter.progress(someProgress());
    QCOMPARE(err.text().count('\n'), 3); // two downloads and the sum
    reporter.events(someEvents());
    QCOMPARE(out.text(), QByteArray()); // with the next repaint, so that nothing flickers
    reporter.progress(someProgress());
    QCOMPARE(out.text().count('\n'), 1);
    // The bars are taken away before the line about the failure and painted again below it.
    const QByteArray errors = err.text();
    const qsizetype cleared = errors.indexOf("\x1b[3A\x1b[J");
    const qsizetype failure = errors.indexOf("Failed http://h/b");
    QVERIFY(cleared > 0 && failure > cleared);
    reporter.finish(kSummary, 0, false);
    QVERIFY(err.text().endsWith("\x1b[3A\x1b[J1 done, 1 failed; 2.00 KiB in 1.0 s\n"));
}

void TstReporters::anInterruptionSaysHowToGoOn()
{
    Sink out;
    Sink err;
    TextReporter reporter(*out.output, *err.output, TextReporter::Verbosity::Lines, true);
    reporter.finish({.done = 1, .unfinished = 2}, 0, true);
    QVERIFY2(err.text().contains("2 unfinished") && err.text().contains("same command again"), err.text().constData());
}

void TstReporters::jsonIsOneObjectALineAndTheSummaryLast()
{
    Sink out;
    Sink err;
    JsonReporter reporter(*out.output, *err.output);
    reporter.events(someEvents());
    reporter.progress(someProgress());
    reporter.finish(kSummary, 5, false);
    QStringList names;
    for (const QByteArray &line : out.text().trimmed().split('\n')) {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(line, &error);
        QCOMPARE(error.error, QJsonParseError::NoError);
        names << document[u"event"_s].toString();
    }
    QCOMPARE(names, (QStringList{u"added"_s, u"done"_s, u"failed"_s, u"progress"_s, u"summary"_s}));
    QCOMPARE(err.text(), QByteArray());
}

void TstReporters::noticesGoToErrors()
{
    Sink out;
    Sink err;
    const engine::Notice notice{engine::Notice::Kind::StoreSetAside, u"/p/get.sqlite.damaged"_s, u"raw"_s};
    JsonReporter(*out.output, *err.output).notice(notice);
    TextReporter(*out.output, *err.output, TextReporter::Verbosity::Quiet, true).notice(notice);
    QCOMPARE(err.text().count("/p/get.sqlite.damaged"), 2);
    QCOMPARE(out.text(), QByteArray());
}

QTEST_GUILESS_MAIN(TstReporters)
#include "tst_reporters.moc"
