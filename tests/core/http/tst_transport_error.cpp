// SPDX-License-Identifier: MIT
#include "core/http/transport_error.h"

#include <QTest>

#include <cerrno>

using namespace sluice;
using namespace sluice::http;

Q_DECLARE_METATYPE(sluice::http::TransportFacts)

class TestTransportError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void everyCodeHasAKind();
};

void TestTransportError::kinds_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<TransportFacts>("facts");
    QTest::addColumn<QString>("kind");
    const TransportFacts before;
    const TransportFacts sent{.connected = true};
    const TransportFacts ftp{.connected = true, .isHttp = false};
    const TransportFacts midway{.connected = true, .responseCode = 200, .bodyBytes = 10};
    const auto row = [](const char *name, CURLcode code, const TransportFacts &facts, ErrorKind kind) {
        QTest::newRow(name) << static_cast<int>(code) << facts << errorKindName(kind);
    };
    row("is an unknown host a matter of names?", CURLE_COULDNT_RESOLVE_HOST, before, ErrorKind::NameResolution);
    row("is an unknown proxy a matter of names?", CURLE_COULDNT_RESOLVE_PROXY, before, ErrorKind::NameResolution);
    row("is a closed port a matter of connecting?", CURLE_COULDNT_CONNECT, before, ErrorKind::Connect);
    row("is a proxy's refusal a matter of connecting?", CURLE_PROXY, before, ErrorKind::Connect);
    row("is a bad certificate TLS?", CURLE_PEER_FAILED_VERIFICATION, before, ErrorKind::Tls);
    row("is a broken handshake TLS?", CURLE_SSL_CONNECT_ERROR, before, ErrorKind::Tls);
    row("is a missing CA file TLS?", CURLE_SSL_CACERT_BADFILE, before, ErrorKind::Tls);
    row("is libcurl's time-out that of the connection?", CURLE_OPERATION_TIMEDOUT, before, ErrorKind::TimeoutConnect);
    row("is a URL libcurl refuses a bad one?", CURLE_URL_MALFORMAT, before, ErrorKind::BadUrl);
    row("is a scheme libcurl lacks unsupported?", CURLE_UNSUPPORTED_PROTOCOL, before, ErrorKind::Unsupported);
    row("is an answer without status line a broken one?", CURLE_UNSUPPORTED_PROTOCOL, sent, ErrorKind::Protocol);
    row("is a short body truncated?", CURLE_PARTIAL_FILE, midway, ErrorKind::Truncated);
    const TransportFacts reset{.connected = true, .responseCode = 200, .osError = ECONNRESET, .bodyBytes = 10};
    const TransportFacts tls{.connected = true, .responseCode = 200, .isTls = true, .bodyBytes = 10};
    row("is a reset truncated?", CURLE_RECV_ERROR, reset, ErrorKind::Truncated);
    row("is a reset under TLS truncated?", CURLE_RECV_ERROR, tls, ErrorKind::Truncated);
    row("is a reading error without a system's a broken answer?", CURLE_RECV_ERROR, midway, ErrorKind::Protocol);
    row("is a reading error before the request one of connecting?", CURLE_RECV_ERROR, before, ErrorKind::Connect);
    row("is an end before the request one of connecting?", CURLE_GOT_NOTHING, before, ErrorKind::Connect);
    row("is an end without an answer truncated?", CURLE_GOT_NOTHING, sent, ErrorKind::Truncated);
    row("is a stream reset in the body truncated?", CURLE_HTTP2_STREAM, midway, ErrorKind::Truncated);
    row("is a stream reset before it a broken answer?", CURLE_HTTP2_STREAM, sent, ErrorKind::Protocol);
    row("is a denied login the server's answer?", CURLE_LOGIN_DENIED, ftp, ErrorKind::HttpStatus);
    row("is a missing file the server's answer?", CURLE_REMOTE_FILE_NOT_FOUND, ftp, ErrorKind::HttpStatus);
    row("is a refused REST a refused range?", CURLE_FTP_COULDNT_USE_REST, ftp, ErrorKind::RangeRefused);
    row("is a weird reply a broken answer?", CURLE_WEIRD_SERVER_REPLY, sent, ErrorKind::Protocol);
    row("is a huge header line a broken answer?", CURLE_OUT_OF_MEMORY, sent, ErrorKind::Protocol);
    row("is a lack of memory before any answer internal?", CURLE_OUT_OF_MEMORY, before, ErrorKind::Internal);
    row("is a defect of ours internal?", CURLE_BAD_FUNCTION_ARGUMENT, before, ErrorKind::Internal);
}

void TestTransportError::kinds()
{
    QFETCH(int, code);
    QFETCH(TransportFacts, facts);
    QFETCH(QString, kind);
    QCOMPARE(errorKindName(transportErrorKind(static_cast<CURLcode>(code), facts)), kind);
}

void TestTransportError::everyCodeHasAKind()
{
    // A new libcurl brings new codes: none of them may look like a failure of the disk, of the user or of a rule of
    // ours.
    for (int code = CURLE_OK + 1; code < CURL_LAST + 5; ++code) {
        const ErrorKind kind = transportErrorKind(static_cast<CURLcode>(code), TransportFacts{.connected = true});
        const bool ours = kind == ErrorKind::Disk || kind == ErrorKind::DiskFull || kind == ErrorKind::Cancelled
            || kind == ErrorKind::Name || kind == ErrorKind::TimeoutStall || kind == ErrorKind::TimeoutDeadline;
        QVERIFY2(!ours, qPrintable(QString::number(code)));
    }
}

QTEST_GUILESS_MAIN(TestTransportError)
#include "tst_transport_error.moc"
