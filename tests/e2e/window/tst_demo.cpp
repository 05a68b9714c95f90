// SPDX-License-Identifier: MIT
// The demo shows concurrency to somebody without a network, and leaves nothing behind.
#include "app/demo/demo_site.h"
#include "app/demo/pattern.h"
#include "tests/e2e/harness/window_run.h"
#include "tests/support/files.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>

#include <csignal>

using namespace sluice;
using namespace sluice::e2e;
using namespace Qt::StringLiterals;

namespace {

constexpr int kWaitMs = 30'000;

QStringList allFiles(const QString &folder)
{
    QStringList files;
    QDirIterator iterator(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (iterator.hasNext())
        files << iterator.next();
    return files;
}

} // namespace

class TstDemo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void severalRunAtOnce();
    void leavesNothing_data();
    void leavesNothing();
    void fromTheMenu();

private:
    QString demoFolder() const;
    int growing() const;

    std::unique_ptr<Sandbox> m_box;
};

void TstDemo::init()
{
    m_box = std::make_unique<Sandbox>();
}

/// The folder the demo downloads into, empty while there is none.
QString TstDemo::demoFolder() const
{
    const QDir temporary(m_box->temporary());
    for (const QString &name : temporary.entryList({u"sluice-*"_s}, QDir::Dirs)) {
        const QString folder = temporary.filePath(name + "/downloads"_L1);
        if (QDir(folder).exists())
            return folder;
    }
    return {};
}

/// Downloads that are under way: unfinished, and the first bytes are there. Sizes prove nothing, because the room
/// is taken in advance.
int TstDemo::growing() const
{
    int count = 0;
    const QString folder = demoFolder();
    for (const demo::DemoDownload &download : demo::demoSite().downloads) {
        QFile part(folder + u'/' + download.name + ".part"_L1);
        constexpr qint64 kFirst = 4096;
        if (!folder.isEmpty() && part.open(QIODevice::ReadOnly)
            && part.read(kFirst) == demo::patternBytes(demo::patternSeed(download.path), 0, kFirst))
            ++count;
    }
    return count;
}

void TstDemo::severalRunAtOnce()
{
    const WindowRun run(*m_box, {u"--demo"_s}, true);
    QElapsedTimer clock;
    clock.start();
    QTRY_VERIFY_WITH_TIMEOUT(growing() >= 3, kWaitMs);
    qInfo("three downloads under way after %lld ms", clock.elapsed());
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(demoFolder() + "/tiny-note.txt"_L1), kWaitMs);
}

void TstDemo::leavesNothing_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("ended by Ctrl+Q?") << true;
    QTest::newRow("ended by a signal?") << false;
}

void TstDemo::leavesNothing()
{
    QFETCH(bool, byKey);
    WindowRun run(*m_box, {u"--demo"_s}, true);
    QTRY_VERIFY_WITH_TIMEOUT(growing() >= 3, kWaitMs);
    // So far everything is in its temporary folder.
    const QString demo = QDir::cleanPath(demoFolder() + "/.."_L1);
    for (const QString &file : allFiles(m_box->path(QString()))) {
        QVERIFY2(file.startsWith(demo) || file.startsWith(m_box->path(u"runtime"_s))
                || file.startsWith(m_box->home() + "/.cache/fontconfig"_L1)
                || file.startsWith(m_box->home() + "/.cache/mesa"_L1),
            qPrintable(file));
    }
    if (byKey)
        run.press({u"ctrl+q"_s});
    else
        QCOMPARE(::kill(pid_t(run.pid()), SIGTERM), 0);
    QCOMPARE(run.outcome().status, 0);
    QVERIFY(!QDir(demo).exists());
    QCOMPARE(allFiles(m_box->temporary()), QStringList());
    QCOMPARE(m_box->downloaded(), QStringList());
}

void TstDemo::fromTheMenu()
{
    // In a window with a profile of its own: rows of the demo are gone at the next start.
    {
        WindowRun run(*m_box);
        QTRY_VERIFY_WITH_TIMEOUT(!run.window().isEmpty(), kWaitMs);
        run.press({u"ctrl+shift+e"_s});
        QTRY_VERIFY_WITH_TIMEOUT(growing() >= 3, kWaitMs);
        run.press({u"ctrl+q"_s});
        QCOMPARE(run.outcome().status, 0);
        QCOMPARE(allFiles(m_box->temporary()), QStringList());
    }
    const QStringList mark{u"nothing"_s};
    setClipboard(mark);
    const WindowRun run(*m_box);
    QTRY_VERIFY_WITH_TIMEOUT(!run.window().isEmpty(), kWaitMs);
    run.press({u"ctrl+a"_s, u"ctrl+c"_s, u"ctrl+n"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!run.window(u"Add links"_s).isEmpty(), kWaitMs);
    QCOMPARE(clipboard(), mark); // there was nothing to copy
}

SLUICE_E2E_WINDOW_MAIN(TstDemo)
#include "tst_demo.moc"
