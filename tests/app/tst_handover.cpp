// SPDX-License-Identifier: MIT
#include "app/handover.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QTest>

using namespace sluice;
using namespace sluice::app;
using namespace Qt::StringLiterals;

class TstHandover : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas();
    void mayBeEmpty();
    void refuses_data();
    void refuses();
    void everyCutIsRefused();
};

namespace {

Handover full()
{
    download::Request request;
    request.url = u"http://user:pass@h/ü"_s;
    request.folder = u"/tmp/日本"_s;
    request.fileName = u"name"_s;
    request.headers = {"A: 1", "B: \xFF"};
    request.referer = u"http://r/"_s;
    request.userAgent = u"agent"_s;
    request.conflict = download::Conflict::Skip;
    request.checksum = download::Checksum{QCryptographicHash::Md5, QByteArray(16, '\1')};
    download::Request plain;
    plain.url = u"http://h/"_s;
    return {{request, plain}, true, "token"};
}

QByteArray withRequest(const QCborMap &request)
{
    return QCborMap{{u"sluice"_s, 1}, {u"requests"_s, QCborArray{request}}}.toCborValue().toCbor();
}

} // namespace

void TstHandover::comesBackAsItWas()
{
    QVERIFY(decodeHandover(encodeHandover(full())) == full());
}

void TstHandover::mayBeEmpty()
{
    QVERIFY(decodeHandover(encodeHandover({})) == Handover{});
}

void TstHandover::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("is nothing refused?") << QByteArray();
    QTest::newRow("is text refused?") << QByteArray("GET / HTTP/1.1\r\n\r\n");
    QTest::newRow("is another version refused?") << QCborMap{{u"sluice"_s, 2}}.toCborValue().toCbor();
    QTest::newRow("is a bare number refused?") << QCborValue(5).toCbor();
    QTest::newRow("is a request without a link refused?") << withRequest({{u"conflict"_s, 0}});
    QTest::newRow("is an unknown conflict refused?") << withRequest({{u"url"_s, u"u"_s}, {u"conflict"_s, 3}});
    QTest::newRow("is a missing conflict refused?") << withRequest({{u"url"_s, u"u"_s}});
    QTest::newRow("is an unknown algorithm refused?") << withRequest(
        {{u"url"_s, u"u"_s}, {u"conflict"_s, 0}, {u"algorithm"_s, 999}, {u"digest"_s, QByteArray(16, 'a')}});
    QTest::newRow("is a digest of another length refused?") << withRequest(
        {{u"url"_s, u"u"_s}, {u"conflict"_s, 0}, {u"algorithm"_s, 1}, {u"digest"_s, QByteArray(3, 'a')}});
}

void TstHandover::refuses()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!decodeHandover(bytes).has_value());
}

void TstHandover::everyCutIsRefused()
{
    const QByteArray whole = encodeHandover(full());
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY(!decodeHandover(whole.first(length)).has_value());
}

QTEST_GUILESS_MAIN(TstHandover)
#include "tst_handover.moc"
