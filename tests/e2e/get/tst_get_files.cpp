// SPDX-License-Identifier: MIT
// Names, conflicts and checksums of what `sluice get` writes, and runs that share a folder or meet a full one.
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/e2e/harness/event_log.h"
#include "tests/e2e/harness/sandbox.h"
#include "tests/support/files.h"

#include <QDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace sluice;
using namespace sluice::e2e;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSize = 100'000;

QByteArray patternOf(const QString &path)
{
    return demo::patternSha256(demo::patternSeed(path), kSize);
}

} // namespace

class TstGetFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void theNameIsTaken_data();
    void theNameIsTaken();
    void namesOfTheServer_data();
    void namesOfTheServer();
    void chosenName();
    void checksum_data();
    void checksum();
    void sameNameManyTimes();
    void twoRunsInOneProfileAndFolder();
    void theDiskIsFull();

private:
    demo::LoopbackServer m_server;
    std::unique_ptr<Sandbox> m_box;
};

void TstGetFiles::initTestCase()
{
    QVERIFY(m_server.start());
    m_server.setFallback({.size = kSize});
}

void TstGetFiles::init()
{
    m_box = std::make_unique<Sandbox>();
    m_server.clearRecords();
}

void TstGetFiles::theNameIsTaken_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<bool>("oldStays");
    QTest::addColumn<QString>("fresh"); // the file with the new content, if any
    const QStringList both{u"a (1).bin"_s, u"a.bin"_s};
    QTest::newRow("by default?") << QStringList() << both << true << u"a (1).bin"_s;
    QTest::newRow("rename?") << QStringList{u"--on-conflict"_s, u"rename"_s} << both << true << u"a (1).bin"_s;
    QTest::newRow("overwrite?") << QStringList{u"--on-conflict=overwrite"_s} << QStringList{u"a.bin"_s} << false
                                << u"a.bin"_s;
    QTest::newRow("skip?") << QStringList{u"--on-conflict=skip"_s} << QStringList{u"a.bin"_s} << true << QString();
}

void TstGetFiles::theNameIsTaken()
{
    QFETCH(QStringList, options);
    QFETCH(QStringList, files);
    QFETCH(bool, oldStays);
    QFETCH(QString, fresh);
    test::writeFile(m_box->downloads() + "/a.bin"_L1, "precious");
    const Outcome outcome = m_box->get(options + QStringList{m_server.url(u"/a.bin"_s)});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(m_box->downloaded(), files);
    QCOMPARE(test::readFile(m_box->downloads() + "/a.bin"_L1) == "precious", oldStays);
    if (!fresh.isEmpty())
        QCOMPARE(m_box->sha256(fresh), patternOf(u"/a.bin"_s));
}

void TstGetFiles::namesOfTheServer_data()
{
    QTest::addColumn<QByteArray>("disposition");
    QTest::addColumn<QString>("name");
    QTest::newRow("a plain one?") << QByteArray("attachment; filename=\"report.pdf\"") << u"report.pdf"_s;
    QTest::newRow("with other letters?") << QByteArray("attachment; filename*=UTF-8''na%C3%AFve%20caf%C3%A9.txt")
                                         << u"naïve café.txt"_s;
    QTest::newRow("one that climbs?") << QByteArray("attachment; filename=\"../../../evil.sh\"") << u"evil.sh"_s;
    QTest::newRow("none?") << QByteArray() << u"x.bin"_s;
}

void TstGetFiles::namesOfTheServer()
{
    QFETCH(QByteArray, disposition);
    QFETCH(QString, name);
    m_server.setScript(u"/x.bin"_s, {.size = kSize, .contentDisposition = disposition});
    QCOMPARE(m_box->get({m_server.url(u"/x.bin"_s)}).status, 0);
    QCOMPARE(m_box->downloaded(), QStringList(name));
    QCOMPARE(m_box->sha256(name), patternOf(u"/x.bin"_s));
}

void TstGetFiles::chosenName()
{
    m_server.setScript(u"/x.bin"_s, {.size = kSize, .contentDisposition = "attachment; filename=\"server.pdf\""});
    QCOMPARE(m_box->get({u"-o"_s, u"mine.bin"_s, m_server.url(u"/x.bin"_s)}).status, 0);
    QCOMPARE(m_box->downloaded(), QStringList(u"mine.bin"_s));
}

