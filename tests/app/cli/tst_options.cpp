// SPDX-License-Identifier: MIT
#include "app/cli/options.h"

#include <QTest>

using namespace sluice;
using namespace sluice::app;
using namespace Qt::StringLiterals;

namespace {

const QString kLink = u"http://127.0.0.1/a"_s;

/// Parses "get" with these arguments and one link.
std::expected<Options, QString> parseGet(const QStringList &arguments)
{
    return parseOptions(QStringList{u"get"_s} + arguments + QStringList{kLink});
}

} // namespace

class TstOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingGivenNothingSet();
    void everyOptionReachesItsPlace();
    void settingsKeepWhatIsNotGiven();
    void numbers_data();
    void numbers();
    void badValues_data();
    void badValues();
    void contradictions_data();
    void contradictions();
    void aRecordingIsAskedFor_data();
    void aRecordingIsAskedFor();
    void helpNeedsNoLink();
    void fileNames_data();
    void fileNames();
    void aLongValueIsShownShort();
};

void TstOptions::nothingGivenNothingSet()
{
    const auto options = parseOptions({});
    QVERIFY(options.has_value());
    QCOMPARE(options->command, Command::Window);
    QVERIFY(options->links.isEmpty() && !options->limit && !options->conflict && !options->insecure);
    download::Settings settings;
    settings.limit = 77;
    settings.proxy = u"http://p:1"_s;
    settings.insecure = true;
    QCOMPARE(withOptions(settings, *options), settings);
}

void TstOptions::everyOptionReachesItsPlace()
{
    const auto options = parseGet({u"-d"_s, u"/tmp"_s, u"-o"_s, u"name"_s, u"-j8"_s, u"-x1"_s, u"--host-limit=2"_s,
        u"--limit-rate=2M"_s, u"--connect-timeout=1.5"_s, u"--stall-timeout=10"_s, u"--timeout=0"_s, u"--retries=0"_s,
        u"--retry-wait=0.25"_s, u"--checksum=md5=d41d8cd98f00b204e9800998ecf8427e"_s, u"-HX-A: 1"_s, u"-HX-B: 2"_s,
        u"-A"_s, u"agent"_s, u"--referer"_s, u"http://r/"_s, u"--proxy=127.0.0.1:3128"_s, u"--cookies=c"_s,
        u"--ca-file=ca"_s, u"--insecure"_s, u"--on-conflict=skip"_s, u"--no-resume"_s, u"--profile=p"_s, u"--json"_s,
        u"-q"_s});
    QVERIFY2(options.has_value(), qPrintable(options ? QString() : options.error()));
    QCOMPARE(options->command, Command::Get);
    QCOMPARE(options->links, QStringList{kLink});
    QCOMPARE(options->dir, u"/tmp"_s);
    QCOMPARE(options->output, u"name"_s);
    QCOMPARE(options->profile, u"p"_s);
    QCOMPARE(options->checksum->algorithm, QCryptographicHash::Md5);
    QCOMPARE(options->headers, (QList<QByteArray>{"X-A: 1", "X-B: 2"}));
    QCOMPARE(options->referer, u"http://r/"_s);
    QVERIFY(options->noResume && options->json && options->quiet);

    download::Settings expected;
    expected.limit = 8;
    expected.hostLimit = 2;
    expected.rateLimit = 2 * 1024 * 1024;
    expected.connectTimeoutMs = 1'500;
    expected.stallTimeoutMs = 10'000;
    expected.deadlineMs = 0;
    expected.retries = 0;
    expected.retryWaitMs = 250;
    expected.conflict = download::Conflict::Skip;
    expected.userAgent = u"agent"_s;
    expected.proxy = u"http://127.0.0.1:3128"_s;
    expected.cookieFile = u"c"_s;
    expected.caFile = u"ca"_s;
    expected.insecure = true;
    download::Settings base;
    base.deadlineMs = 5;
    QCOMPARE(withOptions(base, *options), expected);
}

void TstOptions::settingsKeepWhatIsNotGiven()
{
    const auto options = parseOptions({u"--theme=dark"_s, u"--start"_s, u"--quit-when-done"_s, u"-j2"_s});
    QVERIFY(options.has_value());
    QCOMPARE(options->theme, Theme::Dark);
    QVERIFY(options->start && options->quitWhenDone);
    download::Settings base;
    base.retries = 9;
    download::Settings expected = base;
    expected.limit = 2;
    QCOMPARE(withOptions(base, *options), expected);
}

