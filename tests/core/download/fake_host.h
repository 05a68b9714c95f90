// SPDX-License-Identifier: MIT
#pragma once

#include "app/demo/loopback_server.h"
#include "core/download/runner.h"
#include "tests/support/coro.h"

#include <QDateTime>
#include <QTemporaryDir>

#include <functional>
#include <vector>

namespace sluice::test {

/// Stands in for the engine: applies the table of states and notes everything, with as many slots as anybody wants.
class FakeHost final : public download::Host
{
public:
    struct Happening {
        download::Id id = 0;
        download::Event event;
        download::WaitReason why;
        qint64 untilMs = 0;
        download::State after;
        bool legal = true; ///< the table allowed it
    };

    void happened(
        download::Download &download, download::Event event, download::WaitReason why, qint64 untilMs) override
    {
        const auto next = download::nextState(download.record.state, event);
        if (next)
            download.record.state = *next;
        happenings.push_back({download.record.id, event, why, untilMs, download.record.state, next.has_value()});
        if (onEvent)
            onEvent(download, event);
    }
    [[nodiscard]] bool leavesSlot(download::Download &download) override
    {
        happened(download, download::Event::Complete, download::WaitReason::None, 0);
        return finishesWithoutSlot;
    }
    void recordChanged(download::Download &) override { ++records; }
    async::Task<async::Permit> readmit(download::Download *, std::stop_token stop) override
    {
        ++readmissions;
        co_return co_await slots.acquire(stop);
    }
    [[nodiscard]] const download::Settings &settings() const override { return current; }

    [[nodiscard]] int count(download::Event event) const
    {
        return int(std::ranges::count(happenings, event, &Happening::event));
    }
    [[nodiscard]] bool allLegal() const { return std::ranges::all_of(happenings, &Happening::legal); }

    download::Settings current;
    async::Semaphore slots{1000};
    std::vector<Happening> happenings;
    int records = 0;
    int readmissions = 0;
    bool finishesWithoutSlot = true;
    std::function<void(download::Download &, download::Event)> onEvent;
};

/// What a running download needs, a server that does as it is told, and a folder. Retries come at once.
class DownloadBench
{
public:
    DownloadBench()
    {
        host.current.retryWaitMs = 0;
        host.current.retries = 5;
        const auto started = server.start();
        if (!started)
            qFatal("no server: %s", qPrintable(started.error()));
    }

    download::Download make(const QString &urlPath)
    {
        download::Download download;
        download.record.id = ++m_lastId;
        download.record.request.url = server.url(urlPath);
        download.record.request.folder = folder.path();
        return download;
    }

    async::Task<> start(download::Download *download, std::stop_token stop = {})
    {
        async::Permit permit = *host.slots.tryAcquire();
        return download::runDownload(&environment, &host, download, std::move(permit), std::move(stop));
    }
    void run(download::Download &download, int timeoutMs = 30'000) { waitForTask(start(&download), timeoutMs); }
    QString file(const QString &name) const { return folder.filePath(name); }

    demo::LoopbackServer server;
    QTemporaryDir folder;
    http::Client client;
    download::VolumeWriters writers;
    QThreadPool pool;
    FakeHost host;
    download::Environment environment{client, writers, pool, [] { return QDateTime::currentMSecsSinceEpoch(); },
        [] {
            return 0.5;
        }};

private:
    download::Id m_lastId = 0;
};

} // namespace sluice::test
