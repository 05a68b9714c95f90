// SPDX-License-Identifier: MIT
// The engine against a real nginx, over http and over https with HTTP/2.
#include "tests/core/engine/engine_bench.h"
#include "tests/support/certificates.h"
#include "tests/support/nginx.h"

#include <QTest>

using namespace sluice;
using namespace sluice::engine;
using namespace sluice::test;
using namespace Qt::StringLiterals;
using download::State;

class TestEngineNginx : public QObject
{
    Q_OBJECT

    std::unique_ptr<Certificates> m_certificates;
    std::unique_ptr<Nginx> m_nginx;
    std::unique_ptr<EngineBench> m_bench;

    QString url(const QString &path, bool tls) const { return tls ? m_nginx->httpsUrl(path) : m_nginx->httpUrl(path); }

    void add(const QStringList &urls)
    {
        std::vector<download::Request> requests;
        for (const QString &url : urls) {
            download::Request request;
            request.url = url;
            request.folder = m_bench->files();
            requests.push_back(request);
        }
        m_bench->engine().add(std::move(requests), false);
    }
    /// Downloads one link to its end.
    Row fetch(const QString &url)
    {
        add({url});
        const auto ended = [this] {
            m_bench->pump();
            return m_bench->rows.size() == 1 && download::isFinal(m_bench->rows.cbegin()->state);
        };
        if (!QTest::qWaitFor(ended, 20'000))
            return {};
        return *m_bench->rows.cbegin();
    }
    static void bothSchemes()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("over http?") << false;
        QTest::newRow("over https with HTTP/2?") << true;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_certificates = std::make_unique<Certificates>();
        NginxOptions options;
        options.certificate = &m_certificates->good();
        m_nginx = std::make_unique<Nginx>(options);
    }
    void init()
    {
        m_bench = std::make_unique<EngineBench>();
        m_bench->config.settings->caFile = m_certificates->caFile();
        m_bench->start(16);
    }
    void cleanup()
    {
        QCOMPARE(m_bench->wrongEvents(), QString());
        m_bench.reset();
    }

    void manySmallFiles_data() { bothSchemes(); }
    void manySmallFiles()
    {
        QFETCH(bool, tls);
        constexpr int count = 1000;
        QStringList urls;
        QHash<QString, QByteArray> sums;
        for (int i = 0; i < count; ++i) {
            const QString name = u"small-%1.bin"_s.arg(i);
            sums.insert(name, m_nginx->addPattern(u"small/"_s + name, 1 + i * 17 % 9000, quint64(i)));
            urls.append(url(u"/small/"_s + name, tls));
        }
        add(urls);
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->count(State::Done), count, 90'000);
        for (auto sum = sums.cbegin(); sum != sums.cend(); ++sum)
            QCOMPARE(sha256OfFile(m_bench->file(sum.key())), sum.value());
        QCOMPARE(m_bench->names().size(), count);
        QTRY_COMPARE(m_bench->pump().totals.active, 0);
        QCOMPARE(m_bench->wrongTotals(), QString());
    }

    void largeFiles_data() { bothSchemes(); }
    void largeFiles()
    {
        QFETCH(bool, tls);
        constexpr qint64 size = 64 * 1024 * 1024;
        // Eight names of one file: what is served differs by its place alone, and the disk is not filled with it.
        const QByteArray sum = m_nginx->addPattern(u"large/0.bin"_s, size, 99);
        QStringList urls;
        for (int i = 0; i < 8; ++i) {
            const QString path = m_nginx->docroot() + u"/large/%1.bin"_s.arg(i);
            if (!QFile::exists(path))
                QVERIFY(QFile::link(u"0.bin"_s, path));
            urls.append(url(u"/large/%1.bin"_s.arg(i), tls));
        }
        add(urls);
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->count(State::Done), 8, 90'000);
        for (int i = 0; i < 8; ++i)
            QCOMPARE(sha256OfFile(m_bench->file(u"%1.bin"_s.arg(i))), sum);
    }

    void speaksHttp2()
    {
        m_nginx->addFile(u"a.bin"_s, "abc");
        const Row row = fetch(url(u"/a.bin"_s, true));
        QCOMPARE(row.state, State::Done);
        m_bench->engine().watch(row.id);
        QTRY_VERIFY(m_bench->pump().details);
        QCOMPARE(m_bench->details->attempts[0].httpVersion, u"HTTP/2"_s);
        QVERIFY(m_bench->details->attempts[0].phases.tlsDone > 0);
        QCOMPARE(readFile(row.path), "abc");
    }

    void answers_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("name"); ///< empty: it fails
        QTest::addColumn<int>("status");
        for (const int status : {301, 302, 303, 307, 308})
            QTest::addRow("is a %d followed?", status) << u"/redirect/%1/a.bin"_s.arg(status) << u"a.bin"_s << 0;
        QTest::newRow("does the answer name the file?") << u"/cd/named.bin/a.bin"_s << u"named.bin"_s << 0;
        QTest::newRow("does the answer name it in UTF-8?") << u"/cd-utf8/a.bin"_s << u"naïve file.bin"_s << 0;
        QTest::newRow("is a server without ranges fine?") << u"/no-range/a.bin"_s << u"a.bin"_s << 0;
        for (const int status : {403, 404, 410})
            QTest::addRow("is a %d a failure?", status) << u"/status/%1"_s.arg(status) << QString() << status;
        QTest::newRow("is a 500 a failure in the end?") << u"/status/500"_s << QString() << 500;
        QTest::newRow("is a missing password a failure?") << u"/basic/a.bin"_s << QString() << 401;
    }

