// SPDX-License-Identifier: MIT
#include "app/single_instance.h"

#include <QFile>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace sluice;
using namespace sluice::app;
using namespace Qt::StringLiterals;

namespace {

Handover oneLink()
{
    download::Request request;
    request.url = u"http://127.0.0.1/a"_s;
    return {{request}, true, {}};
}

} // namespace

class TstSingleInstance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theSecondIsNotTheWindow();
    void linksAreHandedOver();
    void aSocketLeftBehindIsReplaced();
    void handsOverToAWindowThatIsJustStarting();
    void nobodyAnswers();
    void badMessages_data();
    void badMessages();
    void profilesAreApart();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    Profile m_profile;
};

void TstSingleInstance::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_dir->path()));
    m_profile = *openProfile(m_dir->filePath(u"profile"_s));
}

void TstSingleInstance::cleanup()
{
    qunsetenv("XDG_RUNTIME_DIR");
}

void TstSingleInstance::theSecondIsNotTheWindow()
{
    auto first = SingleInstance::claim(m_profile);
    QVERIFY(first.has_value() && *first);
    const auto second = SingleInstance::claim(m_profile);
    QVERIFY(second.has_value() && !*second);
    first->reset();
    const auto third = SingleInstance::claim(m_profile);
    QVERIFY(third.has_value() && *third);
}

void TstSingleInstance::linksAreHandedOver()
{
    const auto window = SingleInstance::claim(m_profile);
    std::vector<Handover> received;
    connect(window->get(), &SingleInstance::handedOver, this, [&](const Handover &h) { received.push_back(h); });
    Handover large;
    download::Request request;
    request.url = u"http://127.0.0.1/"_s + QString(200, u'x');
    large.requests.assign(20'000, request); // several megabytes: more than a socket buffers
    for (const Handover &sent : {oneLink(), large}) {
        std::expected<void, QString> result;
        std::thread other([&] { result = SingleInstance::handOver(m_profile, sent); });
        QTRY_VERIFY(!received.empty());
        other.join();
        QVERIFY2(result.has_value(), qPrintable(result ? QString() : result.error()));
        QCOMPARE(received.size(), std::size_t(1));
        QVERIFY(received.front() == sent);
        received.clear();
    }
}

void TstSingleInstance::aSocketLeftBehindIsReplaced()
{
    QFile stale(SingleInstance::socketPath(m_profile));
    QVERIFY(stale.open(QIODevice::WriteOnly));
    stale.close();
    const auto window = SingleInstance::claim(m_profile);
    QVERIFY2(window.has_value() && *window, qPrintable(window ? QString() : window.error()));
}

void TstSingleInstance::handsOverToAWindowThatIsJustStarting()
{
    std::expected<void, QString> result;
    std::thread other([&] { result = SingleInstance::handOver(m_profile, oneLink()); });
    const auto window = SingleInstance::claim(m_profile);
    QSignalSpy spy(window->get(), &SingleInstance::handedOver);
    const bool came = spy.wait();
    other.join();
    QVERIFY(came && result.has_value());
}

void TstSingleInstance::nobodyAnswers()
{
    const auto lock = FileLock::take(m_profile.windowLock());
    QVERIFY(lock.has_value());
    const auto result = SingleInstance::handOver(m_profile, oneLink());
    QVERIFY(!result.has_value());
    QVERIFY2(result.error().contains(m_profile.folder), qPrintable(result.error()));
}

void TstSingleInstance::badMessages_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("is a length beyond the limit refused?") << QByteArray("\xFF\xFF\xFF\xFF", 4);
    QTest::newRow("is garbage refused?") << QByteArray("\0\0\0\4abcd", 8);
    QTest::newRow("is more than announced refused?") << QByteArray("\0\0\0\1abcd", 8);
    QTest::newRow("is an empty message refused?") << QByteArray("\0\0\0\0", 4);
}

void TstSingleInstance::badMessages()
{
    QFETCH(QByteArray, bytes);
    const auto window = SingleInstance::claim(m_profile);
    QSignalSpy spy(window->get(), &SingleInstance::handedOver);
    QLocalSocket socket;
    socket.connectToServer(SingleInstance::socketPath(m_profile));
    QVERIFY(socket.waitForConnected());
    socket.write(bytes);
    QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
    QCOMPARE(socket.readAll(), QByteArray());
    QCOMPARE(spy.count(), 0);
}

void TstSingleInstance::profilesAreApart()
{
    const Profile other = *openProfile(m_dir->filePath(u"other"_s));
    const auto first = SingleInstance::claim(m_profile);
    const auto second = SingleInstance::claim(other);
    QVERIFY(*first && *second);
    QVERIFY(SingleInstance::socketPath(m_profile) != SingleInstance::socketPath(other));
}

QTEST_GUILESS_MAIN(TstSingleInstance)
#include "tst_single_instance.moc"
