// SPDX-License-Identifier: MIT
#include "core/http/curl/socket_watch.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

using sluice::http::curl::SocketWatch;

namespace {

/// Two ends of a connection; they close with the object.
class Pair
{
public:
    Pair()
    {
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, m_ends.data()) != 0)
            qFatal("socketpair");
    }
    ~Pair()
    {
        closeNear();
        closeFar();
    }
    Pair(const Pair &) = delete;
    Pair &operator=(const Pair &) = delete;

    [[nodiscard]] int near() const { return m_ends[0]; }
    void send() const { QCOMPARE(::write(m_ends[1], "x", 1), ssize_t{1}); }
    void drain() const
    {
        std::array<char, 4096> bytes{};
        while (::read(m_ends[0], bytes.data(), bytes.size()) > 0) { }
    }
    void closeNear() { close(m_ends[0]); }
    void closeFar() { close(m_ends[1]); }
    /// Puts `other`'s near end under the number of this one's, which is closed.
    void takeNumberFor(Pair &other)
    {
        ::dup3(other.near(), near(), O_CLOEXEC);
        other.closeNear();
        other.m_ends[0] = std::exchange(m_ends[0], -1);
    }

private:
    static void close(int &descriptor)
    {
        if (const int old = std::exchange(descriptor, -1); old >= 0)
            ::close(old);
    }
    std::array<int, 2> m_ends{};
};

struct Call {
    int socket;
    unsigned directions;
};

} // namespace

class TestSocketWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatWasAskedFor();
    void neverFromWatch();
    void repeatsUntilRead();
    void changesDirection();
    void forgets();
    void forgetsWhileReady();
    void endOfPeer_data();
    void endOfPeer();
    void aClosedDescriptorLeaves();
    void aReusedNumberIsAnotherSocket();
    void aReusedNumberGetsNoOldEvent();
    void moreThanOneRound();
    void othersGetTheirTurn();
};

void TestSocketWatch::tellsWhatWasAskedFor()
{
    const Pair a;
    const Pair b;
    std::vector<Call> calls;
    SocketWatch watch([&](int socket, unsigned directions) {
        calls.push_back({socket, directions});
        watch.watch(socket, SocketWatch::None);
    });
    watch.watch(a.near(), SocketWatch::Read);
    watch.watch(b.near(), SocketWatch::Read | SocketWatch::Write);
    QTRY_COMPARE(calls.size(), std::size_t{1});
    QCOMPARE(calls[0].socket, b.near());
    QCOMPARE(calls[0].directions, unsigned{SocketWatch::Write});
    a.send();
    QTRY_COMPARE(calls.size(), std::size_t{2});
    QCOMPARE(calls[1].socket, a.near());
    QCOMPARE(calls[1].directions, unsigned{SocketWatch::Read});
}

void TestSocketWatch::neverFromWatch()
{
    const Pair a;
    a.send();
    int calls = 0;
    SocketWatch watch([&](int, unsigned) { ++calls; });
    watch.watch(a.near(), SocketWatch::Read | SocketWatch::Write);
    QCOMPARE(calls, 0);
    QTRY_VERIFY(calls > 0);
}

void TestSocketWatch::repeatsUntilRead()
{
    const Pair a;
    a.send();
    int calls = 0;
    SocketWatch watch([&](int, unsigned) {
        if (++calls == 3)
            a.drain();
    });
    watch.watch(a.near(), SocketWatch::Read);
    QTRY_COMPARE(calls, 3);
    for (int i = 0; i < 10; ++i)
        QCoreApplication::processEvents();
    QCOMPARE(calls, 3);
}

void TestSocketWatch::changesDirection()
{
    const Pair a;
    a.send();
    std::vector<unsigned> seen;
    SocketWatch watch([&](int socket, unsigned directions) {
        seen.push_back(directions);
        watch.watch(socket, seen.size() == 1 ? SocketWatch::Write : SocketWatch::None);
    });
    watch.watch(a.near(), SocketWatch::Read);
    QTRY_COMPARE(seen.size(), std::size_t{2});
    QCOMPARE(seen[0], unsigned{SocketWatch::Read});
    QCOMPARE(seen[1], unsigned{SocketWatch::Write});
}

void TestSocketWatch::forgets()
{
    const Pair a;
    const Pair b;
    a.send();
    b.send();
    std::vector<int> seen;
    SocketWatch watch([&](int socket, unsigned) { seen.push_back(socket); });
    watch.watch(a.near(), SocketWatch::Read);
    watch.watch(a.near(), SocketWatch::None);
    watch.watch(a.near(), SocketWatch::None); // twice does no harm
    watch.watch(b.near(), SocketWatch::Read);
    QTRY_VERIFY(seen.size() >= 3);
    QVERIFY(std::ranges::all_of(seen, [&](int socket) { return socket == b.near(); }));
}

void TestSocketWatch::forgetsWhileReady()
{
    const Pair a;
    const Pair b;
    a.send();
    b.send();
    std::vector<int> seen;
    SocketWatch watch([&](int socket, unsigned) {
        seen.push_back(socket);
        watch.watch(a.near(), SocketWatch::None);
        watch.watch(b.near(), SocketWatch::None);
    });
    watch.watch(a.near(), SocketWatch::Read);
    watch.watch(b.near(), SocketWatch::Read);
    QTRY_VERIFY(!seen.empty());
    for (int i = 0; i < 10; ++i)
        QCoreApplication::processEvents();
    QCOMPARE(seen.size(), std::size_t{1});
}

