// SPDX-License-Identifier: MIT
#include "core/store/store.h"

#include "core/store/pending.h"
#include "core/store/recovery.h"
#include "core/store/retry_delay.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

namespace sluice::store {

namespace {

using namespace Qt::StringLiterals;
using download::Id;
using download::Record;
using Clock = std::chrono::steady_clock;

} // namespace

/// The thread and its mailbox. Callers only move values into the mailbox; merging, encoding and SQL happen on
/// the thread.
class Store::Private
{
public:
    using Batch = std::function<void(std::vector<Record>)>;
    using Done = std::function<void(QString)>;

    Private()
        : m_thread([this] { run(); })
    {
    }

    ~Private()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_wake.notify_one();
        // m_thread is the last member: it is joined before anything it uses goes.
    }

    /// Runs `command` on the thread after everything that was posted and changed before, and waits for it.
    template <typename T>
    T call(std::function<T()> command)
    {
        std::promise<T> promise;
        auto result = promise.get_future();
        post([&] { promise.set_value(command()); });
        return result.get();
    }

    void post(std::move_only_function<void()> command)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_commands.push_back(std::move(command));
        }
        m_wake.notify_one();
    }

    void change(Change change)
    {
        bool first = false;
        {
            const std::lock_guard lock(m_mutex);
            first = m_inbox.empty();
            if (first)
                m_inboxDue = Clock::now() + std::chrono::milliseconds(kFlushMs);
            m_inbox.push_back(std::move(change));
        }
        // Later changes find the thread with its alarm set; waking it for each would cost more than the write.
        if (first)
            m_wake.notify_one();
    }

    // On the thread:
    std::expected<Opened, QString> open(const QString &path);
    void load(const Batch &batch, const Done &done);
    std::expected<void, QString> flush();

    Id nextId() const { return m_nextId.load(); }

    void setWriteErrorHandler(std::function<void(QString)> handler)
    {
        const std::lock_guard lock(m_mutex);
        m_onWriteError = std::move(handler);
    }

private:
    void run();
    std::optional<Clock::time_point> nextAlarm() const;
    void gather();
    std::expected<void, QString> commit();
    void reportFirst(const QString &text);

    std::mutex m_mutex;
    std::condition_variable m_wake;
    // Guarded by m_mutex:
    std::deque<std::move_only_function<void()>> m_commands;
    std::vector<Change> m_inbox;
    Clock::time_point m_inboxDue;
    std::function<void(QString)> m_onWriteError;

    std::atomic<bool> m_stopping = false;
    std::atomic<Id> m_nextId = 1;

    // The thread's own:
    std::unique_ptr<Session> m_session;
    QString m_path;
    Pending m_pending;
    int m_failures = 0; ///< in a row
    Clock::time_point m_retryAt;

    std::jthread m_thread;
};

void Store::Private::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (!m_commands.empty()) {
            auto command = std::move(m_commands.front());
            m_commands.pop_front();
            lock.unlock();
            command();
            lock.lock();
            continue;
        }
        if (m_stopping)
            break;
        const auto alarm = nextAlarm();
        if (!alarm) {
            m_wake.wait(lock);
        } else if (Clock::now() < *alarm) {
            m_wake.wait_until(lock, *alarm);
        } else {
            lock.unlock();
            gather();
            if (Clock::now() >= m_retryAt)
                (void)commit(); // reported to the handler; tried again
            lock.lock();
        }
    }
    lock.unlock();
    gather();
    (void)commit();
    m_session.reset(); // on the thread that opened it
}

std::optional<Clock::time_point> Store::Private::nextAlarm() const
{
    std::optional<Clock::time_point> alarm;
    if (!m_inbox.empty())
        alarm = m_inboxDue;
    if (!m_pending.empty() && (!alarm || m_retryAt < *alarm))
        alarm = m_retryAt;
    return alarm;
}

