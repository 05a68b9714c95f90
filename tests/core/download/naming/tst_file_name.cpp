// SPDX-License-Identifier: MIT
#include "core/download/naming/extension.h"
#include "core/download/naming/file_name.h"
#include "core/download/naming/unique_name.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sluice::download;
using namespace Qt::StringLiterals;

namespace {

// Observed rows that Sluice answers otherwise by design. All properties hold for them.
const QHash<QString, QString> kDifferences{
    {u"fn-049"_s, u"the row itself says that the exact value is not important; all trailing dots go"_s},
    {u"fn-053"_s, u"the row itself says that the exact value is not important; dots alone are no name"_s},
    {u"fn-134"_s, u"white space at the ends goes, as in fn-138"_s},
    {u"fn-135"_s, u"a dot is no name"_s},
    {u"fn-136"_s, u"white space and dots at the ends go, as in fn-139"_s},
    {u"fn-137"_s, u"white space is no name"_s},
    {u"fn-251"_s, u"a name that begins with its only dot is hidden and has no extension"_s},
};

// The answer of the server that the row describes in its note.
const QHash<QString, QByteArray> kServerSays{{u"fn-166"_s, "attachment; filename=noext"}};

// Rows whose observed value is cut to another program's limit: the name is the same as far as it goes.
bool isCut(const QString &raw)
{
    return utf8Size(raw) > 250;
}

bool isOurPlatform(const QString &platform)
{
    return platform == u"any" || platform == u"posix" || platform == u"linux";
}

} // namespace

/// The rows of tests/data/filename_derivation.json that are for this platform.
class TestFileName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vectors_data();
    void vectors();
    void sources_data();
    void sources();
};

