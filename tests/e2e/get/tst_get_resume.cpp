// SPDX-License-Identifier: MIT
// Runs of `sluice get` that end too early, and the next run. A file is either right or not there.
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/e2e/harness/event_log.h"
#include "tests/e2e/harness/sandbox.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <csignal>

using namespace sluice;
using namespace sluice::e2e;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSize = 8'000'000;
constexpr qint64 kEnough = 1'500'000;
const QString kPath = u"/film.bin"_s;
const QString kName = u"film.bin"_s;

demo::Script script(qint64 bytesPerSecond, const QByteArray &etag = "\"one\"")
{
    return {.size = kSize, .etag = etag, .bytesPerSecond = bytesPerSecond};
}

} // namespace

class TstGetResume : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void goesOnAfterASignal_data();
    void goesOnAfterASignal();
    void theSecondSignalEndsItAtOnce();
    void interruptedAmongMany();
    void killedAnywhere_data();
    void killedAnywhere();
    void beginsAgainWhenTheFileChanged();
    void beginsAgainWhenAskedTo();
    void thePartFileIsGone();
    void anotherLinkIsAnotherDownload();

private:
    void runUntilBytes(qint64 bytes, int signal, int status);
    QString runToTheEnd(const QStringList &options = {});
    QByteArray expected() const { return demo::patternSha256(demo::patternSeed(kPath), kSize); }

    std::unique_ptr<Sandbox> m_box;
    std::unique_ptr<demo::LoopbackServer> m_server;
};

void TstGetResume::init()
{
    m_box = std::make_unique<Sandbox>();
    m_server = std::make_unique<demo::LoopbackServer>();
    QVERIFY(m_server->start());
    m_server->setFallback(demo::failure(404));
    m_server->setScript(kPath, script(2'000'000));
}