void Store::Private::gather()
{
    std::vector<Change> inbox;
    {
        const std::lock_guard lock(m_mutex);
        inbox.swap(m_inbox);
    }
    if (!m_session)
        return; // there is nowhere to write to
    for (Change &change : inbox)
        m_pending.apply(std::move(change));
}

std::expected<void, QString> Store::Private::commit()
{
    if (!m_session)
        return std::unexpected(u"The store is not open."_s);
    if (m_pending.empty())
        return {};
    if (auto written = m_session->write(m_pending); !written) {
        m_retryAt = Clock::now() + retryDelay(++m_failures);
        const QString text = describe(m_path, written.error());
        reportFirst(text);
        return std::unexpected(text);
    }
    m_pending = {};
    m_failures = 0;
    m_retryAt = {};
    m_nextId = m_session->nextId();
    return {};
}

void Store::Private::reportFirst(const QString &text)
{
    if (m_failures != 1)
        return;
    std::unique_lock lock(m_mutex);
    const auto handler = m_onWriteError;
    lock.unlock();
    if (handler)
        handler(text);
}

std::expected<Opened, QString> Store::Private::open(const QString &path)
{
    if (m_session)
        return std::unexpected(u"The store is open already, with "_s % m_path % u"."_s);
    gather(); // changes from before the store had a file are dropped
    auto recovered = openOrSetAside(path, QDateTime::currentDateTimeUtc());
    if (!recovered)
        return std::unexpected(recovered.error());
    auto settings = recovered->session->settings().readSettings();
    if (!settings)
        return std::unexpected(describe(path, settings.error()));
    auto uiValues = recovered->session->settings().readUiValues();
    if (!uiValues)
        return std::unexpected(describe(path, uiValues.error()));
    m_session = std::move(recovered->session);
    m_path = path;
    m_nextId = m_session->nextId();
    return Opened{std::move(*settings), std::move(*uiValues), recovered->setAsidePath, recovered->setAsideReason};
}

void Store::Private::load(const Batch &batch, const Done &done)
{
    gather();
    const auto committed = commit(); // what was saved before is part of what is read
    if (!m_session) {
        done(committed.error());
        return;
    }
    const auto read = m_session->readAll(batch, [this] { return !m_stopping; });
    if (!read)
        done(describe(m_path, read.error()));
    else if (m_stopping)
        done(u"The store was closed before all downloads were read."_s);
    else
        done({});
}

std::expected<void, QString> Store::Private::flush()
{
    gather();
    if (auto committed = commit(); !committed)
        return committed;
    if (auto synced = m_session->sync(); !synced)
        return std::unexpected(describe(m_path, synced.error()));
    return {};
}

Store::Store()
    : d(std::make_unique<Private>())
{
}

Store::~Store() = default;

std::expected<Opened, QString> Store::open(const QString &path)
{
    return d->call<std::expected<Opened, QString>>([&] { return d->open(path); });
}

void Store::load(std::function<void(std::vector<Record>)> batch, std::function<void(QString)> done)
{
    d->post([this, batch = std::move(batch), done = std::move(done)] { d->load(batch, done); });
}

Id Store::firstFreeId() const
{
    return d->nextId();
}

void Store::save(std::vector<Record> records)
{
    if (!records.empty())
        d->change(std::move(records));
}

void Store::remove(std::vector<Id> ids)
{
    if (!ids.empty())
        d->change(std::move(ids));
}

void Store::saveSettings(const download::Settings &settings)
{
    d->change(settings);
}

void Store::saveUiValue(const QString &key, const QByteArray &value)
{
    d->change(std::pair(key, value));
}

std::expected<void, QString> Store::flush()
{
    return d->call<std::expected<void, QString>>([&] { return d->flush(); });
}

void Store::onWriteError(std::function<void(QString)> handler)
{
    d->setWriteErrorHandler(std::move(handler));
}

} // namespace sluice::store
