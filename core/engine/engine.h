// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/loop_monitor.h"
#include "core/async/semaphore.h"
#include "core/async/task_scope.h"
#include "core/download/runner.h"
#include "core/engine/config.h"
#include "core/engine/entry.h"
#include "core/engine/full_volumes.h"
#include "core/engine/outbox.h"
#include "core/engine/port.h"
#include "core/engine/publisher.h"
#include "core/engine/ready_queue.h"
#include "core/engine/trace_writer.h"
#include "core/engine/unfinished_work.h"
#include "core/http/client.h"
#include "core/store/store.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace sluice::engine {

/// All downloads: the queue, the slots, who runs and what is told and kept of them. Lives on the engine thread; the
/// commands mirror Port. Everything it tells goes through the Outbox, everything it keeps through the Store.
class Engine final : public QObject, private download::Host
{
    Q_OBJECT

public:
    /// `store` is open; both outlive the engine.
    Engine(const EngineConfig &config, Settings settings, store::Store &store, Outbox &outbox);
    /// After shutDown() has ended.
    ~Engine() override;

    /// Reads the stored queue and begins. Commands given before it is read wait for it.
    void begin();

    void add(std::vector<download::Request> requests, bool paused);
    void resume(const std::vector<Id> &ids);
    void pause(const std::vector<Id> &ids);
    void cancel(const std::vector<Id> &ids);
    void retry(const std::vector<Id> &ids);
    void removeRows(const std::vector<Id> &ids, RemoveFiles files);
    void move(const std::vector<Id> &ids, MoveTo where);
    void setSettings(const Settings &settings);
    void watch(Id id);

    /// Hands over what was recorded since the last time.
    void publishTrace();

    /// Stops everything, waits until it has stopped, and hands the last state to the store.
    async::Task<> shutDown();

    /// Watches the engine's event loop; null when nothing is recorded.
    [[nodiscard]] async::LoopMonitor *monitor() const { return m_monitor.get(); }

    static constexpr int kTickMs = 100;
    static constexpr std::chrono::seconds kStallNotice{3};

private:
    using Command = std::move_only_function<void()>;

    // download::Host
    void happened(
        download::Download &download, download::Event event, download::WaitReason why, qint64 untilMs) override;
    [[nodiscard]] bool leavesSlot(download::Download &download) override;
    void recordChanged(download::Download &download) override;
    void requested(download::Download &download, const http::Request &request) override;
    void stepped(download::Download &download, const http::Step &step) override;
    void answered(download::Download &download, const http::ResponseHead &head) override;
    async::Task<async::Permit> readmit(download::Download *download, std::stop_token stop) override;
    [[nodiscard]] const Settings &settings() const override { return m_settings; }

    // Commands wait until the queue is read.
    bool defer(Command command);
    /// Those of `ids` that there (still) are.
    void forEach(const std::vector<Id> &ids, const std::function<void(Entry &)> &command);
    void loaded(const QString &error);
    void takeStored(std::vector<download::Record> records);

    Entry &insert(download::Record record);
    [[nodiscard]] Entry *find(Id id);
    static ReadyQueue::Ticket ticketFor(const Entry &entry);
    void enqueue(Entry &entry);
    void start(Entry &entry, async::Permit permit);
    async::Task<> dispatch(std::stop_token stop);
    async::Task<> run(Entry *entry, async::Permit permit);
    void stopped(Entry &entry);
    void stopActive(Entry &entry, After after);
    void cancelIdle(Entry &entry);
    void erase(Entry &entry);
    void wakeDispatcher();
    void giveSlotBack(Entry &entry);
    void endFinishing(Entry &entry);
    void applyLimit();
    void markDraining();
    void noteVolume(const Entry &entry);
    async::Task<> deletePart(QString folder, QString path);
    async::Task<> deleteFile(QString folder, QString path);

    void apply(
        Entry &entry, download::Event event, download::WaitReason why = download::WaitReason::None, qint64 untilMs = 0);
    void tell(const Entry &entry, StateEvent::Kind kind);
    void tick();
    void sampleActive();

    const EngineConfig m_config;
    Settings m_settings;
    store::Store &m_store;
    Outbox &m_outbox;
    Publisher m_publisher;
    TraceWriter m_trace;
    std::unique_ptr<async::LoopMonitor> m_monitor; ///< null when nothing is recorded
    int m_ticks = 0;

    QThreadPool m_pool;
    http::Client m_client;
    download::VolumeWriters m_writers;
    download::Environment m_environment;
    async::Semaphore m_slots;
    ReadyQueue m_ready;
    std::shared_ptr<async::OneShot<std::monostate>> m_dispatcherWake;

    Entries m_entries;
    std::map<qint64, Id> m_byOrder;
    std::unordered_set<Id> m_active;
    UnfinishedWork m_unfinished;
    FullVolumes m_fullVolumes;
    Id m_nextId = 1;
    quint64 m_admissions = 0;
    int m_finishing = 0; ///< entries that are finishing
    bool m_loaded = false;
    std::shared_ptr<async::OneShot<std::monostate>> m_allLoaded = std::make_shared<async::OneShot<std::monostate>>();
    bool m_anyDraining = false;
    std::vector<Command> m_deferred;

    QTimer m_tick;
    async::TaskScope m_scope; ///< last: everything else outlives the coroutines
};

} // namespace sluice::engine
