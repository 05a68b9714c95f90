// SPDX-License-Identifier: MIT
// The window, by keyboard and mouse, from the first link to the next start.
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/e2e/harness/window_run.h"

#include <QDir>

using namespace sluice;
using namespace sluice::e2e;
using namespace Qt::StringLiterals;

namespace {

constexpr int kWaitMs = 20'000;
constexpr qint64 kSize = 2'000'000;
constexpr qint64 kSlow = 20'000; ///< bytes a second: such a file does not end while anybody looks

} // namespace

class TstWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void addsTurnsCancelsAndRemembers();
    void linksOfTheCommandLineWaitForConsent();
    void badLinksStayForMending();

private:
    void serve(int count, qint64 bytesPerSecond);
    QString pathOf(int number) const { return u"/file-%1.bin"_s.arg(number, 2, 10, QChar(u'0')); }
    QStringList links(int from, int to) const;
    QPoint findLimitNumber(const WindowRun &run, int *right) const;
    bool isWhole(int number) const;

    std::unique_ptr<Sandbox> m_box;
    std::unique_ptr<demo::LoopbackServer> m_server;
    XDisplay &m_display = XDisplay::instance();
};

void TstWindow::init()
{
    m_box = std::make_unique<Sandbox>();
    QVERIFY(QDir(m_box->home()).mkdir(u"Downloads"_s));
    m_server = std::make_unique<demo::LoopbackServer>();
    QVERIFY(m_server->start());
    m_server->setFallback(demo::failure(404));
}

void TstWindow::serve(int count, qint64 bytesPerSecond)
{
    for (int i = 1; i <= count; ++i) {
        m_server->setScript(pathOf(i), {.size = kSize, .etag = "\"e\"", .bytesPerSecond = bytesPerSecond});
    }
}

QStringList TstWindow::links(int from, int to) const
{
    QStringList links;
    for (int i = from; i <= to; ++i)
        links << m_server->url(pathOf(i));
    return links;
}

/// The middle of the number: the only thing in the upper part of the window that Ctrl+L changes.
QPoint TstWindow::findLimitNumber(const WindowRun &run, int *right) const
{
    QRect top = m_display.geometry(run.window());
    top.setHeight(110);
    QImage before;
    const auto isStill = [&] {
        const QImage now = m_display.screenshot();
        const bool still = !before.isNull() && difference(before, now, top).isEmpty();
        before = now;
        return still;
    };
    if (!QTest::qWaitFor(isStill, kWaitMs))
        return {};
    run.press({u"ctrl+l"_s});
    QRect number;
    const auto appeared = [&] {
        number = difference(before, m_display.screenshot(), top);
        return number.width() > 20 && number.width() < 100 && number.height() > 12;
    };
    if (!QTest::qWaitFor(appeared, kWaitMs))
        return {};
    *right = number.right();
    return number.center();
}

bool TstWindow::isWhole(int number) const
{
    const QString path = m_box->home() + "/Downloads"_L1 + pathOf(number);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return hash.addData(&file) && hash.result() == demo::patternSha256(demo::patternSeed(pathOf(number)), kSize);
}

