// SPDX-License-Identifier: MIT
// The pure rules behind the dialogs.
#include "ui/dialogs/add_options.h"
#include "ui/dialogs/link_check.h"
#include "ui/dialogs/path_check.h"
#include "ui/dialogs/remove_files_dialog.h"
#include "ui/dialogs/settings_form.h"

#include "tests/ui/synthetic_rows.h"

#include <QDir>
#include <QFile>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;
using download::State;

class TestDialogRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void duplicates();
    void badLinesRemainWithTheirOptions();
    void clipboard_data();
    void clipboard();
    void everyLinkProblemHasItsWords_data();
    void everyLinkProblemHasItsWords();
    void requestsAreCompleted();
    void fileNames_data();
    void fileNames();
    void typedPaths_data();
    void typedPaths();
    void folders_data();
    void folders();
    void rates_data();
    void rates();
    void proxies_data();
    void proxies();
    void filesLostAreNamed();
};

void TestDialogRules::duplicates()
{
    const LinkCheck check
        = checkLinks(u"https://a.example/x\nhttps://a.example/x\nhttps://a.example/x\n  out=other\n"_s);
    QCOMPARE(check.requests.size(), std::size_t{2}); // another name is another download
    QCOMPARE(check.merged, 1);
    QVERIFY(check.bad.empty());
}

void TestDialogRules::badLinesRemainWithTheirOptions()
{
    const LinkCheck check
        = checkLinks(u"https://a.example/x\nhttps://a.example/y\n  checksum=nonsense\na.example/z\n  out=z\n"_s);
    QCOMPARE(check.requests.size(), std::size_t{1});
    QCOMPARE(check.bad.size(), std::size_t{2});
    QVERIFY(check.remaining.contains(u"https://a.example/y"_s));
    QVERIFY(check.remaining.contains(u"checksum=nonsense"_s));
    QVERIFY(check.remaining.contains(u"out=z"_s));
    // What remains is exactly what is bad.
    const LinkCheck again = checkLinks(check.remaining);
    QVERIFY(again.requests.empty());
    QCOMPARE(again.bad.size(), std::size_t{2});
}

void TestDialogRules::clipboard_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("links");
    QTest::newRow("nothing?") << QString() << false;
    QTest::newRow("a link?") << u"https://example.org/a"_s << true;
    QTest::newRow("a link after blank lines?") << u"\n\r\n  https://example.org/a  \n"_s << true;
    QTest::newRow("prose?") << u"See https://example.org"_s << false;
    QTest::newRow("another scheme?") << u"mailto:a@example.org"_s << false;
    QTest::newRow("a book?") << QString(10'000'000, u'x') << false;
}

void TestDialogRules::clipboard()
{
    QFETCH(QString, text);
    QFETCH(bool, links);
    QCOMPARE(looksLikeLinks(text), links);
}

void TestDialogRules::everyLinkProblemHasItsWords_data()
{
    QTest::addColumn<int>("problem");
    using sources::LinkProblem;
    QTest::newRow("empty?") << static_cast<int>(LinkProblem::Empty);
    QTest::newRow("malformed?") << static_cast<int>(LinkProblem::Malformed);
    QTest::newRow("no scheme?") << static_cast<int>(LinkProblem::NoScheme);
    QTest::newRow("another scheme?") << static_cast<int>(LinkProblem::UnsupportedScheme);
    QTest::newRow("no host?") << static_cast<int>(LinkProblem::NoHost);
    QTest::newRow("too long?") << static_cast<int>(LinkProblem::TooLong);
}

void TestDialogRules::everyLinkProblemHasItsWords()
{
    QFETCH(int, problem);
    sources::BadLine bad;
    bad.error.problem = static_cast<sources::LinkProblem>(problem);
    QVERIFY(badLineText(bad).endsWith(u'.'));
    bad.option = u"checksum"_s;
    QVERIFY(badLineText(bad).contains(u"checksum"_s));
}

void TestDialogRules::requestsAreCompleted()
{
    download::Request plain;
    plain.url = u"https://a.example/x"_s;
    download::Request own = plain;
    own.folder = u"sub/../other"_s;
    own.fileName = u"own"_s;
    AddOptions options{.folder = u"/data"_s, .conflict = download::Conflict::Overwrite, .fileName = u"name"_s};

    const auto several = completed({plain, own}, options);
    QCOMPARE(several[0].folder, u"/data"_s);
    QCOMPARE(several[1].folder, u"/data/other"_s);
    QVERIFY(several[0].fileName.isEmpty());
    QCOMPARE(several[1].fileName, u"own"_s);
    QCOMPARE(several[0].conflict, download::Conflict::Overwrite);

    QCOMPARE(completed({plain}, options).front().fileName, u"name"_s);
    QVERIFY(completed({}, options).empty());
}