/// Runs it until the server has sent `bytes`, and then sends a signal. A status below 0 means: killed.
void TstGetResume::runUntilBytes(qint64 bytes, int signal, int status)
{
    const auto process = m_box->getProcess({u"--json"_s, m_server->url(kPath)});
    process->start();
    QTRY_VERIFY_WITH_TIMEOUT(
        !m_server->requests(kPath).empty() && m_server->requests(kPath).back().bodyBytes >= bytes, 20'000);
    QCOMPARE(::kill(pid_t(process->processId()), signal), 0);
    const Outcome outcome = outcomeOf(*process, 20'000);
    QCOMPARE(outcome.status, status);
    QVERIFY2(!m_box->downloaded().contains(kName), "an unfinished file has the name of a finished one");
    if (status >= 0) {
        const EventLog log(outcome.out);
        QCOMPARE(log.problems(), QString());
        QCOMPARE(log.of(m_server->url(kPath)).back()["state"_L1].toString(), u"paused"_s);
        QCOMPARE(log.summary()["done"_L1].toInt(), 0);
    }
    m_server->clearRecords();
    m_server->setScript(kPath, script(0));
}

/// Returns the name of the file it made; empty if it made none.
QString TstGetResume::runToTheEnd(const QStringList &options)
{
    const EventLog log(m_box->get(options + QStringList{u"--json"_s, m_server->url(kPath)}).out);
    const auto done = log.named(u"done"_s);
    return log.problems().isEmpty() && done.size() == 1 ? QFileInfo(done[0]["path"_L1].toString()).fileName()
                                                        : QString();
}

void TstGetResume::goesOnAfterASignal_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl+C?") << SIGINT;
    QTest::newRow("a polite request to end?") << SIGTERM;
    QTest::newRow("the terminal closed?") << SIGHUP;
}

void TstGetResume::goesOnAfterASignal()
{
    QFETCH(int, signal);
    runUntilBytes(kEnough, signal, 130);
    QCOMPARE(m_box->downloaded(), QStringList(kName + ".part"_L1));
    QCOMPARE(runToTheEnd(), kName);

    const auto requests = m_server->requests(kPath);
    QCOMPARE(requests.size(), 1U);
    QVERIFY2(requests[0].range.startsWith("bytes=") && requests[0].range.endsWith('-'), requests[0].range.constData());
    const qint64 from = requests[0].range.sliced(6).chopped(1).toLongLong();
    QVERIFY2(from > 0 && from < kSize, requests[0].range.constData());
    QCOMPARE(requests[0].header("If-Range"), QByteArray("\"one\""));
    QCOMPARE(requests[0].status, 206);
    QCOMPARE(m_box->downloaded(), QStringList(kName));
    QCOMPARE(m_box->sha256(kName), expected());
}

void TstGetResume::theSecondSignalEndsItAtOnce()
{
    // Stopped, it sees both signals before it can act on the first.
    const auto process = m_box->getProcess({u"--json"_s, m_server->url(kPath)});
    process->start();
    QTRY_VERIFY_WITH_TIMEOUT(!m_server->requests(kPath).empty(), 20'000);
    const auto pid = pid_t(process->processId());
    QCOMPARE(::kill(pid, SIGSTOP), 0);
    QCOMPARE(::kill(pid, SIGINT), 0);
    QCOMPARE(::kill(pid, SIGTERM), 0);
    QCOMPARE(::kill(pid, SIGCONT), 0);
    const Outcome outcome = outcomeOf(*process, 20'000);
    QCOMPARE(outcome.status, 130);
    QVERIFY(!outcome.out.contains("summary"));
    m_server->setScript(kPath, script(0));
    QCOMPARE(m_box->sha256(runToTheEnd()), expected());
}

void TstGetResume::interruptedAmongMany()
{
    // Some done, some running, most waiting: the second run fetches only what is missing.
    constexpr int kCount = 40;
    QStringList links;
    for (int i = 0; i < kCount; ++i) {
        const QString path = u"/%1.bin"_s.arg(i);
        m_server->setScript(path, {.size = 200'000, .etag = "\"e\"", .bytesPerSecond = i < 5 ? 0 : 200'000});
        links << m_server->url(path);
    }
    const auto process = m_box->getProcess(QStringList{u"--json"_s, u"--on-conflict"_s, u"skip"_s} + links);
    process->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_server->requests().size() >= 12U, 20'000);
    QCOMPARE(::kill(pid_t(process->processId()), SIGINT), 0);
    const Outcome first = outcomeOf(*process, 20'000);
    QCOMPARE(first.status, 130);
    const EventLog log(first.out);
    QCOMPARE(log.problems(), QString());
    const int done = log.summary()["done"_L1].toInt();
    QVERIFY(done >= 5 && done < kCount);

    m_server->clearRecords();
    const Outcome second
        = m_box->get(QStringList{u"--json"_s, u"--on-conflict"_s, u"skip"_s, u"-j"_s, u"16"_s} + links);
    QCOMPARE(second.status, 0);
    QCOMPARE(EventLog(second.out).problems(), QString());
    QCOMPARE(m_box->downloaded().size(), kCount);
    for (int i = 0; i < kCount; ++i) {
        const QString name = u"%1.bin"_s.arg(i);
        QCOMPARE(m_box->sha256(name), demo::patternSha256(demo::patternSeed(QString(u'/' + name)), 200'000));
    }
}

void TstGetResume::killedAnywhere_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("before the first byte?") << 0LL;
    QTest::newRow("with a little?") << 100'000LL;
    QTest::newRow("half-way?") << 4'000'000LL;
    QTest::newRow("close to the end?") << 7'700'000LL;
}

void TstGetResume::killedAnywhere()
{
    QFETCH(qint64, bytes);
    runUntilBytes(bytes, SIGKILL, -1);
    QCOMPARE(m_box->sha256(runToTheEnd()), expected());
    const QStringList left = m_box->downloaded();
    QVERIFY2(left.size() <= 2, qPrintable(left.join(u' '))); // at most a part file nobody knows of
}

void TstGetResume::beginsAgainWhenTheFileChanged()
{
    runUntilBytes(kEnough, SIGINT, 130);
    demo::Script other = script(0, "\"two\"");
    other.seed = 4711;
    m_server->setScript(kPath, other);
    QCOMPARE(runToTheEnd(), kName);
    QCOMPARE(m_server->requests(kPath)[0].header("If-Range"), QByteArray("\"one\""));
    QCOMPARE(m_box->sha256(kName), demo::patternSha256(4711, kSize));
    QCOMPARE(m_box->downloaded(), QStringList(kName));
}

void TstGetResume::beginsAgainWhenAskedTo()
{
    runUntilBytes(kEnough, SIGINT, 130);
    QCOMPARE(runToTheEnd({u"--no-resume"_s}), kName);
    const auto requests = m_server->requests(kPath);
    QCOMPARE(requests.size(), 1U);
    QCOMPARE(requests[0].range, QByteArray());
    QCOMPARE(m_box->sha256(kName), expected());
}

void TstGetResume::thePartFileIsGone()
{
    runUntilBytes(kEnough, SIGINT, 130);
    QVERIFY(QDir(m_box->downloads()).remove(kName + ".part"_L1));
    QCOMPARE(runToTheEnd(), kName);
    QCOMPARE(m_box->sha256(kName), expected());
    QCOMPARE(m_box->downloaded(), QStringList(kName));
}

void TstGetResume::anotherLinkIsAnotherDownload()
{
    runUntilBytes(kEnough, SIGINT, 130);
    m_server->setScript(u"/other/film.bin"_s, {.size = 1000});
    QCOMPARE(m_box->get({m_server->url(u"/other/film.bin"_s)}).status, 0);
    // The first one keeps its bytes, and the name "film.bin" is either free for it or not.
    QVERIFY(m_box->downloaded().contains(kName + ".part"_L1));
    QVERIFY(!runToTheEnd().isEmpty());
    const auto requests = m_server->requests(kPath);
    QVERIFY(requests[0].range.startsWith("bytes="));
    const QStringList names = m_box->downloaded();
    QCOMPARE(names.size(), 2);
    QList<QByteArray> sums{m_box->sha256(names[0]), m_box->sha256(names[1])};
    QVERIFY(sums.contains(expected()));
    QVERIFY(sums.contains(demo::patternSha256(demo::patternSeed(u"/other/film.bin"), 1000)));
}

QTEST_GUILESS_MAIN(TstGetResume)
#include "tst_get_resume.moc"