void TestFileName::vectors_data()
{
    QTest::addColumn<QJsonObject>("row");
    QFile file(QStringLiteral(SLUICE_TEST_DATA "/filename_derivation.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray cases = QJsonDocument::fromJson(file.readAll()).object()["cases"_L1].toArray();
    QCOMPARE(cases.size(), 253);
    int ours = 0;
    for (const QJsonValue &value : cases) {
        const QJsonObject row = value.toObject();
        if (!isOurPlatform(row["platform"_L1].toString()))
            continue;
        QTest::newRow(qPrintable(row["id"_L1].toString())) << row;
        ++ours;
    }
    QCOMPARE(ours, 179);
}

void TestFileName::vectors()
{
    QFETCH(QJsonObject, row);
    const QString id = row["id"_L1].toString();
    const QString group = row["group"_L1].toString();
    const QJsonObject input = row["input"_L1].toObject();
    const bool fromText = group.endsWith(u"sanitise") || group == u"illegal_characters_replace_dash"
        || group == u"is_dir_traversal" || group == u"aria2_fix";

    QString name;
    QString raw;
    if (group == u"collision") {
        // P10, with the existing names and the name itself taken.
        raw = input["name"_L1].toString();
        QStringList taken{raw};
        for (const QJsonValue &existing : input["existing"_L1].toArray())
            taken.append(existing.toString());
        name = uniqueName(raw, [&](const QString &n) { return taken.contains(n); }).value_or(QString());
        QVERIFY(!taken.contains(name));
        QVERIFY(name.endsWith(splitExtension(raw).extension));
    } else if (fromText) {
        raw = row["input"_L1].isString()
            ? row["input"_L1].toString()
            : input["name"_L1].toString() + input["basename"_L1].toString() + input["path"_L1].toString();
        name = safeName(raw, 255).value_or(u"download"_s);
    } else {
        NameSources sources;
        sources.contentDisposition = input["content_disposition"_L1].toString().toLatin1();
        if (kServerSays.contains(id))
            sources.contentDisposition = kServerSays[id];
        sources.suggested = input["suggested"_L1].toString();
        sources.url = input["url"_L1].toString();
        sources.fallback = input["default"_L1].toString();
        name = chooseFileName(sources);
        QVERIFY(utf8Size(name) + 5 <= 255); // P5, with ".part"
    }

    // P1 … P9 hold for every name that Sluice gives, whatever the row lists. A name made unique keeps what it had.
    QVERIFY(!name.isEmpty() && name != u"." && name != u"..");
    QVERIFY(!name.contains(u'/') && !name.contains(u'\\') && !name.contains(QChar(0)));
    QCOMPARE(QDir::cleanPath(u"/chosen/"_s + name), QString(u"/chosen/"_s + name));
    QCOMPARE(name.trimmed(), name);
    QVERIFY(!name.endsWith(u'.'));
    QVERIFY(utf8Size(name) <= 255);
    QVERIFY(name.isValidUtf16());
    for (const QChar c : name) {
        const char16_t u = c.unicode();
        QVERIFY(u >= 0x20 && !(u >= 0x7f && u < 0xa0));
        QVERIFY(u != 0x61c && !(u >= 0x200b && u <= 0x200f) && !(u >= 0x202a && u <= 0x202e) && u != 0x2060
            && !(u >= 0x2066 && u <= 0x206f) && u != 0xfeff);
    }

    if (group == u"is_dir_traversal") {
        // What the row calls a traversal must not come through as it is.
        QVERIFY(!row["expected"_L1].toBool() || name != raw);
        return;
    }
    if (row["kind"_L1].toString() != u"observed" || kDifferences.contains(id))
        return;
    QString expected = row["expected"_L1].toString();
    if (group == u"illegal_characters_replace_dash")
        expected.replace(u'-', u'_');
    if (fromText && isCut(raw)) {
        const NameParts ours = splitExtension(name);
        QVERIFY2(raw.startsWith(ours.stem), qPrintable(name));
        QCOMPARE(ours.extension, splitExtension(raw).extension); // P8
        return;
    }
    QStringList acceptable{expected};
    for (const QJsonValue &value : row["acceptable"_L1].toArray())
        acceptable.append(value.toString());
    QVERIFY2(acceptable.contains(name), qPrintable(QString(name + u" instead of "_s + expected)));
}

void TestFileName::sources_data()
{
    QTest::addColumn<QByteArray>("disposition");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *title, const char *disposition, const QString &url, const QString &name) {
        QTest::newRow(title) << QByteArray(disposition) << url << name;
    };
    row("does the header go first?", "attachment; filename=a.bin", u"http://h/b.bin"_s, u"a.bin"_s);
    row("is an unusable header name passed over?", "attachment; filename=\"..\"", u"http://h/b.bin"_s, u"b.bin"_s);
    row("is a path in the header its last part?", "attachment; filename=\"../../a.bin\"", u"http://h/b"_s, u"a.bin"_s);
    row("is an encoded climb its last part?", "attachment; filename*=UTF-8''..%2F..%2F.ssh%2Fkeys", u"http://h/b"_s,
        u"keys"_s);
    row("is a slash inside a title replaced?", "attachment; filename=\"AC/DC.mp3\"", u"http://h/b"_s, u"AC_DC.mp3"_s);
    row("does the URL go before a guess?", "filename=\"a.bin\"", u"http://h/b.bin"_s, u"b.bin"_s);
    row("does a guess go before the host?", "filename=\"a.bin\"", u"http://h/"_s, u"a.bin"_s);
    row("is the URL decoded once?", "", u"http://h/%2541.txt"_s, u"%41.txt"_s);
    row("is UTF-8 in the URL read?", "", u"http://h/%C3%A4.txt"_s, u"\u00e4.txt"_s);
    row("is Latin-1 in the URL read?", "", u"http://h/%E4.txt"_s, u"\u00e4.txt"_s);
    row("does the query stay out?", "", u"http://h/a.txt?b=/c.bin"_s, u"a.txt"_s);
    row("does the fragment stay out?", "", u"http://h/a.txt#/c.bin"_s, u"a.txt"_s);
    row("is the host taken without a path?", "", u"http://me:secret@h.example"_s, u"h.example"_s);
    row("is the host taken after a slash at the end?", "", u"http://h.example/a/"_s, u"h.example"_s);
    row("is there a name without anything?", "", QString(), u"download"_s);
}

void TestFileName::sources()
{
    QFETCH(QByteArray, disposition);
    QFETCH(QString, url);
    QFETCH(QString, name);
    QCOMPARE(chooseFileName({disposition, {}, url, {}}), name);
}

QTEST_GUILESS_MAIN(TestFileName)
#include "tst_file_name.moc"