    void answers()
    {
        QFETCH(QString, path);
        QFETCH(QString, name);
        QFETCH(int, status);
        m_bench->stop();
        m_bench->config.settings->retries = 1;
        m_bench->start();
        const QByteArray sum = m_nginx->addPattern(u"a.bin"_s, 100'000, 5);
        const Row row = fetch(url(path, false));
        if (name.isEmpty()) {
            QCOMPARE(row.state, State::Failed);
            QCOMPARE(row.error->kind, ErrorKind::HttpStatus);
            QCOMPARE(row.error->httpStatus, status);
            QCOMPARE(row.attempts, status == 500 ? 2 : 1);
            QVERIFY(m_bench->names().isEmpty());
            return;
        }
        QCOMPARE(row.state, State::Done);
        QCOMPARE(row.path, m_bench->file(name));
        QCOMPARE(sha256OfFile(row.path), sum);
        QCOMPARE(m_bench->names(), QStringList(name));
    }

    void logsInWithTheLink()
    {
        const QByteArray sum = m_nginx->addPattern(u"a.bin"_s, 100'000, 5);
        const Row row = fetch(u"http://user:secret@127.0.0.1:%1/basic/a.bin"_s.arg(m_nginx->httpPort()));
        QCOMPARE(row.state, State::Done);
        QCOMPARE(sha256OfFile(row.path), sum);
        QVERIFY(!row.url.contains(u"secret"_s));
        QVERIFY(std::ranges::none_of(m_bench->events, [](const StateEvent &e) { return e.url.contains(u"secret"_s); }));
    }

    void gzipSentUnasked_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("decoded");
        QTest::newRow("is a page decoded?") << u"page.html"_s << true;
        QTest::newRow("is a .gz file kept?") << u"archive.tar.gz"_s << false;
    }

    void gzipSentUnasked()
    {
        QFETCH(QString, name);
        QFETCH(bool, decoded);
        const QByteArray text = QByteArray("<p>some text</p>\n").repeated(5000);
        m_nginx->addGzip(name, text);
        const Row row = fetch(url(u"/gz/"_s + name, false));
        QCOMPARE(row.state, State::Done);
        QCOMPARE(readFile(row.path), decoded ? text : readFile(m_nginx->docroot() + u"/gz/"_s + name));
    }

    void goesOnWithARealEtag()
    {
        const QByteArray sum = m_nginx->addPattern(u"slow.bin"_s, 400'000, 8);
        add({url(u"/slow/slow.bin"_s, false)}); // 100 KiB a second
        QTRY_VERIFY(!m_bench->pump().rows.isEmpty() && m_bench->rows.cbegin()->bytes > 100'000);
        const Id id = m_bench->rows.cbegin()->id;
        m_bench->engine().pause({id});
        QTRY_COMPARE(m_bench->count(State::Paused), 1);
        m_bench->engine().watch(id);
        m_bench->engine().resume({id});
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->count(State::Done), 1, 30'000);
        QCOMPARE(sha256OfFile(m_bench->rows.cbegin()->path), sum);
        QTRY_VERIFY(m_bench->pump().details && m_bench->details->attempts.size() == 2);
        QTRY_COMPARE(m_bench->pump().details->attempts[1].httpStatus, 206);
        QVERIFY(m_bench->details->attempts[1].fromByte > 100'000);
    }
};

QTEST_GUILESS_MAIN(TestEngineNginx)
#include "tst_engine_nginx.moc"
