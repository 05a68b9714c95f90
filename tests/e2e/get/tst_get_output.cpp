// SPDX-License-Identifier: MIT
// What `sluice get` says, and to whom: JSON lines, plain lines in a pipe, bars on a terminal, exit statuses.
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/e2e/harness/event_log.h"
#include "tests/e2e/harness/sandbox.h"
#include "tests/e2e/harness/terminal.h"

#include <QTest>

#include <csignal>

using namespace sluice;
using namespace sluice::e2e;
using namespace Qt::StringLiterals;

class TstGetOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void jsonTellsTheWholeStory();
    void jsonProgressComesWhileItRuns();
    void statusAndTextInAPipe_data();
    void statusAndTextInAPipe();
    void barsOnATerminal_data();
    void barsOnATerminal();
    void controlCOnATerminal();
    void noBars_data();
    void noBars();
    void nobodyReadsStandardOutput();
    void standardOutputIsClosed();
    void standardOutputIsFull();

private:
    std::unique_ptr<Sandbox> m_box;
    std::unique_ptr<demo::LoopbackServer> m_server;
};

void TstGetOutput::init()
{
    m_box = std::make_unique<Sandbox>();
    m_server = std::make_unique<demo::LoopbackServer>();
    QVERIFY(m_server->start());
    m_server->setFallback(demo::failure(404));
    m_server->setScript(u"/a.bin"_s, {.size = 300'000});
    m_server->setScript(u"/slow.bin"_s, {.size = 3'000'000, .bytesPerSecond = 1'000'000});
}

void TstGetOutput::jsonTellsTheWholeStory()
{
    m_server->setScripts(u"/busy.bin"_s, demo::failFirst(1, demo::failure(503), {.size = 1000}));
    const QString fine = m_server->url(u"/a.bin"_s);
    const QString busy = m_server->url(u"/busy.bin"_s);
    const QString missing = m_server->url(u"/missing"_s);
    const Outcome outcome = m_box->get({u"--json"_s, u"--retry-wait"_s, u"0.1"_s, fine, busy, missing});

    QCOMPARE(outcome.status, 1);
    QCOMPARE(outcome.err, QByteArray());
    const EventLog log(outcome.out);
    QCOMPARE(log.problems(), QString());
    QCOMPARE(log.named(u"added"_s).size(), 3U);

    const QJsonObject done = log.of(fine).back();
    QCOMPARE(done["event"_L1].toString(), u"done"_s);
    QCOMPARE(done["bytes"_L1].toInt(), 300'000);
    QCOMPARE(done["path"_L1].toString(), m_box->downloads() + "/a.bin"_L1);

    const auto retries = log.named(u"retry"_s);
    QCOMPARE(retries.size(), 1U);
    QCOMPARE(retries[0]["url"_L1].toString(), busy);
    QCOMPARE(retries[0]["attempt"_L1].toInt(), 1);
    QCOMPARE(retries[0]["error"_L1]["http"_L1].toInt(), 503);
    QCOMPARE(log.of(busy).back()["event"_L1].toString(), u"done"_s);

    const QJsonObject failed = log.of(missing).back();
    QCOMPARE(failed["event"_L1].toString(), u"failed"_s);
    QCOMPARE(failed["error"_L1]["kind"_L1].toString(), u"http-status"_s);
    QCOMPARE(failed["error"_L1]["http"_L1].toInt(), 404);

    QCOMPARE(log.summary()["done"_L1].toInt(), 2);
    QCOMPARE(log.summary()["failed"_L1].toInt(), 1);
    QCOMPARE(log.summary()["cancelled"_L1].toInt(), 0);
    QCOMPARE(log.summary()["bytes"_L1].toInt(), 301'000);
    QCOMPARE(m_box->downloaded(), QStringList({u"a.bin"_s, u"busy.bin"_s}));
}

void TstGetOutput::jsonProgressComesWhileItRuns()
{
    m_server->setScript(
        u"/endless.bin"_s, {.size = 2'000'000, .framing = demo::Framing::UntilClose, .bytesPerSecond = 1'000'000});
    const Outcome outcome = m_box->get({u"--json"_s, m_server->url(u"/slow.bin"_s), m_server->url(u"/endless.bin"_s)});
    QCOMPARE(outcome.status, 0);
    const EventLog log(outcome.out);
    QCOMPARE(log.problems(), QString());
    bool known = false;
    bool unknown = false;
    for (const QJsonObject &event : log.named(u"progress"_s)) {
        known = known || (event["total"_L1].toInt() == 3'000'000 && event["bytes"_L1].toInt() > 0);
        unknown = unknown || (event["total"_L1].isNull() && event["bytes"_L1].toInt() > 0);
    }
    QVERIFY(known);
    QVERIFY(unknown);
}

void TstGetOutput::statusAndTextInAPipe_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QStringList>("says");
    QTest::newRow("all done?") << QStringList{u"@/a.bin"_s} << 0 << QStringList{u"Done"_s, u"a.bin"_s, u"1 done"_s};
    QTest::newRow("one failed?") << QStringList{u"@/a.bin"_s, u"@/missing"_s} << 1
                                 << QStringList{u"404"_s, u"1 done, 1 failed"_s};
    QTest::newRow("quiet?") << QStringList{u"-q"_s, u"@/a.bin"_s} << 0 << QStringList();
    QTest::newRow("quiet, and one failed?") << QStringList{u"-q"_s, u"@/missing"_s} << 1 << QStringList{u"404"_s};
}

void TstGetOutput::statusAndTextInAPipe()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QStringList, says);
    for (QString &argument : arguments)
        argument = argument.startsWith(u'@') ? m_server->url(argument.mid(1)) : argument;
    const Outcome outcome = m_box->get(arguments);
    QCOMPARE(outcome.status, status);
    const QByteArray all = outcome.out + outcome.err;
    QVERIFY2(!all.contains('\x1b') && !all.contains('\r'), all.constData());
    for (const QString &words : says)
        QVERIFY2(all.contains(words.toUtf8()), all.constData());
    QCOMPARE(all.isEmpty(), says.isEmpty());
}

void TstGetOutput::barsOnATerminal_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QByteArray>("filled");
    QTest::newRow("are bars drawn with blocks?") << u"C.UTF-8"_s << QByteArray("[\xe2\x96\x88");
    QTest::newRow("are they plain where the locale has no blocks?") << u"C"_s << QByteArray("[#");
}

