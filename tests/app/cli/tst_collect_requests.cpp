// SPDX-License-Identifier: MIT
#include "app/cli/collect_requests.h"
#include "app/cli/folder_check.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using namespace sluice::app;
using namespace Qt::StringLiterals;

class TstCollectRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void optionsReachEveryRequest();
    void aLineHasTheLastWord();
    void badLinks_data();
    void badLinks();
    void everyBadLineIsNamedAndOneSpoilsAll();
    void manyBadLinesAreCounted();
    void badListFiles_data();
    void badListFiles();
    void aMillionLinesAreFine();
    void badFolders_data();
    void badFolders();
    void aFolderThatIsFineStaysEmpty();
    void filesOfOptionsMustBeReadable();

private:
    QString path(const QString &name) const { return m_dir->filePath(name); }
    QString write(const QString &name, const QByteArray &content) const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TstCollectRequests::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

QString TstCollectRequests::write(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write a test file");
    return file.fileName();
}

void TstCollectRequests::optionsReachEveryRequest()
{
    Options options;
    options.links = {u"http://127.0.0.1/a"_s};
    options.inputFiles = {write(u"list"_s, "http://127.0.0.1/b\n")};
    options.headers = {"X-A: 1"};
    options.referer = u"http://r/"_s;
    options.conflict = download::Conflict::Overwrite;
    const auto requests = collectRequests(options, m_dir->path());
    QVERIFY2(requests.has_value(), qPrintable(requests ? QString() : requests.error().join(u'\n')));
    QCOMPARE(requests->size(), std::size_t(2));
    for (const download::Request &request : *requests) {
        QCOMPARE(request.folder, m_dir->path());
        QCOMPARE(request.headers, QList<QByteArray>{"X-A: 1"});
        QCOMPARE(request.referer, u"http://r/"_s);
        QCOMPARE(request.conflict, download::Conflict::Overwrite);
    }
    QCOMPARE(requests->front().url, u"http://127.0.0.1/a"_s);
    QCOMPARE(requests->back().url, u"http://127.0.0.1/b"_s);
}

void TstCollectRequests::aLineHasTheLastWord()
{
    QVERIFY(QDir(m_dir->path()).mkdir(u"sub"_s));
    Options options;
    options.headers = {"X-A: 1"};
    options.inputFiles = {write(
        u"list"_s, "http://127.0.0.1/b\n  out=named\n  header=X-B: 2\n  dir=" + path(u"sub"_s).toUtf8() + "/../sub\n")};
    const auto requests = collectRequests(options, m_dir->path());
    QVERIFY2(requests.has_value(), qPrintable(requests ? QString() : requests.error().join(u'\n')));
    QCOMPARE(requests->front().fileName, u"named"_s);
    QCOMPARE(requests->front().folder, path(u"sub"_s));
    QCOMPARE(requests->front().headers, (QList<QByteArray>{"X-A: 1", "X-B: 2"}));
}

void TstCollectRequests::badLinks_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("named");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("is an empty link named?") << QString() << u"empty link"_s << u"Take it out"_s;
    QTest::newRow("is a missing scheme put right?") << u"example.org/f"_s << u"example.org/f"_s << u"https://"_s;
    QTest::newRow("is an unknown scheme named?") << u"gopher://h/f"_s << u"gopher"_s << u"http, https, ftp"_s;
    QTest::newRow("is a missing host named?") << u"http:///f"_s << u"http:///f"_s << u"https://server/file"_s;
    QTest::newRow("is a bad port named?") << u"http://h:99999/f"_s << u"h:99999"_s << u"Check"_s;
    QTest::newRow("is a link that is too long shown short?")
        << u"http://h/"_s + QString(70'000, u'a') << u"http://h/aaa"_s << u"65536"_s;
}

void TstCollectRequests::badLinks()
{
    QFETCH(QString, link);
    QFETCH(QString, named);
    QFETCH(QString, remedy);
    Options options;
    options.links = {link};
    const auto requests = collectRequests(options, m_dir->path());
    QVERIFY(!requests.has_value());
    QCOMPARE(requests.error().size(), 1);
    const QString &text = requests.error().first();
    QVERIFY2(text.contains(named) && text.contains(remedy), qPrintable(text));
    QVERIFY(text.size() < 300);
}

