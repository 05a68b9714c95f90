// SPDX-License-Identifier: MIT
#include "core/download/disk/volume_writers.h"

#include "core/async/stopped.h"
#include "tests/support/coro.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <semaphore>

using namespace sluice;
using namespace sluice::download;
using namespace sluice::test;
using namespace Qt::StringLiterals;

using Missing = VolumeWriters::Missing;

class TestVolumeWriters : public QObject
{
    Q_OBJECT

    static std::shared_ptr<VolumeWriter> find(VolumeWriters &writers, const QString &folder)
    {
        return waitForTask(writers.forFolder(folder, Missing::Leave, std::stop_token()), 30'000);
    }

private Q_SLOTS:
    void oneVolumeHasOneWriter()
    {
        QTemporaryDir one;
        QTemporaryDir other;
        VolumeWriters writers;
        const auto writer = find(writers, one.path());
        QVERIFY(writer != nullptr);
        QCOMPARE(find(writers, one.path()), writer);
        QCOMPARE(find(writers, other.path()), writer);
        QVERIFY(find(writers, u"/proc"_s) != writer);
        QVERIFY(find(writers, one.filePath(u"missing"_s)) != nullptr);
    }

    void aFolderIsLookedUpOnce()
    {
        std::atomic<int> looks = 0;
        VolumeWriters writers([&](const QString &, Missing) -> quint64 {
            ++looks;
            return 7;
        });
        QVERIFY(!writers.known(u"/a"_s));
        const auto writer = find(writers, u"/a"_s);
        QCOMPARE(writers.known(u"/a"_s), writer);
        QCOMPARE(find(writers, u"/a"_s), writer);
        QCOMPARE(looks.load(), 1);
        QCOMPARE(find(writers, u"/b"_s), writer); // the same volume
        QCOMPARE(looks.load(), 2);
    }

    void aMissingFolder_data()
    {
        QTest::addColumn<Missing>("missing");
        QTest::addColumn<bool>("isThere");
        QTest::newRow("is it created, with those above it?") << Missing::Create << true;
        QTest::newRow("is it left alone where nothing is to be written?") << Missing::Leave << false;
    }

    void aMissingFolder()
    {
        QFETCH(Missing, missing);
        QTemporaryDir top;
        const QString folder = top.filePath(u"a/b/c"_s);
        VolumeWriters writers;
        const auto writer = waitForTask(writers.forFolder(folder, missing, std::stop_token()), 30'000);
        QVERIFY(writer != nullptr);
        QTEST(QFileInfo(folder).isDir(), "isThere");
        QTEST(writers.known(folder) != nullptr, "isThere");
    }

    void aFolderThatCannotBeThereIsLookedForAgain()
    {
        QTemporaryDir top;
        const QString file = top.filePath(u"file"_s);
        QVERIFY(QFile(file).open(QIODevice::WriteOnly));
        const QString folder = file + u"/below"_s;
        VolumeWriters writers;
        const auto create = [&] {
            return waitForTask(writers.forFolder(folder, Missing::Create, std::stop_token()), 30'000);
        };
        const auto before = create();
        QVERIFY(before != nullptr);
        QVERIFY(!writers.known(folder));
        QVERIFY(QFile::remove(file));
        QVERIFY(create() != before);
        QVERIFY(QFileInfo(folder).isDir());
    }

    void aDiskThatDoesNotAnswerHoldsUpNobodyElse()
    {
        std::counting_semaphore<2> answers(0);
        VolumeWriters writers([&](const QString &folder, Missing) -> quint64 {
            if (folder == u"/slow"_s) {
                answers.acquire();
                return 1;
            }
            return 2;
        });
        std::stop_source stop;
        auto waiting = writers.forFolder(u"/slow"_s, Missing::Leave, stop.get_token());
        QVERIFY(find(writers, u"/fast"_s) != nullptr);
        QVERIFY(!writers.known(u"/slow"_s));
        // Who no longer wants it goes at once.
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(async::Stopped, waitForTask(std::move(waiting), 30'000));
        // The disk answers at last: the look that nobody wants any more, and another.
        answers.release(2);
        QVERIFY(find(writers, u"/slow"_s) != find(writers, u"/fast"_s));
    }
};

QTEST_GUILESS_MAIN(TestVolumeWriters)
#include "tst_volume_writers.moc"
