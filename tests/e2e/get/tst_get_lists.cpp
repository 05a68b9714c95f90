// SPDX-License-Identifier: MIT
// Links from lists: files, standard input, options of single links, and lists of any size.
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/e2e/harness/event_log.h"
#include "tests/e2e/harness/sandbox.h"
#include "tests/support/files.h"

#include <QDir>
#include <QTest>

using namespace sluice;
using namespace sluice::e2e;
using namespace Qt::StringLiterals;

class TstGetLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void standardInput();
    void optionLines();
    void aListAndLinksTogether();
    void aMillionBadLines();
    void manyLinks();

private:
    demo::LoopbackServer m_server;
    std::unique_ptr<Sandbox> m_box;
};

void TstGetLists::initTestCase()
{
    QVERIFY(m_server.start());
    m_server.setFallback({.size = 1000});
}

void TstGetLists::init()
{
    m_box = std::make_unique<Sandbox>();
    m_server.clearRecords();
}

void TstGetLists::standardInput()
{
    const QByteArray list = "\xef\xbb\xbf# two links, a byte order mark, and Windows line ends\r\n"
        + m_server.url(u"/a"_s).toUtf8() + "\r\n\r\n" + m_server.url(u"/b"_s).toUtf8();
    const Outcome outcome = m_box->get({u"-i"_s, u"-"_s}, list);
    QCOMPARE(outcome.status, 0);
    QCOMPARE(m_box->downloaded(), QStringList({u"a"_s, u"b"_s}));
}

void TstGetLists::optionLines()
{
    QVERIFY(QDir(m_box->downloads()).mkdir(u"sub"_s));
    const QByteArray right = demo::patternSha256(demo::patternSeed(u"/first"), 1000).toHex();
    const QByteArray wrong = QByteArray(64, '0');
    const QByteArray list = m_server.url(u"/first"_s).toUtf8()
        + "\n  out=renamed.bin\n  header=X-One: 1\n  header=X-Two: 2" + "\n  checksum=sha-256=" + right + "\n"
        + m_server.url(u"/second"_s).toUtf8() + "\n\tdir=" + m_box->path(u"downloads/sub"_s).toUtf8() + "\n"
        + m_server.url(u"/third"_s).toUtf8() + "\n checksum=sha-256=" + wrong + "\n";
    test::writeFile(m_box->path(u"list.txt"_s), list);
    const Outcome outcome = m_box->get({u"--json"_s, u"-i"_s, m_box->path(u"list.txt"_s)});
    QCOMPARE(outcome.status, 1);
    const EventLog log(outcome.out);
    QCOMPARE(log.problems(), QString());
    QCOMPARE(log.named(u"failed"_s).size(), 1U);
    QCOMPARE(log.named(u"failed"_s)[0]["error"_L1]["kind"_L1].toString(), u"checksum"_s);
    QVERIFY(m_box->downloaded().contains(u"renamed.bin"_s));
    QVERIFY(QFile::exists(m_box->downloads() + "/sub/second"_L1));
    QVERIFY(!m_box->downloaded().contains(u"third"_s)); // never under its name with the wrong content
    const auto first = m_server.requests(u"/first"_s);
    QCOMPARE(first.size(), 1U);
    QCOMPARE(first[0].header("X-One"), QByteArray("1"));
    QCOMPARE(first[0].header("X-Two"), QByteArray("2"));
    QCOMPARE(m_server.requests(u"/second"_s)[0].header("X-One"), QByteArray());
}

void TstGetLists::aListAndLinksTogether()
{
    test::writeFile(m_box->path(u"one.txt"_s), m_server.url(u"/one"_s).toUtf8() + '\n');
    test::writeFile(m_box->path(u"two.txt"_s), m_server.url(u"/two"_s).toUtf8() + '\n');
    const Outcome outcome = m_box->get({u"-i"_s, m_box->path(u"one.txt"_s), m_server.url(u"/three"_s), u"-i"_s,
                                           m_box->path(u"two.txt"_s), u"-i"_s, u"-"_s},
        m_server.url(u"/four"_s).toUtf8());
    QCOMPARE(outcome.status, 0);
    QCOMPARE(m_box->downloaded(), QStringList({u"four"_s, u"one"_s, u"three"_s, u"two"_s}));
}

void TstGetLists::aMillionBadLines()
{
    // The message stays short, and the good line among them is not begun.
    test::writeFile(
        m_box->path(u"list.txt"_s), QByteArray("nonsense\n").repeated(999'999) + m_server.url(u"/a"_s).toUtf8() + '\n');
    const Outcome outcome = m_box->get({u"-i"_s, m_box->path(u"list.txt"_s)});
    QCOMPARE(outcome.status, 2);
    QVERIFY2(outcome.err.size() < 10'000, outcome.err.left(2000).constData());
    QVERIFY2(outcome.err.contains("more like these"), outcome.err.constData());
    QCOMPARE(m_box->downloaded(), QStringList());
    QCOMPARE(m_server.requests().size(), 0U);
}

void TstGetLists::manyLinks()
{
    constexpr int kCount = 1000;
    QByteArray list;
    for (int i = 0; i < kCount; ++i)
        list += m_server.url(u"/many/%1"_s.arg(i)).toUtf8() + '\n';
    const Outcome outcome = m_box->get({u"--json"_s, u"-i"_s, u"-"_s, u"-j"_s, u"32"_s}, list);
    QCOMPARE(outcome.status, 0);
    const EventLog log(outcome.out);
    QCOMPARE(log.problems(), QString());
    QCOMPARE(log.summary()["done"_L1].toInt(), kCount);
    QCOMPARE(m_box->downloaded().size(), kCount);
    QVERIFY(m_server.concurrentPeak() <= 32);
}

QTEST_GUILESS_MAIN(TstGetLists)
#include "tst_get_lists.moc"