void TstCollectRequests::everyBadLineIsNamedAndOneSpoilsAll()
{
    Options options;
    options.links = {u"http://127.0.0.1/good"_s};
    options.inputFiles = {write(u"list"_s,
        "http://127.0.0.1/good\nnonsense\n# comment\ngopher://user:secret@h/\n"
        "http://127.0.0.1/x\n  out=a/b\n"
        "http://127.0.0.1/y\n  dir=/nonexistent\n  header=Range: bytes=0-1\n"
        "http://127.0.0.1/z\n  checksum=md5=xx\n")};
    const auto requests = collectRequests(options, m_dir->path());
    QVERIFY(!requests.has_value());
    const QString text = requests.error().join(u'\n');
    for (const QString &part : {u"line 2: \"nonsense\""_s, u"line 4: "_s, u"gopher"_s, u"line 6: out="_s,
             u"\"http://127.0.0.1/x\""_s, u"\"/nonexistent\""_s, u"Range"_s, u"line 11: checksum="_s})
        QVERIFY2(text.contains(part), qPrintable(text));
    QVERIFY2(!text.contains(u"secret"_s), qPrintable(text));
    QCOMPARE(requests.error().size(), 6);
    QCOMPARE(text.count(u"list\", line "_s), requests.error().size());
}

void TstCollectRequests::manyBadLinesAreCounted()
{
    Options options;
    options.inputFiles = {write(u"list"_s, QByteArray("nonsense\n").repeated(100'000))};
    const auto requests = collectRequests(options, m_dir->path());
    QVERIFY(!requests.has_value());
    QCOMPARE(requests.error().size(), kMostProblems + 1);
    QVERIFY2(requests.error().last().contains(u"99980"_s), qPrintable(requests.error().last()));
}

void TstCollectRequests::badListFiles_data()
{
    QTest::addColumn<QString>("file"); // empty: a list with `content`
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("is a missing list named?") << u"/nonexistent/list"_s << QByteArray() << u"does not exist"_s;
    QTest::newRow("is a folder no list?") << u"/tmp"_s << QByteArray() << u"is not a file"_s;
    QTest::newRow("is a binary file no list?") << QString()
                                               << QByteArray("\x7f"
                                                             "ELF\0\0\1",
                                                      7)
                                               << u"text file"_s;
    QTest::newRow("is an empty list no list?") << QString() << QByteArray() << u"one link on each line"_s;
    QTest::newRow("is a list of comments empty?") << QString() << QByteArray("# a\n\n# b\n") << u"no links"_s;
}

void TstCollectRequests::badListFiles()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, remedy);
    if (file.isEmpty())
        file = write(u"list"_s, content);
    Options options;
    options.inputFiles = {file};
    const auto requests = collectRequests(options, m_dir->path());
    QVERIFY(!requests.has_value());
    QCOMPARE(requests.error().size(), 1);
    const QString &text = requests.error().first();
    QVERIFY2(text.contains(file) && text.contains(remedy), qPrintable(text));
}

void TstCollectRequests::aMillionLinesAreFine()
{
    Options options;
    options.inputFiles = {write(u"list"_s, QByteArray("http://127.0.0.1/f\n").repeated(1'000'000))};
    const auto requests = collectRequests(options, m_dir->path());
    QVERIFY(requests.has_value());
    QCOMPARE(requests->size(), std::size_t(1'000'000));
}

void TstCollectRequests::badFolders_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("is a missing folder refused?")
        << u"/nonexistent/it's here"_s << u"mkdir -p '/nonexistent/it'\\''s"_s;
    QTest::newRow("is a file no folder?") << u"/etc/passwd"_s << u"is not a folder"_s;
    // Root may do almost anything, so this needs a folder where nobody can create files.
    QTest::newRow("is a folder that takes no files refused?") << u"/proc"_s << u"cannot be written to"_s;
    QTest::newRow("is a path of 4,000 characters shown short?") << u"/"_s + QString(4'000, u'x') << u"does not exist"_s;
}

void TstCollectRequests::badFolders()
{
    QFETCH(QString, folder);
    QFETCH(QString, remedy);
    const QString text = folderProblem(folder);
    QVERIFY2(text.contains(remedy), qPrintable(text));
    QVERIFY(text.size() < 400);

    Options options;
    options.links = {u"http://127.0.0.1/a"_s};
    const auto requests = collectRequests(options, folder);
    QVERIFY(!requests.has_value());
    QCOMPARE(requests.error(), QStringList{text});
}

void TstCollectRequests::aFolderThatIsFineStaysEmpty()
{
    QCOMPARE(folderProblem(m_dir->path()), QString());
    QVERIFY(QDir(m_dir->path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void TstCollectRequests::filesOfOptionsMustBeReadable()
{
    Options options;
    options.links = {u"http://127.0.0.1/a"_s};
    options.cookieFile = path(u"no-cookies"_s);
    options.caFile = m_dir->path();
    const auto requests = collectRequests(options, m_dir->path());
    QVERIFY(!requests.has_value());
    QCOMPARE(requests.error().size(), 2);
    QVERIFY(requests.error()[0].contains(u"--cookies"_s) && requests.error()[0].contains(u"no-cookies"_s));
    QVERIFY(requests.error()[1].contains(u"--ca-file"_s) && requests.error()[1].contains(m_dir->path()));
}

QTEST_GUILESS_MAIN(TstCollectRequests)
#include "tst_collect_requests.moc"