void TstOptions::numbers_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("limit");
    QTest::newRow("is the least limit taken?") << u"1"_s << 1;
    QTest::newRow("is the largest limit taken?") << u"1000"_s << 1000;
    QTest::newRow("is a leading zero decimal?") << u"010"_s << 10;
}

void TstOptions::numbers()
{
    QFETCH(QString, value);
    const auto options = parseGet({u"-j"_s, value});
    QVERIFY(options.has_value());
    QTEST(*options->limit, "limit");
}

void TstOptions::badValues_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("remedy");
    const QString range = u"from 1 to 1000"_s;
    QTest::newRow("is limit 0 refused?") << u"--limit"_s << u"0"_s << range;
    QTest::newRow("is limit -1 refused?") << u"--limit"_s << u"-1"_s << range;
    QTest::newRow("is a word refused?") << u"--limit"_s << u"abc"_s << range;
    QTest::newRow("is an exponent refused?") << u"--limit"_s << u"1e9"_s << range;
    QTest::newRow("is nothing refused?") << u"--limit"_s << QString() << range;
    QTest::newRow("is 1001 refused?") << u"--limit"_s << u"1001"_s << range;
    QTest::newRow("is a fraction refused?") << u"--limit"_s << u"2.5"_s << range;
    QTest::newRow("is a sign refused?") << u"--limit"_s << u"+5"_s << range;
    QTest::newRow("is white space refused?") << u"--limit"_s << u" 5"_s << range;
    QTest::newRow("is hexadecimal refused?") << u"--limit"_s << u"0x5"_s << range;
    QTest::newRow("are Arabic digits refused?") << u"--limit"_s << u"٥"_s << range;
    QTest::newRow("is a number beyond 64 bits refused?") << u"--limit"_s << u"99999999999999999999"_s << range;
    QTest::newRow("are several connections refused honestly?") << u"-x"_s << u"4"_s << u"-x 1"_s;
    QTest::newRow("are no connections refused?") << u"-x"_s << u"0"_s << u"from 1 to 16"_s;
    QTest::newRow("is a negative host limit refused?") << u"--host-limit"_s << u"-1"_s << u"from 0 to 1000"_s;
    QTest::newRow("is a connect timeout of 0 refused?") << u"--connect-timeout"_s << u"0"_s << u"from 0.1"_s;
    QTest::newRow("is a timeout with a unit refused?") << u"--timeout"_s << u"5m"_s << u"seconds"_s;
    QTest::newRow("is a negative timeout refused?") << u"--timeout"_s << u"-5"_s << u"seconds"_s;
    QTest::newRow("is a bare dot refused?") << u"--timeout"_s << u"."_s << u"seconds"_s;
    QTest::newRow("is infinity refused?") << u"--timeout"_s << u"inf"_s << u"seconds"_s;
    QTest::newRow("are too many retries refused?") << u"--retries"_s << u"1001"_s << u"from 0 to 1000"_s;
    QTest::newRow("is a rate of 0 refused?") << u"--limit-rate"_s << u"0"_s << u"500K"_s;
    QTest::newRow("is a rate in words refused?") << u"--limit-rate"_s << u"fast"_s << u"500K"_s;
    QTest::newRow("is an unknown algorithm refused?") << u"--checksum"_s << u"crc32=00"_s << u"sha-256=HEX"_s;
    QTest::newRow("is a short checksum refused?") << u"--checksum"_s << u"sha-256=00"_s << u"sha-256=HEX"_s;
    QTest::newRow("is a header without a colon refused?") << u"-H"_s << u"Accept"_s << u"Name: value"_s;
    QTest::newRow("is a header without a name refused?") << u"-H"_s << u": x"_s << u"Name: value"_s;
    QTest::newRow("is a header name with a space refused?") << u"-H"_s << u"A b: x"_s << u"Name: value"_s;
    QTest::newRow("is a smuggled header line refused?") << u"-H"_s << u"A: b\r\nC: d"_s << u"Name: value"_s;
    QTest::newRow("is a range header refused?") << u"-H"_s << u"range: bytes=0-9"_s << u"Leave it out"_s;
    QTest::newRow("is a line break in the user agent refused?") << u"-A"_s << u"a\nb"_s << u"Take them out"_s;
    QTest::newRow("is an empty referer refused?") << u"--referer"_s << QString() << u"leave the option out"_s;
    QTest::newRow("is an unknown proxy scheme refused?") << u"--proxy"_s << u"ftp://h:1"_s << u"http://HOST:PORT"_s;
    QTest::newRow("is a proxy with a bad port refused?") << u"--proxy"_s << u"http://h:99999"_s << u"HOST:PORT"_s;
    QTest::newRow("is a proxy with a path refused?") << u"--proxy"_s << u"http://h:1/x"_s << u"HOST:PORT"_s;
    QTest::newRow("is an empty proxy refused?") << u"--proxy"_s << QString() << u"HOST:PORT"_s;
    QTest::newRow("is an unknown word for conflicts refused?")
        << u"--on-conflict"_s << u"ask"_s << u"rename, overwrite, skip"_s;
    QTest::newRow("is an empty folder refused?") << u"-d"_s << QString() << u"leave the option out"_s;
    QTest::newRow("is a name with a slash refused?") << u"-o"_s << u"a/b"_s << u"-d"_s;
    QTest::newRow("is an empty name refused?") << u"-o"_s << QString() << u"Give one"_s;
}