void TstGetOutput::barsOnATerminal()
{
    QFETCH(QString, locale);
    QFETCH(QByteArray, filled);
    Terminal terminal;
    const auto process = m_box->getProcess({m_server->url(u"/slow.bin"_s)});
    QProcessEnvironment environment = process->processEnvironment();
    environment.insert(u"LC_ALL"_s, locale);
    process->setProcessEnvironment(environment);
    terminal.attach(*process);
    process->start();
    QVERIFY(process->waitForStarted());
    const auto ended = [&] {
        terminal.screen();
        return process->state() == QProcess::NotRunning;
    };
    QTRY_VERIFY_WITH_TIMEOUT(ended(), 30'000);
    QCOMPARE(process->exitCode(), 0);
    const QByteArray screen = terminal.screen();
    QVERIFY2(screen.contains("slow.bin ") && screen.contains(filled), screen.constData());
    QVERIFY(screen.contains("\x1b["));
    QVERIFY(screen.contains("Done"));
    // What stays is text: after the last control sequence come only whole lines.
    QVERIFY(screen.sliced(screen.lastIndexOf("\x1b[")).contains("1 done"));
}

void TstGetOutput::controlCOnATerminal()
{
    m_server->setScript(u"/dripping.bin"_s, {.size = 3'000'000, .bytesPerSecond = 100'000});
    Terminal terminal;
    const auto process = m_box->getProcess({m_server->url(u"/dripping.bin"_s)});
    terminal.attach(*process);
    process->start();
    QTRY_VERIFY_WITH_TIMEOUT(terminal.screen().contains("dripping.bin"), 20'000);
    terminal.type("\x03");
    const auto ended = [&] {
        terminal.screen();
        return process->state() == QProcess::NotRunning;
    };
    QTRY_VERIFY_WITH_TIMEOUT(ended(), 20'000);
    QCOMPARE(process->exitCode(), 130);
    QVERIFY(terminal.screen().contains("The same command again goes on where it stopped."));
}

void TstGetOutput::noBars_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("term");
    QTest::newRow("with --quiet?") << QStringList{u"--quiet"_s} << u"xterm"_s;
    QTest::newRow("with --json?") << QStringList{u"--json"_s} << u"xterm"_s;
    QTest::newRow("on a dumb terminal?") << QStringList() << u"dumb"_s;
}

void TstGetOutput::noBars()
{
    QFETCH(QStringList, options);
    QFETCH(QString, term);
    Terminal terminal;
    const auto process = m_box->getProcess(options + QStringList{m_server->url(u"/slow.bin"_s)});
    QProcessEnvironment environment = m_box->environment();
    environment.insert(u"TERM"_s, term);
    process->setProcessEnvironment(environment);
    terminal.attach(*process);
    process->start();
    const auto ended = [&] {
        terminal.screen();
        return process->state() == QProcess::NotRunning;
    };
    QTRY_VERIFY_WITH_TIMEOUT(ended(), 30'000);
    QCOMPARE(process->exitCode(), 0);
    QVERIFY2(!terminal.screen().contains('\x1b'), terminal.screen().constData());
}

void TstGetOutput::nobodyReadsStandardOutput()
{
    // As `sluice get … | head -1`: the reader leaves after the first line.
    m_server->setScript(u"/dripping.bin"_s, {.size = 30'000'000, .bytesPerSecond = 100'000});
    const auto process = m_box->getProcess({});
    process->setProgram(u"bash"_s);
    process->setArguments({u"-c"_s, u"\"$0\" \"$@\" | head -n 1; exit ${PIPESTATUS[0]}"_s, executable(), u"get"_s,
        u"--profile"_s, m_box->profile(), u"--json"_s, m_server->url(u"/dripping.bin"_s)});
    process->start();
    const Outcome outcome = outcomeOf(*process, 20'000);
    QCOMPARE(outcome.out.count('\n'), 1);
    QCOMPARE(outcome.status, 130); // interrupted: state is kept
    QVERIFY(!m_box->downloaded().contains(u"dripping.bin"_s));
}

void TstGetOutput::standardOutputIsClosed()
{
    const auto process = m_box->getProcess({m_server->url(u"/a.bin"_s)});
    process->setProgram(u"/bin/sh"_s);
    process->setArguments({u"-c"_s, u"exec \"$0\" \"$@\" <&- >&- 2>&-"_s, executable(), u"get"_s, u"--profile"_s,
        m_box->profile(), m_server->url(u"/a.bin"_s)});
    process->start();
    QVERIFY(outcomeOf(*process).status >= 0);
    // Without them a file or a socket could get the descriptors 0 to 2, and messages would end up in there.
    QCOMPARE(m_box->sha256(u"a.bin"_s), demo::patternSha256(demo::patternSeed(u"/a.bin"), 300'000));
}

void TstGetOutput::standardOutputIsFull()
{
    const auto process = m_box->getProcess({u"--json"_s, m_server->url(u"/a.bin"_s)});
    process->setStandardOutputFile(u"/dev/full"_s);
    process->start();
    const Outcome outcome = outcomeOf(*process);
    QVERIFY2(outcome.status == 1 || outcome.status == 130, QByteArray::number(outcome.status).constData());
    QVERIFY2(outcome.err.contains("Standard output cannot be written to"), outcome.err.constData());
}

QTEST_GUILESS_MAIN(TstGetOutput)
#include "tst_get_output.moc"
