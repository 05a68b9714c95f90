// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/port.h"

#include <QHash>

#include <deque>
#include <utility>
#include <vector>

namespace sluice::ui::testing {

/// One call the window made, with the arguments that apply to its kind.
struct Command {
    enum class Kind { Add, Resume, Pause, Cancel, Retry, Remove, Move, SetLimit, SetSettings, Watch };
    Kind kind = Kind::Add;
    std::vector<engine::Id> ids;
    std::vector<download::Request> requests; ///< Add
    bool paused = false;                     ///< Add
    engine::RemoveFiles files = engine::RemoveFiles::Keep;
    engine::MoveTo where = engine::MoveTo::Top;
    int limit = 0;                            ///< SetLimit
    std::optional<engine::Settings> settings; ///< SetSettings
};

/// An engine that does nothing but remember: commands are recorded in order, deltas are those a test pushed.
/// One thread only.
class FakePort : public engine::Port
{
public:
    /// Queues a delta for takeDelta(). Deltas are handed out one a call, oldest first; after the last one,
    /// empty deltas carry its totals.
    void push(engine::Delta delta);
    /// push() of changed rows, with totals summed over everything pushed so far and the limit in force.
    void pushRows(std::vector<engine::Row> rows);
    /// push() of the details of one download.
    void pushDetails(engine::Details details);
    /// Takes rows away, as the engine does after remove().
    void pushRemoved(std::vector<engine::Id> ids);

    /// All calls so far, oldest first.
    const std::vector<Command> &commands() const { return m_commands; }
    /// The calls of one kind, oldest first.
    std::vector<Command> commands(Command::Kind kind) const;
    /// Forgets the recorded calls.
    void clearCommands() { m_commands.clear(); }
    /// The download the window watches; 0 = none.
    engine::Id watched() const { return m_watched; }
    /// Deltas not taken yet.
    std::size_t pending() const { return m_deltas.size(); }
    trace::Batch trace;        ///< handed out by the next takeTrace()
    engine::LoopHealth health; ///< of the engine's loop

    /// What takeEvents() returns next.
    void pushEvents(std::vector<engine::StateEvent> events);

    void add(std::vector<download::Request> requests, bool paused) override;
    void resume(std::vector<engine::Id> ids) override;
    void pause(std::vector<engine::Id> ids) override;
    void cancel(std::vector<engine::Id> ids) override;
    void retry(std::vector<engine::Id> ids) override;
    void remove(std::vector<engine::Id> ids, engine::RemoveFiles files) override;
    void move(std::vector<engine::Id> ids, engine::MoveTo where) override;
    void setLimit(int limit) override;
    void setSettings(const engine::Settings &settings) override;
    engine::Settings settings() const override { return m_settings; }
    void watch(engine::Id id) override;
    engine::Delta takeDelta() override;
    std::vector<engine::StateEvent> takeEvents() override;
    void recordEvents(bool on) override { m_recording = on; }
    trace::Batch takeTrace() override { return std::exchange(trace, {}); }
    engine::LoopHealth engineLoop() const override { return health; }
    QByteArray uiValue(const QString &key) const override { return m_uiValues.value(key); }
    void setUiValue(const QString &key, const QByteArray &value) override { m_uiValues.insert(key, value); }

private:
    Command &record(Command::Kind kind, std::vector<engine::Id> ids = {});

    std::vector<Command> m_commands;
    std::deque<engine::Delta> m_deltas;
    std::vector<engine::StateEvent> m_events;
    QHash<engine::Id, engine::Row> m_rows;
    QHash<QString, QByteArray> m_uiValues;
    engine::Settings m_settings;
    engine::Totals m_totals;
    engine::Id m_watched = 0;
    bool m_recording = false;
};

} // namespace sluice::ui::testing
