// SPDX-License-Identifier: MIT
#include "core/http/url.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sluice::http;
using namespace Qt::StringLiterals;

namespace {

// Rows of the WHATWG vectors where Sluice differs by design: what it gives instead (empty = an error), and why.
struct Difference {
    QString instead;
    QString reason;
};

const QHash<QString, Difference> kDifferences{
    {u"url-007"_s, {QString(), u"port 0 cannot be connected to"_s}},
    {u"url-037"_s, {u"http://[::127.0.0.1]/"_s, u"the same address, written as RFC 5952 §5 recommends"_s}},
    {u"url-157"_s,
        {u"http://10.0.0.xn--pokxncvks/"_s,
            u"labels in ASCII are not decoded; the name server says that there is none"_s}},
};

} // namespace

/// The subset of web-platform-tests in tests/data/url_resolution.json, through resolveReference().
class TestUrlVectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resolution_data();
    void resolution();
};

void TestUrlVectors::resolution_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("group");
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("expected");

    QFile file(QStringLiteral(SLUICE_TEST_DATA "/url_resolution.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray cases = QJsonDocument::fromJson(file.readAll()).object()["cases"_L1].toArray();
    QCOMPARE(cases.size(), 189);
    for (const QJsonValue &value : cases) {
        const QJsonObject row = value.toObject();
        const QString id = row["id"_L1].toString();
        QTest::newRow(qPrintable(id)) << id << row["group"_L1].toString() << row["base"_L1].toString()
                                      << row["input"_L1].toString() << row["expected"_L1].toString();
    }
}

void TestUrlVectors::resolution()
{
    QFETCH(QString, id);
    QFETCH(QString, group);
    QFETCH(QString, base);
    QFETCH(QString, input);
    QFETCH(QString, expected);

    // Rows without a base hold absolute URLs; a base of another scheme lends them nothing.
    const auto result = resolveReference(base.isEmpty() ? u"sftp://base.invalid/"_s : base, input);
    if (const auto difference = kDifferences.constFind(id); difference != kDifferences.cend()) {
        QVERIFY2(result.value_or(QString()) == difference->instead, qPrintable(difference->reason));
    } else if (group == u"failure") {
        QVERIFY2(!result, qPrintable(result.value_or(QString())));
    } else if (group == u"relative_other_scheme") {
        // Never a request to the base's host with somebody else's scheme.
        const QString scheme = expected.section(u':', 0, 0);
        if (defaultPort(scheme) != 0)
            QCOMPARE(result.value_or(QString()).section(u':', 0, 0), scheme);
        else
            QCOMPARE(result.error(), (UrlError{UrlProblem::UnsupportedScheme, scheme}));
    } else {
        // A request has no fragment.
        QVERIFY2(result.has_value(), result ? "" : qPrintable(result.error().detail));
        QCOMPARE(*result, expected.section(u'#', 0, 0));
    }
}

QTEST_GUILESS_MAIN(TestUrlVectors)
#include "tst_url_vectors.moc"
