// SPDX-License-Identifier: MIT
#include "tests/ui/fake_port.h"

#include "tests/ui/synthetic_rows.h"

#include <algorithm>
#include <utility>

namespace sluice::ui::testing {

void FakePort::push(engine::Delta delta)
{
    for (const engine::Row &row : delta.changed)
        m_rows.insert(row.id, row);
    for (const engine::Id id : delta.removed)
        m_rows.remove(id);
    m_deltas.push_back(std::move(delta));
}

void FakePort::pushRows(std::vector<engine::Row> rows)
{
    engine::Delta delta;
    delta.changed = std::move(rows);
    delta.loaded = true;
    for (const engine::Row &row : delta.changed)
        m_rows.insert(row.id, row);
    const std::vector<engine::Row> all(m_rows.cbegin(), m_rows.cend());
    delta.totals = totalsOf(all, m_settings.limit);
    m_deltas.push_back(std::move(delta));
}

void FakePort::pushDetails(engine::Details details)
{
    engine::Delta delta;
    delta.totals = m_deltas.empty() ? m_totals : m_deltas.back().totals;
    delta.details = std::move(details);
    m_deltas.push_back(std::move(delta));
}

void FakePort::pushRemoved(std::vector<engine::Id> ids)
{
    engine::Delta delta;
    for (const engine::Id id : ids)
        m_rows.remove(id);
    delta.removed = std::move(ids);
    const std::vector<engine::Row> all(m_rows.cbegin(), m_rows.cend());
    delta.totals = totalsOf(all, m_settings.limit);
    m_deltas.push_back(std::move(delta));
}

std::vector<Command> FakePort::commands(Command::Kind kind) const
{
    std::vector<Command> found;
    std::ranges::copy_if(
        m_commands, std::back_inserter(found), [kind](const Command &command) { return command.kind == kind; });
    return found;
}

void FakePort::pushEvents(std::vector<engine::StateEvent> events)
{
    if (m_recording)
        std::ranges::move(events, std::back_inserter(m_events));
}

void FakePort::add(std::vector<download::Request> requests, bool paused)
{
    Command &command = record(Command::Kind::Add);
    command.requests = std::move(requests);
    command.paused = paused;
}

void FakePort::resume(std::vector<engine::Id> ids)
{
    record(Command::Kind::Resume, std::move(ids));
}

void FakePort::pause(std::vector<engine::Id> ids)
{
    record(Command::Kind::Pause, std::move(ids));
}

void FakePort::cancel(std::vector<engine::Id> ids)
{
    record(Command::Kind::Cancel, std::move(ids));
}

void FakePort::retry(std::vector<engine::Id> ids)
{
    record(Command::Kind::Retry, std::move(ids));
}

void FakePort::remove(std::vector<engine::Id> ids, engine::RemoveFiles files)
{
    record(Command::Kind::Remove, std::move(ids)).files = files;
}

void FakePort::move(std::vector<engine::Id> ids, engine::MoveTo where)
{
    record(Command::Kind::Move, std::move(ids)).where = where;
}

void FakePort::setLimit(int limit)
{
    m_settings.limit = std::clamp(limit, download::kMinLimit, download::kMaxLimit);
    m_totals.limit = m_settings.limit;
    record(Command::Kind::SetLimit).limit = limit;
}

void FakePort::setSettings(const engine::Settings &settings)
{
    m_settings = settings;
    m_totals.limit = settings.limit;
    record(Command::Kind::SetSettings).settings = settings;
}

void FakePort::watch(engine::Id id)
{
    m_watched = id;
    std::vector<engine::Id> ids{id};
    record(Command::Kind::Watch, std::move(ids));
}

engine::Delta FakePort::takeDelta()
{
    if (m_deltas.empty()) {
        engine::Delta quiet;
        quiet.totals = m_totals;
        return quiet;
    }
    engine::Delta next = std::move(m_deltas.front());
    m_deltas.pop_front();
    m_totals = next.totals;
    return next;
}

std::vector<engine::StateEvent> FakePort::takeEvents()
{
    return std::exchange(m_events, {});
}

Command &FakePort::record(Command::Kind kind, std::vector<engine::Id> ids)
{
    Command command;
    command.kind = kind;
    command.ids = std::move(ids);
    m_commands.push_back(std::move(command));
    return m_commands.back();
}

} // namespace sluice::ui::testing
