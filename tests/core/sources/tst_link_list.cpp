// SPDX-License-Identifier: MIT
#include "core/sources/link_list.h"

#include <QTest>

using namespace sluice::sources;
using namespace Qt::StringLiterals;

class TestLinkList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void links_data();
    void links();
    void optionsBelongToTheLinkAbove();
    void badLinesAreKeptWithTheirOptions();
    void badOptions_data();
    void badOptions();
    void anOptionWithoutALinkIsBad();
    void whatIsBadCanBeMendedAndReadAgain();
    void linksAreNormalisedByTheRulesOfHttp();
    void aMillionLines();
};

void TestLinkList::links_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("urls");
    QTest::addColumn<QList<int>>("lines");
    const auto row = [](const char *name, const QString &text, const QStringList &urls, const QList<int> &lines) {
        QTest::newRow(name) << text << urls << lines;
    };
    row("is nothing a list?", QString(), {}, {});
    row("are empty lines skipped?", u"\n \n\r\n\t\n"_s, {}, {});
    row("is one link read?", u"http://h/a"_s, {u"http://h/a"_s}, {1});
    row("are comments skipped?", u"# http://h/a\n  # b\nhttp://h/c#d\n"_s, {u"http://h/c"_s}, {3});
    row("are CRLF lines read?", u"http://h/a\r\nhttp://h/b\r\n"_s, {u"http://h/a"_s, u"http://h/b"_s}, {1, 2});
    row("is a byte order mark skipped?", u"\ufeffhttp://h/a"_s, {u"http://h/a"_s}, {1});
    row("are mirrors after a tab left out?", u"http://h/a\thttp://m/a\thttp://n/a"_s, {u"http://h/a"_s}, {1});
    row("may a link be indented?", u"  http://h/a?b=c\n\thttp://h/d"_s, {u"http://h/a?b=c"_s, u"http://h/d"_s}, {1, 2});
    row("does the same link count twice?", u"http://h/a\nhttp://h/a"_s, {u"http://h/a"_s, u"http://h/a"_s}, {1, 2});
    row("is white space after it dropped?", u"http://h/a  \t"_s, {u"http://h/a"_s}, {1});
}

void TestLinkList::links()
{
    QFETCH(QString, text);
    QFETCH(QStringList, urls);
    QFETCH(QList<int>, lines);
    const LinkList list = parseLinkList(text);
    QStringList found;
    for (const auto &request : list.requests)
        found.append(request.url);
    QCOMPARE(found, urls);
    QCOMPARE(QList<int>(list.lines.begin(), list.lines.end()), lines);
    QVERIFY(list.bad.empty());
}

void TestLinkList::optionsBelongToTheLinkAbove()
{
    const LinkList list = parseLinkList(u"http://h/a\n"
                                        " out=name one.bin\n"
                                        "\n"
                                        "\tdir=/tmp/x\n"
                                        "  # a comment\n"
                                        "  header=X-A: 1\n"
                                        "  header=X-B: \u00e4\n"
                                        "  checksum=md5=d41d8cd98f00b204e9800998ecf8427e\n"
                                        "  referer=http://r/?a=b\n"
                                        "  user-agent=me/1.0\n"
                                        "  split=5\n"
                                        "  max-tries=1\n"
                                        "http://h/b\n"_s);
    QVERIFY(list.bad.empty());
    QCOMPARE(list.requests.size(), 2u);
    const auto &first = list.requests[0];
    QCOMPARE(first.fileName, u"name one.bin"_s);
    QCOMPARE(first.folder, u"/tmp/x"_s);
    QCOMPARE(first.headers, (QList<QByteArray>{"X-A: 1", "X-B: \xc3\xa4"}));
    QCOMPARE(first.checksum.value().digest, QCryptographicHash::hash("", QCryptographicHash::Md5));
    QCOMPARE(first.referer, u"http://r/?a=b"_s);
    QCOMPARE(first.userAgent, u"me/1.0"_s);
    sluice::download::Request bare;
    bare.url = u"http://h/b"_s;
    QCOMPARE(list.requests[1], bare);
    QCOMPARE(list.lines, (std::vector<int>{1, 13}));
}

void TestLinkList::badLinesAreKeptWithTheirOptions()
{
    const LinkList list = parseLinkList(u"http://h/a\nh/b\n out=c\n#\nmagnet:?x\nhttp://h:0/\r\nhttp://h/d\n"_s);
    QCOMPARE(list.requests.size(), 2u);
    QCOMPARE(list.lines, (std::vector<int>{1, 7}));
    const std::vector<BadLine> expected{
        {2, u"h/b\n out=c"_s, {LinkProblem::NoScheme, {}}, {}},
        {5, u"magnet:?x"_s, {LinkProblem::UnsupportedScheme, u"magnet"_s}, {}},
        {6, u"http://h:0/"_s, {LinkProblem::Malformed, u"0"_s}, {}},
    };
    QCOMPARE(list.bad, expected);
}