void TstOptions::badValues()
{
    QFETCH(QString, option);
    QFETCH(QString, value);
    QFETCH(QString, remedy);
    const auto options = parseGet({option, value});
    QVERIFY(!options.has_value());
    QVERIFY2(options.error().contains(option), qPrintable(options.error()));
    QVERIFY2(options.error().contains(remedy), qPrintable(options.error()));
    for (const QChar c : options.error())
        QVERIFY(c.isPrint());
}

void TstOptions::contradictions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    const QString other = u"http://127.0.0.1/b"_s;
    QTest::newRow("does get need a link?") << QStringList{u"get"_s} << u"-i FILE"_s;
    QTest::newRow("does -o need one link and not two?")
        << QStringList{u"get"_s, u"-o"_s, u"n"_s, kLink, other} << u"exactly one link"_s;
    QTest::newRow("does -o need a link and not a list?")
        << QStringList{u"get"_s, u"-o"_s, u"n"_s, u"-i"_s, u"f"_s} << u"exactly one link"_s;
    QTest::newRow("does -o need a link at all?") << QStringList{u"-o"_s, u"n"_s} << u"exactly one link"_s;
    QTest::newRow("does a checksum need one link?")
        << QStringList{u"get"_s, u"--checksum=md5=d41d8cd98f00b204e9800998ecf8427e"_s, kLink, other} << u"checksum="_s;
    QTest::newRow("is standard input read once?")
        << QStringList{u"get"_s, u"-i"_s, u"-"_s, u"-i"_s, u"-"_s} << u"standard input"_s;
    QTest::newRow("does the demo take no links?") << QStringList{u"--demo"_s, kLink} << u"--demo"_s;
    QTest::newRow("does trace need a file?") << QStringList{u"trace"_s} << u"sluice trace FILE"_s;
    QTest::newRow("and only one?") << QStringList{u"trace"_s, u"a"_s, u"b"_s} << u"one recording at a time"_s;
    QTest::newRow("does an export need a file?") << QStringList{u"trace"_s, u"a"_s, u"--export=har"_s} << u"-o FILE"_s;
    QTest::newRow("must its name say the format?")
        << QStringList{u"trace"_s, u"a"_s, u"-o"_s, u"b.txt"_s} << u"--export"_s;
    QTest::newRow("is an unknown format refused?")
        << QStringList{u"trace"_s, u"a"_s, u"--export=pdf"_s, u"-o"_s, u"b"_s} << u"chrome, har, csv"_s;
    QTest::newRow("does a recording's name say the format?")
        << QStringList{u"get"_s, u"--trace"_s, u"a.txt"_s, kLink} << u".sluice-trace"_s;
    QTest::newRow("is a suffix alone no name?")
        << QStringList{u"get"_s, u"--trace"_s, u"json"_s, kLink} << u".sluice-trace"_s;
    QTest::newRow("does the window record by itself?") << QStringList{u"--trace=a.har"_s} << u"sluice get"_s;
    QTest::newRow("does get export nothing?") << QStringList{u"get"_s, u"--export=har"_s, kLink} << u"sluice trace"_s;
    QTest::newRow("does trace download nothing?") << QStringList{u"trace"_s, u"a"_s, u"-j3"_s} << u"Leave it out"_s;
    QTest::newRow("is an unknown theme refused?") << QStringList{u"--theme=pink"_s} << u"light, dark, system"_s;
}

