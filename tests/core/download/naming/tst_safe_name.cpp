// SPDX-License-Identifier: MIT
#include "core/download/naming/safe_name.h"

#include "core/download/naming/extension.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sluice::download;
using namespace Qt::StringLiterals;
using Problem = NameProblem;

Q_DECLARE_METATYPE(Problem)

class TestSafeName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void lengths_data();
    void lengths();
    void noiseBecomesSafe();
    void extensions_data();
    void extensions();
    void userNames_data();
    void userNames();
    void problemsHaveTexts();
};

void TestSafeName::names_data()
{
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("safe"); // null = nothing usable
    const auto row = [](const char *name, const QString &raw, const QString &safe) {
        QTest::newRow(name) << raw << safe;
    };
    row("is a plain name left alone?", u"a b-c_(1)~[x].tar.gz"_s, u"a b-c_(1)~[x].tar.gz"_s);
    row("is non-ASCII left alone?", u"\u00e4\u4e00\U0001f600.txt"_s, u"\u00e4\u4e00\U0001f600.txt"_s);
    row("are both separators replaced?", u"a/b\\c"_s, u"a_b_c"_s);
    row("is a NUL replaced?", u"a"_s + QChar(0) + u"b.txt"_s, u"a_b.txt"_s);
    row("are characters Windows refuses replaced?", u"a:b*c?d\"e<f>g|h"_s, u"a_b_c_d_e_f_g_h"_s);
    row("is a direction mark replaced?", u"evil\u202egpj.exe"_s, u"evil_gpj.exe"_s);
    row("is a tag character replaced?", u"a\U000e0041b"_s, u"a_b"_s);
    row("is half a surrogate pair replaced?", u"a"_s + QChar(0xd800) + u"b"_s, u"a_b"_s);
    row("is a surrogate pair the wrong way round replaced?", QString(QChar(0xdc00)) + QChar(0xd800), u"__"_s);
    row("are leading dots dropped?", u"...a"_s, u"a"_s);
    row("are trailing dots and spaces dropped?", u"a. . "_s, u"a"_s);
    row("are runs of spaces one?", u"a   b"_s, u"a b"_s);
    row("are invisible marks at the ends dropped?", u"\ufeffa.txt\u200b"_s, u"a.txt"_s);
    row("is nothing nothing?", QString(), QString());
    row("are dots nothing?", u"..."_s, QString());
    row("is white space nothing?", u" \t\n\u00a0\u3000"_s, QString());
    row("is a climb harmless?", u"../../etc/passwd"_s, u"_.._etc_passwd"_s);
    row("does a leading dash stay?", u"-rf"_s, u"-rf"_s);
    row("does a percent sign stay?", u"100%2F.txt"_s, u"100%2F.txt"_s);
}

void TestSafeName::names()
{
    QFETCH(QString, raw);
    QFETCH(QString, safe);
    QCOMPARE(safeName(raw).value_or(QString()), safe);
}

void TestSafeName::lengths_data()
{
    QTest::addColumn<QString>("raw");
    QTest::addColumn<qsizetype>("maxBytes");
    QTest::addColumn<QString>("safe");
    const auto row = [](const char *name, const QString &raw, qsizetype maxBytes, const QString &safe) {
        QTest::newRow(name) << raw << maxBytes << safe;
    };
    row("is a name that just fits left alone?", u"abc.txt"_s, 7, u"abc.txt"_s);
    row("is the extension kept?", u"abcdef.txt"_s, 7, u"abc.txt"_s);
    row("is a compound extension kept?", u"abcdef.tar.gz"_s, 9, u"ab.tar.gz"_s);
    row("is a character never cut in two?", u"a\u20ac\u20ac.txt"_s, 9, u"a\u20ac.txt"_s);
    row("is a surrogate pair never cut in two?", u"a\U0001f600\U0001f600.txt"_s, 12, u"a\U0001f600.txt"_s);
    row("does a mark go with its letter?", u"abe\u0301.txt"_s, 7, u"ab.txt"_s);
    row("is a letter with endless marks cut all the same?", u"e"_s + QString(9, u'\u0301'), 5, u"e\u0301\u0301"_s);
    row("is an extension longer than all cut too?", u"a.extension"_s, 5, u"a.ext"_s);
    row("does the cut leave no space or dot at the end?", u"ab. cd"_s, 4, u"ab"_s);
    row("does the cut leave no space before the extension?", u"ab cd.txt"_s, 7, u"ab.txt"_s);
}

void TestSafeName::lengths()
{
    QFETCH(QString, raw);
    QFETCH(qsizetype, maxBytes);
    QFETCH(QString, safe);
    QCOMPARE(safeName(raw, maxBytes).value_or(QString()), safe);
}