void TstGetFiles::checksum_data()
{
    QTest::addColumn<QString>("checksum");
    QTest::addColumn<int>("status");
    const QString right = QString::fromLatin1(patternOf(u"/a.bin"_s).toHex());
    QTest::newRow("the right one?") << "sha-256="_L1 + right << 0;
    QTest::newRow("in capitals?") << "sha-256="_L1 + right.toUpper() << 0;
    QTest::newRow("the wrong one?") << "sha-256="_L1 + QString(64, u'0') << 1;
    QTest::newRow("the wrong one of another kind?") << "md5="_L1 + QString(32, u'0') << 1;
}

void TstGetFiles::checksum()
{
    QFETCH(QString, checksum);
    QFETCH(int, status);
    const Outcome outcome = m_box->get({u"--json"_s, u"--checksum"_s, checksum, m_server.url(u"/a.bin"_s)});
    QCOMPARE(outcome.status, status);
    const EventLog log(outcome.out);
    QCOMPARE(log.problems(), QString());
    QCOMPARE(m_box->downloaded().contains(u"a.bin"_s), status == 0);
    if (status != 0)
        QCOMPARE(log.named(u"failed"_s)[0]["error"_L1]["kind"_L1].toString(), u"checksum"_s);
}

void TstGetFiles::sameNameManyTimes()
{
    // Twenty at once under one name: all of them arrive, none is mixed.
    QStringList links;
    QSet<QByteArray> expected;
    for (int i = 0; i < 20; ++i) {
        const QString path = u"/%1/same.bin"_s.arg(i);
        links << m_server.url(path);
        expected << patternOf(path);
    }
    QCOMPARE(m_box->get(QStringList{u"-j"_s, u"20"_s} + links).status, 0);
    const QStringList names = m_box->downloaded();
    QCOMPARE(names.size(), 20);
    QSet<QByteArray> found;
    for (const QString &name : names)
        found << m_box->sha256(name);
    QCOMPARE(found, expected);
}

void TstGetFiles::twoRunsInOneProfileAndFolder()
{
    m_server.setScript(u"/left/same.bin"_s, {.size = kSize, .bytesPerSecond = kSize});
    m_server.setScript(u"/right/same.bin"_s, {.size = kSize, .bytesPerSecond = kSize});
    const auto left = m_box->getProcess({u"--json"_s, m_server.url(u"/left/same.bin"_s)});
    const auto right = m_box->getProcess({u"--json"_s, m_server.url(u"/right/same.bin"_s)});
    left->start();
    right->start();
    const Outcome leftOutcome = outcomeOf(*left);
    const Outcome rightOutcome = outcomeOf(*right);
    QCOMPARE(leftOutcome.status, 0);
    QCOMPARE(rightOutcome.status, 0);
    QCOMPARE(EventLog(leftOutcome.out).problems(), QString());
    QCOMPARE(EventLog(rightOutcome.out).problems(), QString());
    QCOMPARE(m_box->downloaded(), QStringList({u"same (1).bin"_s, u"same.bin"_s}));
    const QSet<QByteArray> found{m_box->sha256(u"same.bin"_s), m_box->sha256(u"same (1).bin"_s)};
    QCOMPARE(found, QSet<QByteArray>({patternOf(u"/left/same.bin"_s), patternOf(u"/right/same.bin"_s)}));
}

void TstGetFiles::theDiskIsFull()
{
    // No file may grow beyond 1 MB: the next best thing to a full disk that needs no rights.
    m_server.setScript(u"/large.bin"_s, {.size = 5'000'000});
    const auto process = m_box->getProcess({u"--json"_s, u"--retries"_s, u"1"_s, u"--retry-wait"_s, u"0.1"_s,
        m_server.url(u"/large.bin"_s), m_server.url(u"/a.bin"_s)});
    process->setChildProcessModifier([] {
        resetSignals();
        const rlimit most{1'000'000, 1'000'000};
        ::setrlimit(RLIMIT_FSIZE, &most);
        std::signal(SIGXFSZ, SIG_IGN);
    });
    process->start();
    const Outcome outcome = outcomeOf(*process);
    QCOMPARE(outcome.status, 1);
    const EventLog log(outcome.out);
    QCOMPARE(log.problems(), QString());
    QCOMPARE(log.named(u"failed"_s).size(), 1U);
    const QString kind = log.named(u"failed"_s)[0]["error"_L1]["kind"_L1].toString();
    QVERIFY2(kind.startsWith("disk"_L1), qPrintable(kind));
    QVERIFY(!m_box->downloaded().contains(u"large.bin"_s));
    QCOMPARE(m_box->sha256(u"a.bin"_s), patternOf(u"/a.bin"_s)); // the other one is not its business
}

QTEST_GUILESS_MAIN(TstGetFiles)
#include "tst_get_files.moc"
