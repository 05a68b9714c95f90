// SPDX-License-Identifier: MIT
#include "app/terminal/output.h"

#include <QTest>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

using namespace sluice::app;

namespace {

/// A pipe whose ends are closed when the test is over.
struct Pipe {
    Pipe()
    {
        if (::pipe2(ends, O_CLOEXEC) != 0)
            qFatal("no pipe");
    }
    ~Pipe()
    {
        closeReader();
        ::close(ends[1]);
    }
    void closeReader()
    {
        if (ends[0] >= 0)
            ::close(ends[0]);
        ends[0] = -1;
    }
    int ends[2] = {-1, -1};
};

QByteArray readAll(int descriptor, qsizetype wanted)
{
    QByteArray all;
    char buffer[1000];
    while (all.size() < wanted) {
        const ssize_t got = ::read(descriptor, buffer, sizeof buffer);
        if (got <= 0)
            break;
        all.append(buffer, got);
    }
    return all;
}

} // namespace

class TstOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }
    void keepsBytesUntilFlushed();
    void writesMoreThanThePipeHolds_data();
    void writesMoreThanThePipeHolds();
    void isBrokenWhenTheReaderIsGone();
    void isBrokenWhenTheDiskIsFull();
    void givesUpOnAStuckReaderWhenAsked();
    void aPipeIsNoTerminal();
};

void TstOutput::keepsBytesUntilFlushed()
{
    Pipe pipe;
    ::fcntl(pipe.ends[0], F_SETFL, O_NONBLOCK);
    Output output(pipe.ends[1]);
    output.write("hello\n");
    char byte = 0;
    QCOMPARE(::read(pipe.ends[0], &byte, 1), ssize_t(-1));
    QVERIFY(output.flush());
    QCOMPARE(readAll(pipe.ends[0], 6), QByteArray("hello\n"));
}

void TstOutput::writesMoreThanThePipeHolds_data()
{
    QTest::addColumn<int>("flags");
    QTest::newRow("does a blocking pipe get everything?") << 0;
    QTest::newRow("does a non-blocking pipe get everything?") << O_NONBLOCK;
}

void TstOutput::writesMoreThanThePipeHolds()
{
    QFETCH(int, flags);
    Pipe pipe;
    ::fcntl(pipe.ends[1], F_SETFL, flags);
    QByteArray sent;
    for (int i = 0; i < 100'000; ++i)
        sent += QByteArray::number(i) + '\n';
    QByteArray received;
    std::thread reader([&] { received = readAll(pipe.ends[0], sent.size()); });
    Output output(pipe.ends[1]);
    for (qsizetype at = 0; at < sent.size(); at += 777)
        output.write(sent.sliced(at, std::min<qsizetype>(777, sent.size() - at)));
    const bool flushed = output.flush();
    reader.join();
    QVERIFY(flushed);
    QCOMPARE(received, sent);
}

void TstOutput::isBrokenWhenTheReaderIsGone()
{
    Pipe pipe;
    pipe.closeReader();
    Output output(pipe.ends[1]);
    output.write("lost");
    QVERIFY(!output.flush());
    QVERIFY(output.isBroken());
    QCOMPARE(output.error(), EPIPE);
    output.write("more");
    QVERIFY(!output.flush());
}

void TstOutput::isBrokenWhenTheDiskIsFull()
{
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    QVERIFY(full >= 0);
    Output output(full);
    output.write("lost");
    QVERIFY(!output.flush());
    QCOMPARE(output.error(), ENOSPC);
    ::close(full);
}

void TstOutput::givesUpOnAStuckReaderWhenAsked()
{
    Pipe pipe;
    int asked = 0;
    Output output(pipe.ends[1], [&] { return ++asked == 3; });
    output.write(QByteArray(1'000'000, 'x')); // far more than a pipe holds, and nobody reads
    QVERIFY(!output.flush());
    QVERIFY(output.isBroken());
    QCOMPARE(asked, 3);
}

void TstOutput::aPipeIsNoTerminal()
{
    Pipe pipe;
    QVERIFY(!Output(pipe.ends[1]).isTerminal());
    QCOMPARE(terminalSize(pipe.ends[1]), (TerminalSize{80, 24}));
}

QTEST_GUILESS_MAIN(TstOutput)
#include "tst_output.moc"