void TestLinkList::badOptions_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const QString &line, const QString &option, const QString &detail) {
        QTest::newRow(name) << line << option << detail;
    };
    row("is a slash in the name bad?", u" out=a/b"_s, u"out"_s, u"contains a slash"_s);
    row("is a climbing name bad?", u" out=.."_s, u"out"_s, u"names a folder"_s);
    row("is an empty name bad?", u" out="_s, u"out"_s, u"is empty"_s);
    row("is an empty folder bad?", u" dir= "_s, u"dir"_s, u"is empty"_s);
    row("is a name given twice bad?", u" out=a\n out=b"_s, u"out"_s, u"is given twice"_s);
    row("is a header without a colon bad?", u" header=x"_s, u"header"_s, u"is not of the form \"Name: value\""_s);
    row("is a header with a control character bad?", u" header=a: b\rc: d"_s, u"header"_s,
        u"contains a control character"_s);
    row("is a user agent with a control character bad?", u" user-agent=a\rb"_s, u"user-agent"_s,
        u"contains a control character"_s);
    row("is a bad checksum bad?", u" checksum=md5=0"_s, u"checksum"_s, u"md5 needs 32 hexadecimal digits, not 1"_s);
}

void TestLinkList::badOptions()
{
    QFETCH(QString, line);
    QFETCH(QString, option);
    QFETCH(QString, detail);
    const LinkList list = parseLinkList(QString(u"http://h/a\n"_s + line + u"\nhttp://h/b"_s));
    // The link is not downloaded without its option; the one after it is not touched.
    QCOMPARE(list.lines, (std::vector<int>{2 + int(line.count(u'\n')) + 1}));
    QCOMPARE(list.bad.size(), 1u);
    QCOMPARE(list.bad[0].option, option);
    QCOMPARE(list.bad[0].error, (LinkError{LinkProblem::Malformed, detail}));
    QCOMPARE(list.bad[0].line, 2 + int(line.count(u'\n')));
    QCOMPARE(list.bad[0].text, QString(u"http://h/a\n"_s + line));
}

void TestLinkList::anOptionWithoutALinkIsBad()
{
    const LinkList list = parseLinkList(u" out=a\nhttp://h/a"_s);
    QCOMPARE(list.requests.size(), 1u);
    QCOMPARE(list.bad.size(), 1u);
    QCOMPARE(list.bad[0], (BadLine{1, u" out=a"_s, {LinkProblem::Malformed, u"belongs to no link"_s}, u"out"_s}));
}

void TestLinkList::whatIsBadCanBeMendedAndReadAgain()
{
    LinkList list = parseLinkList(u"h/a\n out=b\n header=A: c\n"_s);
    QCOMPARE(list.bad.size(), 1u);
    list = parseLinkList(QString(u"http://"_s + list.bad[0].text));
    QVERIFY(list.bad.empty());
    QCOMPARE(list.requests.size(), 1u);
    QCOMPARE(list.requests[0].fileName, u"b"_s);
    QCOMPARE(list.requests[0].headers, (QList<QByteArray>{"A: c"}));
}

void TestLinkList::linksAreNormalisedByTheRulesOfHttp()
{
    QCOMPARE(normaliseLink(u" <HTTP://Me@H:80/a b#c> "_s).value(), u"http://Me@h/a%20b"_s);
    QCOMPARE(normaliseLink(u"h/a"_s).error(), (LinkError{LinkProblem::NoScheme, {}}));
    QCOMPARE(withoutUserInfo(u"http://me:secret@h/"_s), u"http://h/"_s);
    QCOMPARE(hostLabel(u"http://me@h:81/"_s), u"h:81"_s);
}

void TestLinkList::aMillionLines()
{
    QString text;
    text.reserve(60'000'000);
    for (int i = 0; i < 1'000'000; ++i)
        text += u"https://example.org/files/"_s + QString::number(i) + (i % 2 ? u".bin\r\n"_s : u".bin\n"_s);
    const LinkList list = parseLinkList(text);
    QVERIFY(list.bad.empty());
    QCOMPARE(list.requests.size(), 1'000'000u);
    QCOMPARE(list.lines.back(), 1'000'000);
    QCOMPARE(list.requests.back().url, u"https://example.org/files/999999.bin"_s);
}

QTEST_GUILESS_MAIN(TestLinkList)
#include "tst_link_list.moc"
