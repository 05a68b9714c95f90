// SPDX-License-Identifier: MIT
#include "core/http/curl/easy.h"
#include "core/http/curl/multi.h"
#include "tests/core/http/raw_server.h"

#include <QTest>

#include <optional>
#include <stdexcept>

using namespace sluice::http::curl;
using sluice::test::RawServer;

namespace {

const QByteArray kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

/// What a write callback saw, and what it answers.
struct Writer {
    QByteArray bytes;
    int calls = 0;
    int pauses = 0;         ///< how often it still says "pause"
    bool failAfter = false; ///< after the pauses it fails

    static std::size_t write(char *data, std::size_t size, std::size_t count, void *self)
    {
        auto *writer = static_cast<Writer *>(self);
        ++writer->calls;
        if (writer->pauses > 0) {
            --writer->pauses;
            return CURL_WRITEFUNC_PAUSE;
        }
        if (writer->failAfter)
            return 0;
        writer->bytes.append(data, static_cast<qsizetype>(size * count));
        return size * count;
    }

    void listenTo(Easy &easy)
    {
        easy.setCallback(CURLOPT_WRITEFUNCTION, &Writer::write);
        easy.set(CURLOPT_WRITEDATA, static_cast<void *>(this));
    }
};

Easy easyFor(const RawServer &server, Writer &writer)
{
    Easy easy;
    easy.set(CURLOPT_URL, server.url().toUtf8());
    easy.set(CURLOPT_PROXY, "");
    easy.set(CURLOPT_NOSIGNAL, 1L);
    writer.listenTo(easy);
    return easy;
}

} // namespace

class TestCurlHandles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRefusedOptionIsNamed();
    void textsAreCopied();
    void everyCodeHasAText();
    void aMovedHandleKeepsItsErrorText();
    void aListGrows();
    void thePoolIsBounded();
    void thePoolTakesNoFailures();
    void cookiesMoveOn();
    void tellsTheEndOnce();
    void aHandlerMayAddAnother();
    void nothingAfterRemove();
    void unpausing();
    void aFailureWhileUnpausingIsReturned();
    void idleConnectionsOutliveTheirTransfers();
};

void TestCurlHandles::aRefusedOptionIsNamed()
{
    Easy easy;
    try {
        easy.set(CURLOPT_PROTOCOLS_STR, "nonsense");
        QFAIL("was accepted");
    } catch (const std::invalid_argument &error) {
        QVERIFY2(QByteArray(error.what()).contains("PROTOCOLS_STR"), error.what());
    }
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, easy.set(CURLOPT_URL, QByteArray(9'000'000, 'x')));
}

void TestCurlHandles::textsAreCopied()
{
    const RawServer server(kAnswer);
    Writer writer;
    Easy easy = easyFor(server, writer);
    {
        QByteArray agent("Agent/1");
        easy.set(CURLOPT_USERAGENT, agent);
        agent.fill('x');
    }
    Multi multi;
    std::optional<CURLcode> code;
    Multi::Ended ended([&](CURLcode result) { code = result; });
    multi.add(easy.get(), &ended);
    QTRY_VERIFY(code);
    QVERIFY(server.received().contains("User-Agent: Agent/1\r\n"));
}

void TestCurlHandles::everyCodeHasAText()
{
    const Easy easy;
    QCOMPARE(easy.errorText(CURLE_COULDNT_CONNECT), QByteArray(curl_easy_strerror(CURLE_COULDNT_CONNECT)));
    QCOMPARE(easy.info(CURLINFO_RESPONSE_CODE), 0L);
    QCOMPARE(easy.textInfo(CURLINFO_CONTENT_TYPE), QByteArray());
}

