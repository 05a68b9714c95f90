// SPDX-License-Identifier: MIT
// --start and --quit-when-done: the window as tests and benchmarks use it.
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/e2e/harness/window_run.h"

#include <csignal>

using namespace sluice;
using namespace sluice::e2e;
using namespace Qt::StringLiterals;

class TstStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void endsByItself_data();
    void endsByItself();
    void goesOnWithWhatWasLeft();
    void badInputShowsNoWindow();

private:
    std::unique_ptr<Sandbox> m_box;
    std::unique_ptr<demo::LoopbackServer> m_server;
};

void TstStart::init()
{
    m_box = std::make_unique<Sandbox>();
    m_server = std::make_unique<demo::LoopbackServer>();
    QVERIFY(m_server->start());
    m_server->setFallback({.size = 50'000});
}

void TstStart::endsByItself_data()
{
    QTest::addColumn<int>("missing");
    QTest::newRow("when all are done?") << 0;
    QTest::newRow("when some have failed?") << 3;
}

void TstStart::endsByItself()
{
    QFETCH(int, missing);
    QStringList links;
    for (int i = 0; i < 50; ++i)
        links << m_server->url(u"/%1.bin"_s.arg(i));
    for (int i = 0; i < missing; ++i) {
        m_server->setScript(u"/missing-%1"_s.arg(i), demo::failure(404));
        links << m_server->url(u"/missing-%1"_s.arg(i));
    }
    WindowRun run(
        *m_box, QStringList{u"--start"_s, u"--quit-when-done"_s, u"-j"_s, u"8"_s, u"-d"_s, m_box->downloads()} + links);
    const Outcome outcome = run.outcome(60'000);
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.out, QByteArray());
    QCOMPARE(m_box->downloaded().size(), 50);
    for (int i = 0; i < 50; ++i) {
        const QString name = u"%1.bin"_s.arg(i);
        QCOMPARE(m_box->sha256(name), demo::patternSha256(demo::patternSeed(QString(u'/' + name)), 50'000));
    }
    QVERIFY(m_server->concurrentPeak() <= 8);
}

void TstStart::goesOnWithWhatWasLeft()
{
    demo::Script script{.size = 2'000'000, .etag = "\"e\"", .bytesPerSecond = 500'000};
    m_server->setScript(u"/film.bin"_s, script);
    {
        WindowRun run(*m_box, {u"--start"_s, u"-d"_s, m_box->downloads(), m_server->url(u"/film.bin"_s)});
        QTRY_VERIFY_WITH_TIMEOUT(!m_server->requests().empty() && m_server->requests()[0].bodyBytes > 500'000, 20'000);
        QCOMPARE(::kill(pid_t(run.pid()), SIGTERM), 0);
        QCOMPARE(run.outcome().status, 0);
    }
    m_server->clearRecords();
    script.bytesPerSecond = 0;
    m_server->setScript(u"/film.bin"_s, script);
    WindowRun run(*m_box, {u"--quit-when-done"_s});
    QCOMPARE(run.outcome(60'000).status, 0);
    QCOMPARE(m_server->requests().size(), 1U);
    QVERIFY(m_server->requests()[0].range.startsWith("bytes="));
    QCOMPARE(m_box->sha256(u"film.bin"_s), demo::patternSha256(demo::patternSeed(u"/film.bin"), 2'000'000));
}

void TstStart::badInputShowsNoWindow()
{
    WindowRun run(*m_box, {u"--start"_s, u"gopher://127.0.0.1/x"_s});
    const Outcome outcome = run.outcome();
    QCOMPARE(outcome.status, 2);
    QVERIFY2(outcome.err.contains("gopher"), outcome.err.constData());
}

SLUICE_E2E_WINDOW_MAIN(TstStart)
#include "tst_start.moc"