void TestSocketWatch::endOfPeer_data()
{
    QTest::addColumn<unsigned>("asked");
    QTest::newRow("is it seen when reading?") << unsigned{SocketWatch::Read};
    QTest::newRow("is it seen when writing?") << unsigned{SocketWatch::Write};
}

void TestSocketWatch::endOfPeer()
{
    QFETCH(unsigned, asked);
    Pair a;
    unsigned seen = 0;
    SocketWatch watch([&](int socket, unsigned directions) {
        seen = directions;
        watch.watch(socket, SocketWatch::None);
    });
    a.closeFar();
    watch.watch(a.near(), asked);
    QTRY_VERIFY(seen != 0);
    QVERIFY((seen & asked) != 0U);
    QVERIFY((seen & SocketWatch::Failed) != 0U);
}

void TestSocketWatch::aClosedDescriptorLeaves()
{
    Pair a;
    const Pair b;
    a.send();
    b.send();
    std::vector<int> seen;
    SocketWatch watch([&](int socket, unsigned) { seen.push_back(socket); });
    watch.watch(a.near(), SocketWatch::Read);
    watch.watch(b.near(), SocketWatch::Read);
    const int closed = a.near();
    a.closeNear();
    QTRY_VERIFY(seen.size() >= 3);
    QVERIFY(std::ranges::count(seen, closed) == 0);
    watch.watch(closed, SocketWatch::None); // what libcurl says afterwards
    QTRY_VERIFY(seen.size() >= 6);
}

void TestSocketWatch::aReusedNumberIsAnotherSocket()
{
    Pair old;
    Pair fresh;
    int calls = 0;
    SocketWatch watch([&](int, unsigned) {
        ++calls;
        fresh.drain();
    });
    const int number = old.near();
    watch.watch(number, SocketWatch::Read);
    old.takeNumberFor(fresh); // closed without a word, and the number given to another socket
    QCOMPARE(fresh.near(), number);
    watch.watch(number, SocketWatch::Read);
    fresh.send();
    QTRY_COMPARE(calls, 1);
}

void TestSocketWatch::aReusedNumberGetsNoOldEvent()
{
    // Two sockets are ready at once. While the first is served, libcurl gives up the second, whose number goes to a
    // new connection at once: the new one is silent, and must not be told what the old one had to say.
    Pair a;
    Pair b;
    Pair fresh;
    a.send();
    b.send();
    std::vector<int> seen;
    int silent = -1;
    SocketWatch watch([&](int socket, unsigned) {
        seen.push_back(socket);
        if (silent >= 0)
            return;
        Pair &other = socket == a.near() ? b : a;
        watch.watch(socket, SocketWatch::None);
        silent = other.near();
        watch.watch(silent, SocketWatch::None);
        other.takeNumberFor(fresh);
        watch.watch(silent, SocketWatch::Read);
    });
    watch.watch(a.near(), SocketWatch::Read);
    watch.watch(b.near(), SocketWatch::Read);
    QTRY_VERIFY(!seen.empty());
    for (int i = 0; i < 10; ++i)
        QCoreApplication::processEvents();
    QCOMPARE(seen.size(), std::size_t{1});
    fresh.send();
    QTRY_VERIFY(seen.size() >= 2);
    QCOMPARE(seen[1], silent);
}

void TestSocketWatch::moreThanOneRound()
{
    // More sockets than one look takes.
    std::vector<std::unique_ptr<Pair>> pairs;
    std::vector<int> seen;
    SocketWatch watch([&](int socket, unsigned) {
        seen.push_back(socket);
        watch.watch(socket, SocketWatch::None);
    });
    for (int i = 0; i < 400; ++i) {
        pairs.push_back(std::make_unique<Pair>());
        watch.watch(pairs.back()->near(), SocketWatch::Write);
    }
    QTRY_COMPARE(seen.size(), pairs.size());
}

void TestSocketWatch::othersGetTheirTurn()
{
    // All sockets are always ready and each keeps the thread busy: what else waits in the loop comes first before
    // half of them have been served, and every one of them is served in the end.
    std::vector<std::unique_ptr<Pair>> pairs;
    std::vector<int> seen;
    SocketWatch watch([&](int socket, unsigned) {
        seen.push_back(socket);
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 2) { }
    });
    for (int i = 0; i < 100; ++i) {
        pairs.push_back(std::make_unique<Pair>());
        watch.watch(pairs.back()->near(), SocketWatch::Write);
    }
    std::size_t seenThen = 0;
    QTRY_VERIFY(!seen.empty());
    seen.clear();
    QTimer::singleShot(0, this, [&] { seenThen = seen.size() + 1; });
    QTRY_VERIFY(seenThen > 0);
    QVERIFY2(seenThen < 50, qPrintable(QString::number(seenThen)));
    QTRY_VERIFY(std::ranges::all_of(
        pairs, [&](const auto &pair) { return std::ranges::find(seen, pair->near()) != seen.end(); }));
}

QTEST_GUILESS_MAIN(TestSocketWatch)
#include "tst_socket_watch.moc"
