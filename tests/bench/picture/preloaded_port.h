// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/port.h"

#include <utility>

namespace sluice::bench {

/// An engine whose record has a past: what it tells comes `past` later than it says, so that it follows a recording that
/// was made up. Everything else goes through.
class PreloadedPort final : public engine::Port
{
public:
    explicit PreloadedPort(engine::Port &port)
        : m_port(port)
    {
    }

    /// From now on the record is told. `connections`: so many are numbered already.
    void tell(trace::Micros past, int connections)
    {
        m_past = past;
        m_connections = connections;
        m_telling = true;
    }

    trace::Batch takeTrace() override;

    void add(std::vector<download::Request> requests, bool paused) override { m_port.add(std::move(requests), paused); }
    void resume(std::vector<engine::Id> ids) override { m_port.resume(std::move(ids)); }
    void pause(std::vector<engine::Id> ids) override { m_port.pause(std::move(ids)); }
    void cancel(std::vector<engine::Id> ids) override { m_port.cancel(std::move(ids)); }
    void retry(std::vector<engine::Id> ids) override { m_port.retry(std::move(ids)); }
    void remove(std::vector<engine::Id> ids, engine::RemoveFiles files) override
    {
        m_port.remove(std::move(ids), files);
    }
    void move(std::vector<engine::Id> ids, engine::MoveTo where) override { m_port.move(std::move(ids), where); }
    void setLimit(int limit) override { m_port.setLimit(limit); }
    void setSettings(const engine::Settings &settings) override { m_port.setSettings(settings); }
    engine::Settings settings() const override { return m_port.settings(); }
    void watch(engine::Id id) override { m_port.watch(id); }
    engine::Delta takeDelta() override { return m_port.takeDelta(); }
    std::vector<engine::StateEvent> takeEvents() override { return m_port.takeEvents(); }
    void recordEvents(bool on) override { m_port.recordEvents(on); }
    engine::LoopHealth engineLoop() const override { return m_port.engineLoop(); }
    QByteArray uiValue(const QString &key) const override { return m_port.uiValue(key); }
    void setUiValue(const QString &key, const QByteArray &value) override { m_port.setUiValue(key, value); }

private:
    engine::Port &m_port;
    trace::Micros m_past = 0;
    int m_connections = 0;
    bool m_telling = false;
};

} // namespace sluice::bench