void TestCurlHandles::aMovedHandleKeepsItsErrorText()
{
    Easy first;
    first.set(CURLOPT_URL, "nonsense://127.0.0.1/");
    first.set(CURLOPT_PROXY, "");
    Easy second = std::move(first);
    const CURLcode code = curl_easy_perform(second.get());
    QCOMPARE(code, CURLE_UNSUPPORTED_PROTOCOL);
    QVERIFY2(second.errorText(code).contains("nonsense"), second.errorText(code).constData());
    second.reset();
    QCOMPARE(second.errorText(code), QByteArray(curl_easy_strerror(code)));
}

void TestCurlHandles::aListGrows()
{
    StringList list;
    QCOMPARE(list.get(), static_cast<curl_slist *>(nullptr));
    list.append("a: 1");
    list.append("b: 2");
    QCOMPARE(list.get()->data, "a: 1");
    QCOMPARE(list.get()->next->data, "b: 2");
    QCOMPARE(list.get()->next->next, static_cast<curl_slist *>(nullptr));
}

void TestCurlHandles::thePoolIsBounded()
{
    const RawServer server(kAnswer);
    Writer writer;
    Multi multi;
    int done = 0;
    Multi::Ended ended([&](CURLcode) { ++done; });
    std::vector<Easy> handles;
    for (std::size_t i = 0; i < EasyPool::kMaxIdle + 3; ++i) {
        handles.push_back(easyFor(server, writer));
        multi.add(handles.back().get(), &ended);
    }
    QTRY_COMPARE_WITH_TIMEOUT(done, static_cast<int>(handles.size()), 30'000);
    EasyPool pool;
    std::vector<CURL *> given;
    for (Easy &easy : handles) {
        given.push_back(easy.get());
        QVERIFY(EasyPool::isReusable(easy));
        pool.put(std::move(easy));
    }
    for (std::size_t i = EasyPool::kMaxIdle; i-- > 0;)
        QCOMPARE(pool.take().get(), given[i]);
}

void TestCurlHandles::thePoolTakesNoFailures()
{
    // A handle that failed before it had a connection refuses options afterwards.
    EasyPool pool;
    Easy fresh;
    Easy failed;
    failed.set(CURLOPT_URL, "http://127.0.0.1/");
    failed.set(CURLOPT_PROXY, "http://:::::/");
    QVERIFY(curl_easy_perform(failed.get()) != CURLE_OK);
    QVERIFY(!EasyPool::isReusable(fresh));
    QVERIFY(!EasyPool::isReusable(failed));
    pool.put(std::move(failed));
    Easy next = pool.take();
    next.set(CURLOPT_BUFFERSIZE, 64L * 1024);
    QCOMPARE(next.errorText(CURLE_OK), QByteArray(curl_easy_strerror(CURLE_OK)));
}

void TestCurlHandles::cookiesMoveOn()
{
    const RawServer server(kAnswer);
    Writer writer;
    Easy old;
    old.set(CURLOPT_COOKIELIST, "Set-Cookie: session=1; Domain=127.0.0.1; Path=/");
    old.set(CURLOPT_COOKIELIST, "Set-Cookie: other=2; Domain=elsewhere.example; Path=/");
    Easy easy = easyFor(server, writer);
    easy.setCookies(old);
    easy.setCookies(Easy()); // none: nothing changes
    QCOMPARE(curl_easy_setopt(old.get(), CURLOPT_COOKIELIST, "ALL"), CURLE_OK);
    Multi multi;
    std::optional<CURLcode> code;
    Multi::Ended ended([&](CURLcode result) { code = result; });
    multi.add(easy.get(), &ended);
    QTRY_VERIFY(code);
    QVERIFY2(server.received().contains("\r\nCookie: session=1\r\n"), server.received().constData());
}

void TestCurlHandles::tellsTheEndOnce()
{
    const RawServer server(kAnswer);
    Writer writer;
    const Easy easy = easyFor(server, writer);
    Multi multi;
    int calls = 0;
    CURLcode code = CURLE_OK;
    int runningThen = -1;
    Multi::Ended ended([&](CURLcode result) {
        ++calls;
        code = result;
        runningThen = multi.running();
        QVERIFY(!multi.isActive());
    });
    multi.add(easy.get(), &ended);
    QCOMPARE(multi.running(), 1);
    QCOMPARE(calls, 0);
    QTRY_COMPARE(calls, 1);
    QCOMPARE(code, CURLE_OK);
    QCOMPARE(runningThen, 0);
    QCOMPARE(writer.bytes, QByteArray("hello"));
}

void TestCurlHandles::aHandlerMayAddAnother()
{
    const RawServer server(kAnswer);
    Writer writer;
    const Easy first = easyFor(server, writer);
    const Easy second = easyFor(server, writer);
    Multi multi;
    bool done = false;
    Multi::Ended secondEnded([&](CURLcode) { done = true; });
    Multi::Ended firstEnded([&](CURLcode) { multi.add(second.get(), &secondEnded); });
    multi.add(first.get(), &firstEnded);
    QTRY_VERIFY(done);
    QCOMPARE(writer.bytes, QByteArray("hellohello"));
}

void TestCurlHandles::nothingAfterRemove()
{
    RawServer server("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello", RawServer::After::Stay);
    Writer writer;
    const Easy easy = easyFor(server, writer);
    Multi multi;
    int calls = 0;
    Multi::Ended ended([&](CURLcode) { ++calls; });
    multi.add(easy.get(), &ended);
    QTRY_COMPARE(writer.bytes, QByteArray("hello"));
    multi.remove(easy.get());
    QCOMPARE(multi.running(), 0);
    server.send("more");
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents();
    QCOMPARE(writer.bytes, QByteArray("hello"));
    QCOMPARE(calls, 0);
}

void TestCurlHandles::unpausing()
{
    const RawServer server(kAnswer);
    Writer writer{.bytes = {}, .pauses = 2};
    const Easy easy = easyFor(server, writer);
    Multi multi;
    std::optional<CURLcode> code;
    Multi::Ended ended([&](CURLcode result) { code = result; });
    multi.add(easy.get(), &ended);
    QTRY_COMPARE(writer.calls, 1);
    QCOMPARE(multi.unpause(easy.get()), CURLE_OK);
    QCOMPARE(writer.calls, 2);
    QVERIFY(!code);
    QCOMPARE(multi.unpause(easy.get()), CURLE_OK);
    QTRY_VERIFY(code);
    QCOMPARE(*code, CURLE_OK);
    QCOMPARE(writer.bytes, QByteArray("hello"));
}

void TestCurlHandles::aFailureWhileUnpausingIsReturned()
{
    RawServer server("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello", RawServer::After::Stay);
    Writer writer{.bytes = {}, .pauses = 1, .failAfter = true};
    const Easy easy = easyFor(server, writer);
    Multi multi;
    Multi::Ended ended([](CURLcode) { });
    multi.add(easy.get(), &ended);
    QTRY_COMPARE(writer.calls, 1);
    QCOMPARE(multi.unpause(easy.get()), CURLE_WRITE_ERROR);
    if (multi.running() > 0)
        multi.remove(easy.get());
    QCOMPARE(multi.running(), 0);
}

void TestCurlHandles::idleConnectionsOutliveTheirTransfers()
{
    const RawServer server(kAnswer, RawServer::After::Stay);
    Writer writer;
    Multi multi;
    for (int i = 0; i < 3; ++i) {
        const Easy easy = easyFor(server, writer);
        std::optional<CURLcode> code;
        Multi::Ended ended([&](CURLcode result) { code = result; });
        multi.add(easy.get(), &ended);
        QTRY_VERIFY(code);
    }
    QCOMPARE(writer.bytes, QByteArray("hellohellohello"));
    QCOMPARE(server.connections(), 1);
}

QTEST_GUILESS_MAIN(TestCurlHandles)
#include "tst_curl_handles.moc"
