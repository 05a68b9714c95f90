// SPDX-License-Identifier: MIT
// A full disk is told once, by the helper that decides and by the engine.
#include "core/engine/full_volumes.h"
#include "tests/core/download/disk/disk_tricks.h"
#include "tests/core/engine/engine_bench.h"

#include <QTest>

using namespace sluice;
using namespace sluice::engine;
using namespace sluice::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kRoom = 1'000'000; ///< enough for the store

Error failure(ErrorKind kind)
{
    Error error;
    error.kind = kind;
    return error;
}

} // namespace

class TestFullVolumes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachVolumeIsToldOnce()
    {
        const int one = 1;
        const int two = 2;
        const Error full = failure(ErrorKind::DiskFull);
        FullVolumes volumes;
        QVERIFY(!volumes.failed(&one, failure(ErrorKind::Disk)));
        QVERIFY(volumes.failed(&one, full));
        QVERIFY(!volumes.failed(&one, full));
        QVERIFY(volumes.failed(&two, full));
        volumes.finished(&one);
        QVERIFY(volumes.failed(&one, full));
        QVERIFY(!volumes.failed(&two, full));
        volumes.forget();
        QVERIFY(volumes.failed(&two, full));
    }

    void theEngineTellsOnceUntilTheUserGoesOn()
    {
        EngineBench bench;
        bench.server.setFallback({.size = 3 * kRoom});
        bench.server.setScript(u"/small"_s, {.size = 1000});
        const FullDisk full(kRoom);
        bench.start(2);
        bench.add({u"/a"_s, u"/b"_s, u"/c"_s});
        QTRY_COMPARE(bench.count(download::State::Failed), 3);
        QCOMPARE(bench.notices.size(), std::size_t(1));
        QCOMPARE(int(bench.notices[0].kind), int(Notice::Kind::DiskFull));
        QCOMPARE(bench.notices[0].path, bench.files());
        bench.engine().resume({bench.id(u"/a"_s)});
        QTRY_COMPARE(bench.pump().notices.size(), std::size_t(2));
        bench.add({u"/small"_s});
        QTRY_COMPARE(bench.count(download::State::Done), 1);
        bench.add({u"/d"_s});
        QTRY_COMPARE(bench.pump().notices.size(), std::size_t(3));
    }
};

QTEST_GUILESS_MAIN(TestFullVolumes)
#include "tst_full_volumes.moc"
