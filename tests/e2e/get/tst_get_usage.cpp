// SPDX-License-Identifier: MIT
// Wrong usage: a message that names the thing and the remedy, exit status 2, and nothing half-done: no file, no
// folder, no store, no request.
#include "app/demo/loopback_server.h"
#include "tests/e2e/harness/sandbox.h"
#include "tests/support/files.h"

#include <QDir>
#include <QTest>

using namespace sluice;
using namespace sluice::e2e;
using namespace Qt::StringLiterals;

class TstGetUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void badInput_data();
    void badInput();
    void oneBadLinkAmongGoodOnes();
    void noDisplay_data();
    void noDisplay();
    void helpAndVersion_data();
    void helpAndVersion();

private:
    demo::LoopbackServer m_server;
    std::unique_ptr<Sandbox> m_box;
};

void TstGetUsage::initTestCase()
{
    QVERIFY(m_server.start());
    m_server.setFallback({.size = 1000});
}

void TstGetUsage::init()
{
    m_box = std::make_unique<Sandbox>();
    m_server.clearRecords();
}

void TstGetUsage::badInput_data()
{
    // "@" stands for the server, "~" for the folder of the test.
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("says"); // the thing, and the remedy
    const auto row = [](const char *question, const QString &arguments, const QStringList &says) {
        QTest::newRow(question) << arguments.split(u'|') << says;
    };
    row("no link at all?", u"-q"_s, {u"no link"_s, u"sluice get URL"_s});
    row("an empty link?", u"@/a|"_s, {u"empty link"_s, u"Take it out"_s});
    row("a malformed link?", u"http://[::1/a"_s, {u"http://[::1/a"_s, u"Check"_s});
    row("a link without a scheme?", u"example.org/a"_s, {u"example.org/a"_s, u"https://"_s});
    row("a link without a server?", u"http:///a"_s, {u"http:///a"_s, u"https://server/file"_s});
    row("an unknown scheme?", u"gopher://127.0.0.1/a"_s, {u"gopher"_s, u"sftp"_s});
    row("a local file?", u"file:///etc/passwd"_s, {u"file"_s, u"Use http"_s});
    row("a folder that does not exist?", u"-d|~/nowhere/else|@/a"_s, {u"nowhere/else"_s, u"mkdir -p"_s});
    row("a folder that is a file?", u"-d|~/a-file|@/a"_s, {u"a-file"_s, u"Choose a folder"_s});
    row("a folder nobody may write to?", u"-d|/proc/self|@/a"_s, {u"/proc/self"_s, u"Choose another"_s});
    row("a folder named by nothing?", u"-d||@/a"_s, {u"-d"_s, u"leave the option out"_s});
    row("a name of 4,000 characters?", u"-o|"_s + QString(4000, u'n') + u"|@/a"_s, {u"nnn"_s, u"shorter"_s});
    row("a name with a folder?", u"-o|../a|@/a"_s, {u"../a"_s, u"-d"_s});
    row("a name for two links?", u"-o|name|@/a|@/b"_s, {u"-o"_s, u"out=NAME"_s});
    row("limit 0?", u"-j|0|@/a"_s, {u"-j"_s, u"0"_s, u"from 1 to 1000"_s});
    row("limit -1?", u"-j|-1|@/a"_s, {u"-j"_s, u"-1"_s, u"from 1 to 1000"_s});
    row("limit -1, joined?", u"--limit=-1|@/a"_s, {u"--limit"_s, u"-1"_s, u"from 1 to 1000"_s});
    row("a limit that is a word?", u"-j|many|@/a"_s, {u"-j"_s, u"many"_s, u"whole number"_s});
    row("a limit beyond all numbers?", u"-j|99999999999999999999|@/a"_s, {u"-j"_s, u"from 1 to 1000"_s});
    row("an option given twice?", u"-j|3|-j|4|@/a"_s, {u"--limit is given twice"_s, u"Give it once"_s});
    row("twice, short and long?", u"-j|3|--limit|3|@/a"_s, {u"--limit is given twice"_s, u"Give it once"_s});
    row("an unknown option?", u"--limt|3|@/a"_s, {u"--limt"_s, u"--limit"_s});
    row("an option without its value?", u"@/a|-d"_s, {u"-d needs a value"_s, u"Write -d DIR"_s});
    row("an option of the window?", u"--start|@/a"_s, {u"--start"_s, u"Leave it out"_s});
    row("a rate that is a word?", u"--limit-rate|fast|@/a"_s, {u"fast"_s, u"500K"_s});
    row("seconds that are a word?", u"--timeout|soon|@/a"_s, {u"--timeout"_s, u"soon"_s, u"number of seconds"_s});
    row("a checksum of the wrong length?", u"--checksum|sha-256=abc|@/a"_s, {u"sha-256=abc"_s, u"sha-256=HEX"_s});
    row("a header without a colon?", u"-H|Accept|@/a"_s, {u"Accept"_s, u"Name: value"_s});
    row("a header of our own?", u"-H|Range: bytes=5-|@/a"_s, {u"Range"_s, u"Leave it out"_s});
    row("a proxy that is none?", u"--proxy|nonsense://x|@/a"_s, {u"nonsense://x"_s, u"http://HOST:PORT"_s});
    row("a conflict rule nobody knows?", u"--on-conflict|ask|@/a"_s, {u"ask"_s, u"rename, overwrite, skip"_s});
    row("a CA file that is missing?", u"--ca-file|~/none.pem|@/a"_s, {u"none.pem"_s, u"Check the name"_s});
    row("a cookie file that is missing?", u"--cookies|~/none.txt|@/a"_s, {u"none.txt"_s, u"Check the name"_s});
    row("a list that is missing?", u"-i|~/none.txt"_s, {u"none.txt"_s, u"Check the name"_s});
    row("a list that is a folder?", u"-i|~"_s, {u"-i"_s, u"text file"_s});
    row("a list that is binary?", u"-i|~/binary"_s, {u"binary"_s, u"text file"_s});
    row("a list without links?", u"-i|~/empty"_s, {u"empty"_s, u"one link on each line"_s});
    row("a list with a bad line?", u"-i|~/bad-line"_s, {u"line 2"_s, u"gopher"_s});
    row("a list with a bad option?", u"-i|~/bad-option"_s, {u"line 2"_s, u"checksum"_s});
    row("a profile that is a file?", u"--profile|~/a-file|@/a"_s, {u"a-file"_s});
}

