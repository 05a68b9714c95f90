// SPDX-License-Identifier: MIT
#include "app/demo/demo_site.h"
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "tests/lab/raw_client.h"

#include <QSet>
#include <QTest>

#include <algorithm>
#include <functional>
#include <queue>

using namespace sluice::demo;
using sluice::lab::RawClient;
using sluice::lab::statusOf;

namespace {

/// About how long one answer keeps a slot: what it waits, and its bytes from `from` on at their pace.
double slotSeconds(const Script &script, qint64 from, int stallTimeoutMs)
{
    qint64 bytes = script.size - from;
    double wait = (script.delayBeforeHeadMs + script.delayBeforeFirstByteMs + script.stallForMs) / 1000.0;
    if (script.stallAfterBytes && script.stallForMs == 0) {
        bytes = *script.stallAfterBytes;
        wait += stallTimeoutMs / 1000.0;
    }
    bytes = std::min({bytes, script.resetAfterBytes.value_or(bytes), script.closeAfterBytes.value_or(bytes)});
    return wait + (script.bytesPerSecond > 0 ? double(bytes) / double(script.bytesPerSecond) : 0.0);
}

double slotSeconds(const DemoDownload &download, const std::vector<Script> &scripts)
{
    double seconds = 0;
    qint64 held = 0;
    for (const Script &script : scripts) {
        seconds += slotSeconds(script, held, download.stallTimeoutMs.value_or(60'000));
        const qint64 kept
            = script.stallAfterBytes.value_or(script.resetAfterBytes.value_or(script.closeAfterBytes.value_or(0)));
        held = script.ranges == Ranges::Honour && script.changeAfterRequests == 0 && script.status == 200 ? kept : 0;
    }
    return seconds;
}

} // namespace

class TestDemoSite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isComplete();
    void lasts();
    void beginsWithConcurrency();
    void isServed();
};

void TestDemoSite::isComplete()
{
    const DemoSite site = demoSite();
    QVERIFY(site.downloads.size() >= 24);
    QSet<QString> paths;
    QSet<QString> names;
    QSet<int> statuses;
    int checksums = 0;
    for (const DemoDownload &download : site.downloads) {
        paths.insert(download.path);
        names.insert(download.name);
        checksums += download.sha256.isEmpty() ? 0 : 1;
        QVERIFY(download.path.startsWith(u'/'));
        QVERIFY(!download.explanation.isEmpty());
        QVERIFY(!download.scripts.empty());
        for (const Script &script : download.scripts) {
            statuses.insert(script.status);
            // A silence without end needs a timeout of its own, or the demo waits for the default of a minute.
            QVERIFY(!script.stallAfterBytes || script.stallForMs > 0 || download.stallTimeoutMs);
        }
        if (download.sha256.size() == 32) {
            QVERIFY(download.sha256 != patternSha256(patternSeed(download.path), download.scripts.back().size));
        }
    }
    QCOMPARE(paths.size(), qsizetype(site.downloads.size()));
    QCOMPARE(names.size(), qsizetype(site.downloads.size()));
    QCOMPARE(checksums, 1);
    QVERIFY(statuses.contains({200, 302, 404, 410, 429, 500, 503}));
}

void TestDemoSite::lasts()
{
    constexpr int kLimit = 5;
    const DemoSite site = demoSite();
    std::priority_queue<double, std::vector<double>, std::greater<>> places;
    for (int i = 0; i < kLimit; ++i) {
        places.push(0);
    }
    double end = 0;
    for (const DemoDownload &download : site.downloads) {
        double seconds = slotSeconds(download, download.scripts);
        for (const DemoTarget &target : site.targets) {
            if (download.scripts.front().location == target.path.toUtf8()) {
                seconds += slotSeconds(download, target.scripts);
            }
        }
        const double free = places.top();
        places.pop();
        places.push(free + seconds);
        end = std::max(end, free + seconds);
    }
    qInfo("the demo keeps %d slots busy for about %.0f s", kLimit, end);
    QVERIFY(end >= 42);
    QVERIFY(end <= 55);
}

void TestDemoSite::beginsWithConcurrency()
{
    const DemoSite site = demoSite();
    for (size_t i = 0; i < 5; ++i) {
        const Script &first = site.downloads.at(i).scripts.front();
        QVERIFY(first.status >= 400 || slotSeconds(first, 0, 60'000) > 2);
    }
}

void TestDemoSite::isServed()
{
    LoopbackServer server;
    const DemoSite site = demoSite();
    installDemo(site, server);
    QVERIFY(server.start());
    for (const DemoDownload &download : site.downloads) {
        const Script &script = download.scripts.front();
        if (script.delayBeforeHeadMs == 0) {
            RawClient client(server.port());
            client.request("HEAD", download.path.toUtf8());
            QCOMPARE(statusOf(client.readHead()), script.status);
        }
    }
    for (const DemoTarget &target : site.targets) {
        RawClient client(server.port());
        client.request("HEAD", target.path.toUtf8());
        QCOMPARE(statusOf(client.readHead()), 200);
    }
}

QTEST_GUILESS_MAIN(TestDemoSite)
#include "tst_demo_site.moc"
