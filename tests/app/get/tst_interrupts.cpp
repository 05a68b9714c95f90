// SPDX-License-Identifier: MIT
#include "app/get/interrupts.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace sluice::app;

class TstInterrupts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstSignalIsAnnouncedOnce_data();
    void theFirstSignalIsAnnouncedOnce();
    void theSecondEndsTheProcess();
    void handlersGoWithTheObject();
};

void TstInterrupts::theFirstSignalIsAnnouncedOnce_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("is SIGINT heard?") << SIGINT;
    QTest::newRow("is SIGTERM heard?") << SIGTERM;
    QTest::newRow("is SIGHUP heard?") << SIGHUP;
}

void TstInterrupts::theFirstSignalIsAnnouncedOnce()
{
    QFETCH(int, number);
    std::signal(SIGHUP, SIG_DFL); // a test runner may have been started with nohup
    Interrupts interrupts;
    QSignalSpy spy(&interrupts, &Interrupts::interrupted);
    QVERIFY(!Interrupts::isRequested());
    ::raise(number);
    QVERIFY(Interrupts::isRequested());
    QCOMPARE(spy.count(), 0); // through the event loop, not from the handler
    QVERIFY(spy.wait());
    QVERIFY(!spy.wait(50));
    QCOMPARE(spy.count(), 1);
}

void TstInterrupts::theSecondEndsTheProcess()
{
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        Interrupts interrupts;
        ::raise(SIGINT);
        ::raise(SIGTERM);
        ::_exit(1); // not reached
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 130);
}

void TstInterrupts::handlersGoWithTheObject()
{
    struct sigaction before{};
    ::sigaction(SIGTERM, nullptr, &before);
    {
        Interrupts interrupts;
        struct sigaction during{};
        ::sigaction(SIGTERM, nullptr, &during);
        QVERIFY(during.sa_handler != before.sa_handler);
    }
    struct sigaction after{};
    ::sigaction(SIGTERM, nullptr, &after);
    QVERIFY(after.sa_handler == before.sa_handler);
}

QTEST_GUILESS_MAIN(TstInterrupts)
#include "tst_interrupts.moc"
