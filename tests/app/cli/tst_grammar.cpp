// SPDX-License-Identifier: MIT
#include "app/cli/grammar.h"
#include "app/cli/help.h"
#include "app/terminal/text_width.h"

#include <QSet>
#include <QTest>

using namespace sluice::app;
using namespace Qt::StringLiterals;

namespace {

/// "get|limit=8 quiet|link link": what was understood, in short.
QString inShort(const Words &words)
{
    QStringList options;
    for (const GivenOption &given : words.options) {
        for (const OptionSpec &spec : optionSpecs()) {
            if (spec.id == given.id)
                options << QString::fromLatin1(spec.name) + (*spec.placeholder ? u'=' + given.value : QString());
        }
    }
    const QString command = words.command == Command::Get ? u"get|"_s
        : words.command == Command::Trace                 ? u"trace|"_s
                                                          : u"window|"_s;
    return command + options.join(u' ') + u'|' + words.links.join(u' ');
}

} // namespace

class TstGrammar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understood_data();
    void understood();
    void refused_data();
    void refused();
    void nearest_data();
    void nearest();
    void specsAreConsistent();
    void helpNamesEveryOptionInEightyColumns();
};

void TstGrammar::understood_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("words");
    QTest::newRow("is nothing a window?") << QStringList{} << u"window||"_s;
    QTest::newRow("is get a command as the first word?") << QStringList{u"get"_s, u"u"_s} << u"get||u"_s;
    QTest::newRow("is trace a command as the first word?") << QStringList{u"trace"_s, u"f"_s} << u"trace||f"_s;
    QTest::newRow("is get a link later on?") << QStringList{u"u"_s, u"get"_s} << u"window||u get"_s;
    QTest::newRow("does a long option take the next word?")
        << QStringList{u"get"_s, u"--limit"_s, u"8"_s, u"u"_s} << u"get|limit=8|u"_s;
    QTest::newRow("does a long option take its own value?") << QStringList{u"--limit=8"_s} << u"window|limit=8|"_s;
    QTest::newRow("does only the first equals sign count?")
        << QStringList{u"--checksum=md5=00"_s} << u"window|checksum=md5=00|"_s;
    QTest::newRow("may a long value be empty?") << QStringList{u"--dir="_s} << u"window|dir=|"_s;
    QTest::newRow("does a short option take the next word?") << QStringList{u"-j"_s, u"8"_s} << u"window|limit=8|"_s;
    QTest::newRow("does a short option take the rest?") << QStringList{u"-j8"_s} << u"window|limit=8|"_s;
    QTest::newRow("may a number be negative here?") << QStringList{u"-j"_s, u"-1"_s} << u"window|limit=-1|"_s;
    QTest::newRow("may switches and one value share a dash?")
        << QStringList{u"get"_s, u"-qj8"_s, u"u"_s} << u"get|quiet limit=8|u"_s;
    QTest::newRow("may options follow links?") << QStringList{u"get"_s, u"u"_s, u"-q"_s, u"v"_s} << u"get|quiet|u v"_s;
    QTest::newRow("does -- end the options?")
        << QStringList{u"--"_s, u"-q"_s, u"--limit"_s, u"--"_s} << u"window||-q --limit --"_s;
    QTest::newRow("is a lone dash no option?") << QStringList{u"-"_s} << u"window||-"_s;
    QTest::newRow("is a dash a value?") << QStringList{u"-i"_s, u"-"_s} << u"window|input-file=-|"_s;
    QTest::newRow("may a header be repeated?")
        << QStringList{u"-HA: 1"_s, u"--header=B: 2"_s} << u"window|header=A: 1 header=B: 2|"_s;
    QTest::newRow("may an option name be a value with an equals sign?")
        << QStringList{u"--output=--json"_s} << u"window|output=--json|"_s;
    QTest::newRow("is an empty word a link?") << QStringList{QString()} << u"window||"_s;
}

void TstGrammar::understood()
{
    QFETCH(QStringList, arguments);
    const auto words = splitWords(arguments);
    QVERIFY2(words.has_value(), qPrintable(words ? QString() : words.error()));
    QTEST(inShort(*words), "words");
}

