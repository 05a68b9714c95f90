// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/config.h"
#include "core/engine/port.h"

#include <QString>

#include <expected>
#include <memory>

namespace sluice::engine {

/// The engine on its own thread, behind the Port. Make it, start it, use it; the destructor stops it.
class EngineThread final : public Port
{
public:
    explicit EngineThread(EngineConfig config);
    /// Stops all downloads, keeps their state, and ends the thread. Blocks until the bytes under way are on disk.
    ~EngineThread() override;
    EngineThread(const EngineThread &) = delete;
    EngineThread &operator=(const EngineThread &) = delete;

    /// Opens the store and starts the thread; the stored queue then arrives with the deltas. Blocks for milliseconds.
    /// The error is a text for people that names the file and the cause. Once, before everything else but recordEvents().
    std::expected<void, QString> start();

    void add(std::vector<download::Request> requests, bool paused) override;
    void resume(std::vector<Id> ids) override;
    void pause(std::vector<Id> ids) override;
    void cancel(std::vector<Id> ids) override;
    void retry(std::vector<Id> ids) override;
    void remove(std::vector<Id> ids, RemoveFiles files) override;
    void move(std::vector<Id> ids, MoveTo where) override;
    void setLimit(int limit) override;
    void setSettings(const Settings &settings) override;
    Settings settings() const override;
    void watch(Id id) override;
    Delta takeDelta() override;
    std::vector<StateEvent> takeEvents() override;
    void recordEvents(bool on) override;
    trace::Batch takeTrace() override;
    LoopHealth engineLoop() const override;
    QByteArray uiValue(const QString &key) const override;
    void setUiValue(const QString &key, const QByteArray &value) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice::engine