void TstWindow::addsTurnsCancelsAndRemembers()
{
    serve(20, kSlow);
    auto run = std::make_unique<WindowRun>(*m_box);
    QTRY_VERIFY_WITH_TIMEOUT(!run->window().isEmpty(), kWaitMs);

    int right = 0;
    const QPoint number = findLimitNumber(*run, &right);
    QVERIFY(!number.isNull());

    // Add: three typed, twelve pasted.
    run->press({u"ctrl+n"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!run->window(u"Add links"_s).isEmpty(), kWaitMs);
    m_display.focus(run->window(u"Add links"_s));
    m_display.type(links(1, 3));
    m_display.press({u"ctrl+Return"_s});
    QTRY_COMPARE_WITH_TIMEOUT(m_server->runningRequests(), 3, kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(run->window(u"Add links"_s).isEmpty(), kWaitMs);
    const QPoint table = m_display.geometry(run->window()).center();
    m_display.click(table); // the keyboard is still in the number
    setClipboard(links(4, 15));
    run->press({u"ctrl+v"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!run->window(u"Add links"_s).isEmpty(), kWaitMs);
    m_display.focus(run->window(u"Add links"_s));
    m_display.press({u"ctrl+Return"_s});
    QTRY_COMPARE_WITH_TIMEOUT(m_server->runningRequests(), 5, kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(run->window(u"Add links"_s).isEmpty(), kWaitMs);
    QCOMPARE(m_server->concurrentPeak(), 5);

    // Raise the limit while they run: by key, by button, by wheel, by number.
    run->press({u"ctrl+Up"_s, u"ctrl+Up"_s});
    QTRY_COMPARE_WITH_TIMEOUT(m_server->runningRequests(), 7, kWaitMs);
    m_display.click({right + 16, number.y()});
    QTRY_COMPARE_WITH_TIMEOUT(m_server->runningRequests(), 8, kWaitMs);
    m_display.click(number, 4);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->runningRequests(), 9, kWaitMs);
    run->press({u"ctrl+l"_s, u"1"_s, u"1"_s, u"Return"_s});
    QTRY_COMPARE_WITH_TIMEOUT(m_server->runningRequests(), 11, kWaitMs);
    QCOMPARE(m_server->concurrentPeak(), 11);

    // Lower it, by wheel and by key; "park" sends the youngest back to the queue.
    run->press({u"ctrl+shift+p"_s});
    m_display.click(number, 5, 4);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->runningRequests(), 7, kWaitMs);
    run->press({u"ctrl+Down"_s, u"ctrl+Down"_s, u"ctrl+Down"_s});
    QTRY_COMPARE_WITH_TIMEOUT(m_server->runningRequests(), 4, kWaitMs);

    // Cancel the first one: its bytes go, and the next in the queue takes its place.
    m_display.click(table);
    run->press({u"ctrl+Home"_s, u"Down"_s, u"Up"_s, u"ctrl+period"_s});
    QTRY_COMPARE_WITH_TIMEOUT(int(m_server->requests(pathOf(1)).back().ending), int(demo::Ending::ClientLeft), kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(m_box->home() + "/Downloads"_L1 + pathOf(1) + ".part"_L1), kWaitMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->runningRequests(), 4, kWaitMs);

    // Quit in the middle; the next start goes on with the same limit, rows and bytes.
    run->press({u"ctrl+q"_s});
    QCOMPARE(run->outcome().status, 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->runningRequests(), 0, kWaitMs);
    serve(15, kSize);
    m_server->clearRecords();
    run = std::make_unique<WindowRun>(*m_box);
    for (int i = 2; i <= 15; ++i)
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(i), kWaitMs);
    QCOMPARE(m_server->concurrentPeak(), 4);
    QVERIFY(m_server->requests(pathOf(2)).front().range.startsWith("bytes="));
    QVERIFY(!isWhole(1));
    QVERIFY(m_server->requests(pathOf(1)).empty());

    // All fifteen rows are there: they can be selected and their links copied.
    setClipboard({u"nothing"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!run->window().isEmpty(), kWaitMs);
    run->press({u"ctrl+a"_s, u"ctrl+c"_s});
    QTRY_COMPARE_WITH_TIMEOUT(clipboard().size(), 15, kWaitMs);
    QStringList copied = clipboard();
    copied.sort();
    QCOMPARE(copied, links(1, 15));
    run->press({u"ctrl+q"_s});
    QCOMPARE(run->outcome().status, 0);
}

void TstWindow::linksOfTheCommandLineWaitForConsent()
{
    serve(1, 0);
    WindowRun run(*m_box, links(1, 1));
    QTRY_VERIFY_WITH_TIMEOUT(!run.window(u"Add links"_s).isEmpty(), kWaitMs);
    QCOMPARE(m_server->requests().size(), 0U);
    m_display.focus(run.window(u"Add links"_s));
    m_display.press({u"ctrl+Return"_s});
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(1), kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(run.window(u"Add links"_s).isEmpty(), kWaitMs);
    run.press({u"ctrl+q"_s});
    QCOMPARE(run.outcome().status, 0);
}

void TstWindow::badLinksStayForMending()
{
    serve(2, 0);
    WindowRun run(*m_box);
    QTRY_VERIFY_WITH_TIMEOUT(!run.window().isEmpty(), kWaitMs);
    setClipboard({links(1, 1).front(), u"gopher://127.0.0.1/x"_s});
    run.press({u"ctrl+v"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!run.window(u"Add links"_s).isEmpty(), kWaitMs);
    const QString dialog = run.window(u"Add links"_s);
    m_display.focus(dialog);
    m_display.press({u"ctrl+Return"_s});
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(1), kWaitMs);
    // The dialog stays with the bad line, which can be mended.
    QCOMPARE(run.window(u"Add links"_s), dialog);
    m_display.focus(dialog);
    m_display.press({u"ctrl+a"_s});
    m_display.type(links(2, 2));
    m_display.press({u"ctrl+Return"_s});
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(2), kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(run.window(u"Add links"_s).isEmpty(), kWaitMs);
}

SLUICE_E2E_WINDOW_MAIN(TstWindow)
#include "tst_window.moc"
