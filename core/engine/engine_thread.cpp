// SPDX-License-Identifier: MIT
#include "core/engine/engine_thread.h"

#include "core/async/loop.h"
#include "core/engine/engine.h"
#include "core/engine/outbox.h"
#include "core/store/store.h"

#include <QHash>
#include <QThread>

#include <algorithm>
#include <functional>
#include <mutex>
#include <semaphore>
#include <utility>

namespace sluice::engine {

class EngineThread::Private
{
public:
    EngineConfig config;
    Outbox outbox; ///< before the store, which reports a failure even of its last writes
    store::Store store;
    QThread thread;

    mutable std::mutex mutex; ///< settings and uiValues: read by any thread
    Settings settings;
    QHash<QString, QByteArray> uiValues;

    std::shared_ptr<async::Loop> loop; ///< of the engine thread, once it runs
    std::unique_ptr<Engine> engine;    ///< engine thread only
    std::binary_semaphore ended{0};    ///< the engine is gone

    /// Hands a command over; commands keep their order.
    void post(std::move_only_function<void(Engine &)> command)
    {
        if (!loop)
            return;
        loop->call([this, command = std::move(command)]() mutable {
            if (!engine)
                return;
            const async::LoopMonitor::Guard guard(engine->monitor(), "engine: command");
            command(*engine);
        });
    }

    /// Changes the settings here, where they are read, and there, where they act.
    template <typename Change>
    void changeSettings(Change change)
    {
        // Handed over under the lock: two threads' changes must act in the order in which they were made.
        const std::scoped_lock lock(mutex);
        change(settings);
        settings.limit = std::clamp(settings.limit, download::kMinLimit, download::kMaxLimit);
        post([changed = settings](Engine &e) { e.setSettings(changed); });
    }

    void runEngine()
    {
        engine = std::make_unique<Engine>(config, settings, store, outbox);
        engine->begin();
    }

    async::Task<> endEngine()
    {
        co_await engine->shutDown();
        thread.quit();
    }
};

EngineThread::EngineThread(EngineConfig config)
    : d(std::make_unique<Private>())
{
    d->config = std::move(config);
    d->thread.setObjectName(QStringLiteral("engine"));
    // Once its event loop has been left: nothing of the engine is on the stack any more.
    QObject::connect(
        &d->thread, &QThread::finished, &d->thread,
        [this] {
            d->engine.reset();
            d->ended.release();
        },
        Qt::DirectConnection);
}

std::expected<void, QString> EngineThread::start()
{
    d->store.onWriteError([this](const QString &reason) {
        Notice notice;
        notice.kind = Notice::Kind::StoreFailed;
        notice.path = d->config.storePath;
        notice.detail = reason;
        d->outbox.put(std::move(notice));
    });
    auto opened = d->store.open(d->config.storePath);
    if (!opened)
        return std::unexpected(std::move(opened.error()));
    if (!opened->setAsidePath.isEmpty()) {
        Notice notice;
        notice.kind = Notice::Kind::StoreSetAside;
        notice.path = opened->setAsidePath;
        notice.detail = opened->setAsideReason;
        d->outbox.put(std::move(notice));
    }
    d->settings = d->config.settings ? *d->config.settings : opened->settings.value_or(Settings());
    d->uiValues = std::move(opened->uiValues);

    std::binary_semaphore running(0);
    QObject::connect(
        &d->thread, &QThread::started, &d->thread,
        [this, &running] {
            d->loop = async::Loop::current();
            d->runEngine();
            running.release();
        },
        Qt::DirectConnection);
    d->thread.start();
    running.acquire();
    return {};
}

EngineThread::~EngineThread()
{
    if (!d->loop)
        return;
    d->loop->call([this] { d->endEngine(); });
    d->ended.acquire(); // what it did is then seen here, also by those who do not see into QThread::wait()
    d->thread.wait();
}

void EngineThread::add(std::vector<download::Request> requests, bool paused)
{
    d->post(
        [requests = std::move(requests), paused](Engine &engine) mutable { engine.add(std::move(requests), paused); });
}

void EngineThread::resume(std::vector<Id> ids)
{
    d->post([ids = std::move(ids)](Engine &engine) { engine.resume(ids); });
}

void EngineThread::pause(std::vector<Id> ids)
{
    d->post([ids = std::move(ids)](Engine &engine) { engine.pause(ids); });
}

void EngineThread::cancel(std::vector<Id> ids)
{
    d->post([ids = std::move(ids)](Engine &engine) { engine.cancel(ids); });
}

void EngineThread::retry(std::vector<Id> ids)
{
    d->post([ids = std::move(ids)](Engine &engine) { engine.retry(ids); });
}

void EngineThread::remove(std::vector<Id> ids, RemoveFiles files)
{
    d->post([ids = std::move(ids), files](Engine &engine) { engine.removeRows(ids, files); });
}

void EngineThread::move(std::vector<Id> ids, MoveTo where)
{
    d->post([ids = std::move(ids), where](Engine &engine) { engine.move(ids, where); });
}

void EngineThread::setLimit(int limit)
{
    d->changeSettings([limit](Settings &settings) { settings.limit = limit; });
}

void EngineThread::setSettings(const Settings &settings)
{
    d->changeSettings([&settings](Settings &current) { current = settings; });
}

Settings EngineThread::settings() const
{
    const std::scoped_lock lock(d->mutex);
    return d->settings;
}

void EngineThread::watch(Id id)
{
    d->post([id](Engine &engine) { engine.watch(id); });
}

Delta EngineThread::takeDelta()
{
    return d->outbox.takeDelta();
}

std::vector<StateEvent> EngineThread::takeEvents()
{
    return d->outbox.takeEvents();
}

void EngineThread::recordEvents(bool on)
{
    d->outbox.recordEvents(on);
}

trace::Batch EngineThread::takeTrace()
{
    // What is under way now comes with the next call, and does not wait for the engine's tick.
    if (d->config.trace)
        d->post([](Engine &engine) { engine.publishTrace(); });
    return d->outbox.takeTrace();
}

LoopHealth EngineThread::engineLoop() const
{
    return d->outbox.engineLoop();
}

QByteArray EngineThread::uiValue(const QString &key) const
{
    const std::scoped_lock lock(d->mutex);
    return d->uiValues.value(key);
}

void EngineThread::setUiValue(const QString &key, const QByteArray &value)
{
    {
        const std::scoped_lock lock(d->mutex);
        d->uiValues.insert(key, value);
    }
    d->store.saveUiValue(key, value);
}

} // namespace sluice::engine
