// SPDX-License-Identifier: MIT
#pragma once

#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "core/download/state.h"
#include "core/engine/engine_thread.h"
#include "core/trace/recording.h"
#include "tests/support/files.h"

#include <QDir>
#include <QHash>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <vector>

namespace sluice::test {

/// An engine on its thread, used through its Port alone, with a real store, a server that does as it is told, and the
/// whole of what the engine has told so far.
class EngineBench
{
public:
    EngineBench()
    {
        const auto started = server.start();
        if (!started)
            qFatal("no server: %s", qPrintable(started.error()));
        QDir(folder.path()).mkpath(QStringLiteral("files"));
        config.storePath = folder.filePath(QStringLiteral("sluice.db"));
        config.settings = download::Settings();
        config.settings->retryWaitMs = 100;
    }
    ~EngineBench() { stop(); }
    EngineBench(const EngineBench &) = delete;
    EngineBench &operator=(const EngineBench &) = delete;

    /// Starts the engine, with nothing known of what it told before, and waits until the queue is read.
    void start(int limit = 5)
    {
        if (config.settings)
            config.settings->limit = limit;
        rows.clear();
        notices.clear();
        m_loaded = false;
        ++m_starts;
        m_engine = std::make_unique<engine::EngineThread>(config);
        m_engine->recordEvents(true);
        const auto started = m_engine->start();
        if (!started)
            qFatal("no engine: %s", qPrintable(started.error()));
        if (!QTest::qWaitFor([this] { return pump().m_loaded; }, 60'000))
            qFatal("the queue was not read");
    }
    /// Ends the engine; what it told before its end is known.
    void stop()
    {
        if (!m_engine)
            return;
        pump();
        m_engine.reset();
    }

    engine::EngineThread &engine() { return *m_engine; }

    download::Request request(const QString &path) const
    {
        download::Request made;
        made.url = server.url(path);
        made.folder = files();
        return made;
    }
    void add(const QStringList &paths, bool paused = false)
    {
        std::vector<download::Request> requests;
        for (const QString &path : paths)
            requests.push_back(request(path));
        m_engine->add(std::move(requests), paused);
    }

    /// Takes what the engine has to tell.
    EngineBench &pump()
    {
        engine::Delta delta = m_engine->takeDelta();
        for (engine::Row &row : delta.changed)
            rows.insert(row.id, std::move(row));
        for (const engine::Id id : delta.removed)
            rows.remove(id);
        totals = delta.totals;
        m_loaded = delta.loaded;
        for (engine::Notice &notice : delta.notices)
            notices.push_back(std::move(notice));
        if (delta.details)
            details = std::move(delta.details);
        for (engine::StateEvent &event : m_engine->takeEvents())
            events.push_back(std::move(event));
        if (const trace::Batch batch = m_engine->takeTrace(); batch.wallMs != 0)
            recording.apply(batch);
        return *this;
    }

    /// The row of the download of this path; id 0 when there is none.
    engine::Row row(const QString &path)
    {
        pump();
        for (const engine::Row &row : std::as_const(rows)) {
            if (row.url == server.url(path))
                return row;
        }
        return {};
    }
    engine::Id id(const QString &path)
    {
        if (!QTest::qWaitFor([&] { return row(path).id != 0; }))
            qFatal("no row of %s", qPrintable(path));
        return row(path).id;
    }
    download::State state(const QString &path) { return row(path).state; }
    bool is(const QString &path, download::State state)
    {
        const auto found = row(path);
        return found.id != 0 && found.state == state;
    }
    int count(download::State state)
    {
        pump();
        return int(std::ranges::count_if(rows, [state](const engine::Row &row) { return row.state == state; }));
    }
    /// How many bytes of it are on disk or on their way, as the row says.
    qint64 bytes(const QString &path) { return row(path).bytes; }

    QString files() const { return folder.filePath(QStringLiteral("files")); }
    QString file(const QString &name) const { return files() + u'/' + name; }
    QStringList names() const { return QDir(files()).entryList(QDir::Files | QDir::Hidden, QDir::Name); }
    bool hasWhole(const QString &path, qint64 size)
    {
        return sha256OfFile(row(path).path) == demo::patternSha256(demo::patternSeed(path), size);
    }

    /// Whether the events of every download are a legal way through the table of states, begun by one Added.
    QString wrongEvents() const
    {
        QHash<engine::Id, download::State> now;
        QSet<engine::Id> fresh; // told nothing yet but Added
        for (const engine::StateEvent &event : events) {
            const bool known = now.contains(event.id);
            if (event.kind == engine::StateEvent::Kind::Added) {
                if (known)
                    return QStringLiteral("added twice");
                now.insert(event.id, event.state);
                fresh.insert(event.id);
                continue;
            }
            if (!known) {
                if (m_starts == 1)
                    return QStringLiteral("an event of a download that was not added");
                now.insert(event.id, event.state); // from the store
                continue;
            }
            if (event.kind == engine::StateEvent::Kind::Removed) {
                now.remove(event.id);
                continue;
            }
            // One that is added paused says so.
            if (fresh.remove(event.id) && event.state == now[event.id])
                continue;
            if (!follows(now[event.id], event.state))
                return download::stateName(event.state) + QStringLiteral(" after ")
                    + download::stateName(now[event.id]);
            now[event.id] = event.state;
        }
        return {};
    }
    int countEvents(engine::Id id, engine::StateEvent::Kind kind) const
    {
        return int(std::ranges::count_if(
            events, [&](const engine::StateEvent &event) { return event.id == id && event.kind == kind; }));
    }
    /// Whether the totals are what the rows add up to.
    QString wrongTotals()
    {
        pump();
        std::array<int, download::kStateCount> byState{};
        qint64 left = 0;
        qint64 speed = 0;
        for (const engine::Row &row : std::as_const(rows)) {
            ++byState[std::size_t(row.state)];
            if (!download::isFinal(row.state) && row.total >= 0)
                left += std::max<qint64>(0, row.total - row.bytes);
            speed += row.speed;
        }
        if (byState != totals.byState)
            return QStringLiteral("states");
        if (left != totals.bytesLeft)
            return QStringLiteral("bytes left: %1, not %2").arg(totals.bytesLeft).arg(left);
        return speed == totals.speed ? QString() : QStringLiteral("speed");
    }

    demo::LoopbackServer server;
    QTemporaryDir folder;
    engine::EngineConfig config;
    QHash<engine::Id, engine::Row> rows;
    engine::Totals totals;
    std::vector<engine::Notice> notices;
    std::vector<engine::StateEvent> events;
    std::optional<engine::Details> details;
    trace::Recording recording; ///< of all runs with config.trace

private:
    static bool follows(download::State before, download::State after)
    {
        for (int event = 0; event <= int(download::Event::Finish); ++event) {
            if (download::nextState(before, download::Event(event)) == after)
                return true;
        }
        return false;
    }

    std::unique_ptr<engine::EngineThread> m_engine;
    bool m_loaded = false;
    int m_starts = 0;
};

} // namespace sluice::test