void TstGrammar::refused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("named"); // the message names each of these
    QTest::newRow("is an unknown option refused?") << QStringList{u"--frobnicate"_s} << QStringList{u"--frobnicate"_s};
    QTest::newRow("is a near miss put right?") << QStringList{u"--limt=3"_s} << QStringList{u"--limt"_s, u"--limit"_s};
    QTest::newRow("is one dash for a long name put right?")
        << QStringList{u"-limit"_s, u"3"_s} << QStringList{u"-limit"_s, u"--limit"_s};
    QTest::newRow("is an unknown short option refused?") << QStringList{u"-z"_s} << QStringList{u"-z"_s};
    QTest::newRow("is an unknown short option in a group refused?")
        << QStringList{u"get"_s, u"-qz"_s} << QStringList{u"-z"_s};
    QTest::newRow("is a missing value refused?") << QStringList{u"--limit"_s} << QStringList{u"--limit"_s, u"N"_s};
    QTest::newRow("is a missing short value refused?") << QStringList{u"-d"_s} << QStringList{u"-d"_s, u"DIR"_s};
    QTest::newRow("is an option no value?")
        << QStringList{u"-d"_s, u"--insecure"_s} << QStringList{u"-d"_s, u"--insecure"_s};
    QTest::newRow("is -- no value?") << QStringList{u"-d"_s, u"--"_s, u"u"_s} << QStringList{u"-d"_s};
    QTest::newRow("is a value for a switch refused?")
        << QStringList{u"--insecure=yes"_s} << QStringList{u"--insecure"_s, u"no value"_s};
    QTest::newRow("is an option given twice refused?")
        << QStringList{u"--limit"_s, u"3"_s, u"-j4"_s} << QStringList{u"--limit"_s, u"twice"_s, u"\"3\""_s, u"\"4\""_s};
    QTest::newRow("is the same value twice refused?")
        << QStringList{u"-j3"_s, u"-j3"_s} << QStringList{u"--limit"_s, u"twice"_s};
    QTest::newRow("is a switch given twice refused?")
        << QStringList{u"get"_s, u"-qq"_s} << QStringList{u"--quiet"_s, u"twice"_s};
    QTest::newRow("does --json need get?") << QStringList{u"--json"_s} << QStringList{u"--json"_s, u"sluice get"_s};
    QTest::newRow("does --demo need the window?") << QStringList{u"get"_s, u"--demo"_s} << QStringList{u"--demo"_s};
    QTest::newRow("is an escape sequence shown harmlessly?")
        << QStringList{u"--\x1b[2J"_s} << QStringList{u"\uFFFD[2J"_s};
}

void TstGrammar::refused()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, named);
    const auto words = splitWords(arguments);
    QVERIFY(!words.has_value());
    for (const QString &part : named)
        QVERIFY2(words.error().contains(part), qPrintable(words.error()));
    QVERIFY(words.error().endsWith(u'.') || words.error().endsWith(u'?'));
}

void TstGrammar::nearest_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("option");
    QTest::newRow("is a dropped letter found?") << u"--retrie"_s << u"--retries"_s;
    QTest::newRow("are swapped letters found?") << u"--porxy"_s << u"--proxy"_s;
    QTest::newRow("is a beginning found?") << u"--connect"_s << u"--connections"_s;
    QTest::newRow("is a missing hyphen found?") << u"--limitrate"_s << u"--limit-rate"_s;
    QTest::newRow("is an added letter found?") << u"--headers"_s << u"--header"_s;
    QTest::newRow("is something else not guessed?") << u"--xyzzy"_s << QString();
    QTest::newRow("is one letter not guessed?") << u"-z"_s << QString();
    QTest::newRow("is a very long word not guessed?") << QString(100'000, u'a') << QString();
}

void TstGrammar::nearest()
{
    QFETCH(QString, name);
    QTEST(nearestOption(name), "option");
}

void TstGrammar::specsAreConsistent()
{
    QSet<QString> names;
    QSet<char> shorts;
    QSet<int> ids;
    for (const OptionSpec &spec : optionSpecs()) {
        names.insert(QString::fromLatin1(spec.name));
        ids.insert(int(spec.id));
        QVERIFY2(spec.shortName == '\0' || !shorts.contains(spec.shortName), spec.name);
        shorts.insert(spec.shortName);
    }
    QCOMPARE(names.size(), qsizetype(optionSpecs().size()));
    QCOMPARE(ids.size(), qsizetype(optionSpecs().size()));
    QCOMPARE(ids.size(), int(OptionId::Version) + 1);
}

void TstGrammar::helpNamesEveryOptionInEightyColumns()
{
    const QString help = helpText();
    for (const OptionSpec &spec : optionSpecs())
        QVERIFY2(help.contains(u"--"_s + QString::fromLatin1(spec.name)), spec.name);
    for (const QString &line : help.split(u'\n'))
        QVERIFY2(textWidth(line) <= 80, qPrintable(line));
    QVERIFY(help.endsWith(u'\n'));
    QCOMPARE(versionText(), QStringLiteral("sluice " SLUICE_VERSION "\n"));
}

QTEST_GUILESS_MAIN(TstGrammar)
#include "tst_grammar.moc"