void TestDialogRules::fileNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("good");
    QTest::newRow("none?") << QString() << true;
    QTest::newRow("plain?") << u"a.bin"_s << true;
    QTest::newRow("a folder?") << u"a/b"_s << false;
    QTest::newRow("up?") << u".."_s << false;
    QTest::newRow("a line break?") << u"a\nb"_s << false;
    QTest::newRow("four thousand characters?") << QString(4'000, u'a') << false;
}

void TestDialogRules::fileNames()
{
    QFETCH(QString, name);
    QFETCH(bool, good);
    QCOMPARE(fileNameProblem(name).isEmpty(), good);
}

void TestDialogRules::typedPaths_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    QTest::newRow("spaces around?") << u"  /tmp/a  "_s << u"/tmp/a"_s;
    QTest::newRow("spaces inside?") << u"/tmp/a b"_s << u"/tmp/a b"_s;
    QTest::newRow("slash at the end?") << u"/tmp/a/"_s << u"/tmp/a"_s;
    QTest::newRow("home?") << u"~"_s << QDir::homePath();
    QTest::newRow("below home?") << u"~/x"_s << QDir::cleanPath(QDir::homePath() + u"/x"_s);
    QTest::newRow("a file URL?") << u"file:///tmp/a%20b"_s << u"/tmp/a b"_s;
    QTest::newRow("nothing?") << u"  "_s << QString();
}

void TestDialogRules::typedPaths()
{
    QFETCH(QString, text);
    QFETCH(QString, path);
    QCOMPARE(typedPath(text), path);
}

void TestDialogRules::folders_data()
{
    QTest::addColumn<QString>("text"); // %1 is a folder, %1/file a file
    QTest::addColumn<int>("verdict");
    const int good = static_cast<int>(PathReport::Verdict::Good);
    const int note = static_cast<int>(PathReport::Verdict::Note);
    const int bad = static_cast<int>(PathReport::Verdict::Bad);
    QTest::newRow("existing?") << u"%1"_s << good;
    QTest::newRow("to be created?") << u"%1/a/b/c"_s << note;
    QTest::newRow("a file?") << u"%1/file"_s << bad;
    QTest::newRow("below a file?") << u"%1/file/x"_s << bad;
    QTest::newRow("relative?") << u"x/y"_s << bad;
    QTest::newRow("nothing?") << QString() << bad;
    QTest::newRow("not writable even by root?") << u"/proc/x"_s << bad;
}

void TestDialogRules::folders()
{
    QFETCH(QString, text);
    QFETCH(int, verdict);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const PathReport report = inspectFolder(text.contains(u"%1"_s) ? text.arg(folder.path()) : text);
    QCOMPARE(static_cast<int>(report.verdict), verdict);
    // Only the room there is may go unsaid, where the system does not know it (in a chroot, say).
    const bool unknown
        = report.verdict == PathReport::Verdict::Good && QStorageInfo(folder.path()).bytesAvailable() <= 0;
    QCOMPARE(report.text.isEmpty(), unknown);
}

void TestDialogRules::rates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::addColumn<qint64>("rate");
    QTest::newRow("none?") << QString() << true << qint64{0};
    QTest::newRow("kilo?") << u"500K"_s << true << qint64{500 * 1024};
    QTest::newRow("mega?") << u" 2M "_s << true << qint64{2 * 1024 * 1024};
    QTest::newRow("plain?") << u"1001"_s << true << qint64{1001};
    QTest::newRow("a word?") << u"fast"_s << false << qint64{0};
    QTest::newRow("negative?") << u"-1"_s << false << qint64{0};
}

void TestDialogRules::rates()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    QFETCH(qint64, rate);
    QCOMPARE(rateProblem(text).isEmpty(), good);
    QCOMPARE(rateFromText(text), rate);
    QCOMPARE(rateFromText(rateToText(rate)), rate);
}

void TestDialogRules::proxies_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("none?") << QString() << true;
    QTest::newRow("http?") << u"http://proxy.example:3128"_s << true;
    QTest::newRow("socks?") << u"socks5h://user:secret@127.0.0.1:1080"_s << true;
    QTest::newRow("no scheme?") << u"proxy.example:3128"_s << false;
    QTest::newRow("another scheme?") << u"gopher://x"_s << false;
    QTest::newRow("no host?") << u"http://"_s << false;
    QTest::newRow("a word?") << u"none"_s << false;
}

void TestDialogRules::proxies()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    QCOMPARE(proxyProblem(text).isEmpty(), good);
}

void TestDialogRules::filesLostAreNamed()
{
    engine::Row part = rowNamed(1, u"part"_s, State::Paused);
    part.bytes = 10;
    const std::vector<engine::Row> rows{part, rowNamed(2, u"done"_s, State::Done), rowNamed(3, u"queued"_s)};
    const FilesLost lost = filesLost(rows);
    QCOMPARE(lost.finished, 1);
    QCOMPARE(lost.unfinished, 1);
    QCOMPARE(lost.bytes, qint64{1'000'010});
    QCOMPARE(lost.names, (QStringList{u"part"_s, u"done"_s}));
}

QTEST_GUILESS_MAIN(TestDialogRules)
#include "tst_dialog_rules.moc"