void TstGetUsage::badInput()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, says);
    const QString folder = m_box->path(u"input"_s);
    test::writeFile(folder + "/a-file"_L1, "text");
    test::writeFile(folder + "/empty"_L1, "# only a comment\n\n");
    test::writeFile(folder + "/binary"_L1, QByteArray("\x7f\x45LF\0\0\1\2\xff\xfe", 10).repeated(50));
    test::writeFile(folder + "/bad-line"_L1, m_server.url(u"/a"_s).toUtf8() + "\ngopher://x/b\n");
    test::writeFile(folder + "/bad-option"_L1, m_server.url(u"/a"_s).toUtf8() + "\n  checksum=sha-256=12\n");
    const bool ownProfile = arguments.contains(u"--profile"_s);
    for (QString &argument : arguments) {
        if (argument.startsWith(u'@'))
            argument = m_server.url(argument.mid(1));
        else if (argument.startsWith(u'~'))
            argument = folder + argument.mid(1);
    }
    const auto process = m_box->getProcess(arguments);
    if (ownProfile)
        process->setArguments(QStringList(u"get"_s) + arguments);
    process->start();
    const Outcome outcome = outcomeOf(*process);

    QCOMPARE(outcome.status, 2);
    QCOMPARE(outcome.out, QByteArray());
    for (const QString &words : says)
        QVERIFY2(outcome.err.contains(words.toUtf8()), outcome.err.constData());
    QVERIFY2(outcome.err.size() < 2000, outcome.err.constData());
    QCOMPARE(m_box->downloaded(), QStringList());
    QVERIFY(!QDir(m_box->profile()).exists());
    QVERIFY(QDir(m_box->home()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
    QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 5);
    QCOMPARE(m_server.requests().size(), 0U);
}

void TstGetUsage::oneBadLinkAmongGoodOnes()
{
    // All of them are named, not only the first.
    const Outcome outcome = m_box->get({m_server.url(u"/a"_s), u"nonsense"_s, u"gopher://x/"_s});
    QCOMPARE(outcome.status, 2);
    QVERIFY(outcome.err.contains("nonsense") && outcome.err.contains("gopher"));
    QCOMPARE(m_box->downloaded(), QStringList());
    QCOMPARE(m_server.requests().size(), 0U);
}

void TstGetUsage::noDisplay_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("without anything?") << QStringList();
    QTest::newRow("with a link?") << QStringList{u"http://127.0.0.1/a"_s};
    QTest::newRow("the demo?") << QStringList{u"--demo"_s};
}

void TstGetUsage::noDisplay()
{
    QFETCH(QStringList, arguments);
    const auto process = m_box->getProcess({});
    process->setArguments(arguments);
    process->start();
    const Outcome outcome = outcomeOf(*process);
    QCOMPARE(outcome.status, 2);
    QVERIFY2(outcome.err.contains("no display") && outcome.err.contains("sluice get"), outcome.err.constData());
    QVERIFY(QDir(m_box->home()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void TstGetUsage::helpAndVersion_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("--help?") << QStringList{u"--help"_s} << QByteArray("--on-conflict");
    QTest::newRow("get --help?") << QStringList{u"get"_s, u"--help"_s} << QByteArray("Exit status");
    QTest::newRow("--version?") << QStringList{u"--version"_s} << QByteArray(SLUICE_VERSION);
}

void TstGetUsage::helpAndVersion()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    const auto process = m_box->getProcess({});
    process->setArguments(arguments);
    process->start();
    const Outcome outcome = outcomeOf(*process);
    QCOMPARE(outcome.status, 0);
    QVERIFY2(outcome.out.contains(says), outcome.out.constData());
    QCOMPARE(outcome.err, QByteArray());
}

QTEST_GUILESS_MAIN(TstGetUsage)
#include "tst_get_usage.moc"
