// SPDX-License-Identifier: MIT
// A second start hands its links to the window that runs, and ends.
#include "app/demo/loopback_server.h"
#include "tests/e2e/harness/window_run.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

using namespace sluice;
using namespace sluice::e2e;
using namespace Qt::StringLiterals;

namespace {

constexpr int kWaitMs = 20'000;

} // namespace

class TstSingleInstance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void handsOver_data();
    void handsOver();
    void startsAtTheSameTime();
    void anotherProfileIsAnotherWindow();
    void goesOnAfterACrash();
    void getRunsBesideTheWindow();

private:
    Outcome second(const QStringList &arguments) const;
    bool has(const QString &name) const { return m_box->downloaded().contains(name); }

    std::unique_ptr<Sandbox> m_box;
    std::unique_ptr<demo::LoopbackServer> m_server;
};

void TstSingleInstance::init()
{
    m_box = std::make_unique<Sandbox>();
    m_server = std::make_unique<demo::LoopbackServer>();
    QVERIFY(m_server->start());
    m_server->setFallback({.size = 1000});
}

Outcome TstSingleInstance::second(const QStringList &arguments) const
{
    const auto process
        = windowProcess(*m_box, QStringList{u"--profile"_s, m_box->profile(), u"-d"_s, m_box->downloads()} + arguments);
    process->start();
    return outcomeOf(*process, kWaitMs);
}

void TstSingleInstance::handsOver_data()
{
    QTest::addColumn<bool>("start");
    QTest::newRow("at once, with --start?") << true;
    QTest::newRow("into the add dialog, without it?") << false;
}

void TstSingleInstance::handsOver()
{
    QFETCH(bool, start);
    WindowRun first(*m_box);
    QTRY_VERIFY_WITH_TIMEOUT(!first.window().isEmpty(), kWaitMs);
    QStringList arguments{m_server->url(u"/a"_s), m_server->url(u"/b"_s)};
    if (start)
        arguments << u"--start"_s;
    const Outcome outcome = second(arguments);
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.err, QByteArray());
    if (!start) {
        QTRY_VERIFY_WITH_TIMEOUT(!first.window(u"Add links"_s).isEmpty(), kWaitMs);
        QCOMPARE(m_server->requests().size(), 0U);
        XDisplay::instance().focus(first.window(u"Add links"_s));
        XDisplay::instance().press({u"ctrl+Return"_s});
    }
    QTRY_VERIFY_WITH_TIMEOUT(has(u"a"_s) && has(u"b"_s), kWaitMs);
    QVERIFY(first.isRunning());
}

void TstSingleInstance::startsAtTheSameTime()
{
    // Five at once: one becomes the window, and it gets the links of all.
    std::vector<std::unique_ptr<QProcess>> processes;
    for (int i = 0; i < 5; ++i) {
        processes.push_back(windowProcess(*m_box,
            {u"--profile"_s, m_box->profile(), u"-d"_s, m_box->downloads(), u"--start"_s,
                m_server->url(u"/%1"_s.arg(i))}));
        processes.back()->start();
    }
    const auto running = [&] {
        return std::ranges::count_if(
            processes, [](const auto &process) { return process->state() == QProcess::Running; });
    };
    QTRY_COMPARE_WITH_TIMEOUT(running(), 1, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_box->downloaded().filter(QRegularExpression(u"^\\d$"_s)).size(), 5, kWaitMs);
    for (const auto &process : processes) {
        if (process->state() == QProcess::Running) {
            process->terminate();
            QCOMPARE(outcomeOf(*process, kWaitMs).status, 0);
        } else {
            QCOMPARE(process->exitCode(), 0);
        }
    }
}

void TstSingleInstance::anotherProfileIsAnotherWindow()
{
    WindowRun first(*m_box);
    QTRY_VERIFY_WITH_TIMEOUT(!first.window().isEmpty(), kWaitMs);
    WindowRun other(*m_box,
        {u"--profile"_s, m_box->path(u"other"_s), u"-d"_s, m_box->downloads(), u"--start"_s, m_server->url(u"/c"_s)},
        true);
    QTRY_VERIFY_WITH_TIMEOUT(has(u"c"_s), kWaitMs);
    QVERIFY(first.isRunning());
    QVERIFY(other.isRunning());
}

void TstSingleInstance::goesOnAfterACrash()
{
    {
        WindowRun first(*m_box);
        QTRY_VERIFY_WITH_TIMEOUT(!first.window().isEmpty(), kWaitMs);
    } // killed: its lock and its socket must not be in the way
    WindowRun next(*m_box, {u"-d"_s, m_box->downloads(), u"--start"_s, m_server->url(u"/d"_s)});
    QTRY_VERIFY_WITH_TIMEOUT(has(u"d"_s), kWaitMs);
    QCOMPARE(second({u"--start"_s, m_server->url(u"/e"_s)}).status, 0);
    QTRY_VERIFY_WITH_TIMEOUT(has(u"e"_s), kWaitMs);
}

void TstSingleInstance::getRunsBesideTheWindow()
{
    WindowRun first(*m_box);
    QTRY_VERIFY_WITH_TIMEOUT(!first.window().isEmpty(), kWaitMs);
    QCOMPARE(m_box->get({m_server->url(u"/f"_s)}).status, 0);
    QVERIFY(has(u"f"_s));
}

SLUICE_E2E_WINDOW_MAIN(TstSingleInstance)
#include "tst_single_instance.moc"
