// SPDX-License-Identifier: MIT
#include "app/window/list_text.h"
#include "core/sources/link_list.h"

#include <QTest>

using namespace sluice;
using namespace sluice::app;
using namespace Qt::StringLiterals;

class TstListText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainLinksArePlainLines();
    void everythingComesBack_data();
    void everythingComesBack();
};

void TstListText::plainLinksArePlainLines()
{
    download::Request a;
    a.url = u"http://h/a"_s;
    download::Request b;
    b.url = u"http://h/b"_s;
    QCOMPARE(listText({a, b}), u"http://h/a\nhttp://h/b\n"_s);
    QCOMPARE(listText({}), QString());
}

void TstListText::everythingComesBack_data()
{
    QTest::addColumn<int>("algorithm");
    QTest::newRow("does md5 come back?") << int(QCryptographicHash::Md5);
    QTest::newRow("does sha-1 come back?") << int(QCryptographicHash::Sha1);
    QTest::newRow("does sha-224 come back?") << int(QCryptographicHash::Sha224);
    QTest::newRow("does sha-256 come back?") << int(QCryptographicHash::Sha256);
    QTest::newRow("does sha-384 come back?") << int(QCryptographicHash::Sha384);
    QTest::newRow("does sha-512 come back?") << int(QCryptographicHash::Sha512);
}

void TstListText::everythingComesBack()
{
    QFETCH(int, algorithm);
    const auto hash = QCryptographicHash::Algorithm(algorithm);
    download::Request request;
    request.url = u"http://h/a?b=c"_s;
    request.folder = u"/tmp/my folder"_s;
    request.fileName = u"name = x.iso"_s;
    request.headers = {"X-A: 1", "X-B: 2"};
    request.referer = u"http://r/"_s;
    request.userAgent = u"agent 1"_s;
    request.checksum = download::Checksum{hash, QByteArray(QCryptographicHash::hashLength(hash), '\x7f')};
    download::Request plain;
    plain.url = u"http://h/b"_s;

    const sources::LinkList list = sources::parseLinkList(listText({request, plain}));
    QVERIFY(list.bad.empty());
    QCOMPARE(list.requests.size(), std::size_t(2));
    QVERIFY(list.requests[0] == request);
    QVERIFY(list.requests[1] == plain);
}

QTEST_GUILESS_MAIN(TstListText)
#include "tst_list_text.moc"