void TstOptions::contradictions()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const auto options = parseOptions(arguments);
    QVERIFY(!options.has_value());
    QVERIFY2(options.error().contains(named), qPrintable(options.error()));
}

void TstOptions::aRecordingIsAskedFor_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("traceFile");
    QTest::addColumn<QString>("output");
    QTest::addColumn<int>("exportAs"); // -1 = not said
    const auto row = [](const char *question, const QString &arguments, const QString &traceFile, const QString &output,
                         int exportAs) {
        QTest::newRow(question) << arguments.split(u' ') << traceFile << output << exportAs;
    };
    row("may get record?", u"get --trace a.sluice-trace http://h/a"_s, u"a.sluice-trace"_s, {}, -1);
    row("in a folder, for Perfetto?", u"get --trace=../b/a.json http://h/a"_s, u"../b/a.json"_s, {}, -1);
    row("whatever the suffix's case?", u"get --trace a.HAR http://h/a"_s, u"a.HAR"_s, {}, -1);
    row("as a table of spans?", u"get --trace a.csv http://h/a"_s, u"a.csv"_s, {}, -1);
    row("is a recording summed up?", u"trace a.sluice-trace"_s, {}, {}, -1);
    row("is it written by the name's suffix?", u"trace a.sluice-trace -o /tmp/b.har"_s, {}, u"/tmp/b.har"_s, -1);
    row("or as --export says?", u"trace a --export=chrome --output b.txt"_s, {}, u"b.txt"_s, 1);
}

void TstOptions::aRecordingIsAskedFor()
{
    QFETCH(QStringList, arguments);
    const auto options = parseOptions(arguments);
    QVERIFY2(options.has_value(), qPrintable(options ? QString() : options.error()));
    QTEST(options->traceFile, "traceFile");
    QTEST(options->output, "output");
    QTEST(options->exportAs ? int(*options->exportAs) : -1, "exportAs");
}

void TstOptions::helpNeedsNoLink()
{
    QVERIFY(parseOptions({u"trace"_s, u"--help"_s})->help);
    QVERIFY(parseOptions({u"get"_s, u"--help"_s})->help);
    QVERIFY(parseOptions({u"-h"_s})->help);
    QVERIFY(parseOptions({u"--version"_s})->version);
}

void TstOptions::fileNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("usable");
    QTest::newRow("is a plain name usable?") << u"a.iso"_s << true;
    QTest::newRow("is a hidden name usable?") << u".a"_s << true;
    QTest::newRow("is a name of 250 bytes usable?") << QString(250, u'a') << true;
    QTest::newRow("is a name of 251 bytes refused?") << QString(251, u'a') << false;
    QTest::newRow("are bytes counted and not characters?") << QString(100, u'日') << false;
    QTest::newRow("is a name of 4,000 characters refused?") << QString(4'000, u'a') << false;
    QTest::newRow("is the folder itself refused?") << u"."_s << false;
    QTest::newRow("is the folder above refused?") << u".."_s << false;
    QTest::newRow("is an absolute path refused?") << u"/etc/passwd"_s << false;
    QTest::newRow("is a line break refused?") << u"a\nb"_s << false;
    QTest::newRow("is a NUL refused?") << QString(QChar(0)) << false;
    QTest::newRow("is nothing refused?") << QString() << false;
}

void TstOptions::fileNames()
{
    QFETCH(QString, name);
    QTEST(fileNameProblem(name).isEmpty(), "usable");
}

void TstOptions::aLongValueIsShownShort()
{
    const auto options = parseGet({u"-o"_s, QString(4'000, u'n')});
    QVERIFY(!options.has_value());
    QVERIFY(options.error().contains(u"4000 bytes"_s));
    QVERIFY(options.error().size() < 300);
}

QTEST_GUILESS_MAIN(TstOptions)
#include "tst_options.moc"