void TestSafeName::noiseBecomesSafe()
{
    QRandomGenerator random(5);
    const QString alphabet = u"ab. /\\:\t\u00a0\u0301\u200b\u202e\u4e00\ufeff\uffff_"_s + QChar(0) + QChar(0xd83d)
        + QChar(0xde00) + QChar(0x85);
    for (int round = 0; round < 5000; ++round) {
        QString raw;
        for (quint32 n = random.bounded(300u); n > 0; --n)
            raw += alphabet[random.bounded(int(alphabet.size()))];
        const auto safe = safeName(raw);
        if (!safe)
            continue;
        QVERIFY(!safe->isEmpty() && *safe != u"." && *safe != u"..");
        QVERIFY(!safe->contains(u'/') && !safe->contains(u'\\') && !safe->contains(QChar(0)));
        QVERIFY(!safe->contains(u'\u202e') && !safe->contains(u'\u200b'));
        QCOMPARE(safe->trimmed(), *safe);
        QVERIFY(!safe->startsWith(u'.') && !safe->endsWith(u'.'));
        QVERIFY(safe->isValidUtf16());
        QVERIFY(safe->toUtf8().size() <= kMaxNameBytes);
        QCOMPARE(utf8Size(*safe), safe->toUtf8().size());
        QCOMPARE(safeName(*safe), safe);
        QVERIFY(checkUserName(*safe).has_value());
    }
}

void TestSafeName::extensions_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("extension");
    const auto row = [](const char *title, const QString &name, const QString &extension) {
        QTest::newRow(title) << name << extension;
    };
    row("is the last part the extension?", u"a.b.txt"_s, u".txt"_s);
    row("is a tar ball's compound?", u"a-1.2.tar.gz"_s, u".tar.gz"_s);
    row("is a compressed dump's compound?", u"a.sql.XZ"_s, u".sql.XZ"_s);
    row("is a number before it no part?", u"log.2.gz"_s, u".gz"_s);
    row("is a long word before it no part?", u"a.example.gz"_s, u".gz"_s);
    row("is there none without a dot?", u"a"_s, QString());
    row("is there none after a dot in front?", u".bashrc"_s, QString());
    row("is there one after a dot in front and a name?", u".a.tar.gz"_s, u".tar.gz"_s);
    row("is a compound not taken for the whole?", u".tar.gz"_s, u".gz"_s);
    row("is there none after a dot at the end?", u"a."_s, QString());
    row("is a sentence none?", u"Mr. Smith"_s, QString());
    row("is something very long none?", u"a."_s + QString(25, u'x'), QString());
}

void TestSafeName::extensions()
{
    QFETCH(QString, name);
    QFETCH(QString, extension);
    const NameParts parts = splitExtension(name);
    QCOMPARE(parts.extension.toString(), extension);
    QCOMPARE(QString(parts.stem.toString() + parts.extension.toString()), name);
}

void TestSafeName::userNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("fine");
    QTest::addColumn<Problem>("problem");
    const auto bad = [](const char *title, const QString &name, Problem problem) {
        QTest::newRow(title) << name << false << problem;
    };
    const auto fine = [](const char *title, const QString &name) {
        QTest::newRow(title) << name << true << Problem::Empty;
    };
    bad("is nothing refused?", QString(), Problem::Empty);
    bad("is a slash refused?", u"a/b"_s, Problem::Slash);
    bad("is an absolute path refused?", u"/etc/passwd"_s, Problem::Slash);
    bad("is a dot refused?", u"."_s, Problem::Dots);
    bad("are two dots refused?", u".."_s, Problem::Dots);
    bad("is a line break refused?", u"a\nb"_s, Problem::Control);
    bad("is a NUL refused?", u"a"_s + QChar(0), Problem::Control);
    bad("is half a surrogate pair refused?", QString(QChar(0xd800)), Problem::Control);
    bad("are 251 bytes refused?", QString(251, u'a'), Problem::TooLong);
    bad("are 84 characters of three bytes refused?", QString(84, u'\u20ac'), Problem::TooLong);
    fine("are 250 bytes fine?", QString(250, u'a'));
    fine("is a hidden name fine?", u".bashrc"_s);
    fine("are three dots fine?", u"..."_s);
    fine("are spaces fine?", u" a "_s);
    fine("is a backslash fine?", u"a\\b"_s);
    fine("is a colon fine?", u"a:b"_s);
}

void TestSafeName::userNames()
{
    QFETCH(QString, name);
    QFETCH(bool, fine);
    QFETCH(Problem, problem);
    const auto result = checkUserName(name);
    QCOMPARE(result.has_value(), fine);
    if (!fine)
        QCOMPARE(result.error(), problem);
}

void TestSafeName::problemsHaveTexts()
{
    QStringList texts;
    for (const Problem problem : {Problem::Empty, Problem::Slash, Problem::Dots, Problem::Control, Problem::TooLong})
        texts.append(nameProblemText(problem));
    QVERIFY(!texts.contains(QString()));
    QCOMPARE(texts.removeDuplicates(), 0);
}

QTEST_GUILESS_MAIN(TestSafeName)
#include "tst_safe_name.moc"
