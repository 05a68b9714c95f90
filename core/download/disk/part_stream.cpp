// SPDX-License-Identifier: MIT
#include "core/download/disk/part_stream.h"

#include "core/async/loop.h"
#include "core/async/one_shot.h"
#include "core/download/disk/gunzip.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace sluice::download {

namespace {

/// Below this a file is not worth a reservation or a sync of its own.
constexpr qint64 kSmall = 1024 * 1024;
/// A file up to this size is written when it is published: one wake-up of the writer instead of three.
constexpr qint64 kTiny = 64 * 1024;
constexpr std::size_t kMaxSpare = 8;

} // namespace

struct PartStream::Shared {
    // Writer thread only.
    PartFile file;
    qint64 end = 0;
    bool failed = false;
    QString finalName; ///< as create() settled it; empty after reopen()

    // Both threads, under the mutex: what the engine has not been told yet.
    std::mutex mutex;
    bool announced = false;
    PartStream *owner = nullptr; ///< engine thread only
    std::shared_ptr<async::Loop> loop;
    std::optional<PartFile::Names> names;
    std::optional<Error> error;
    std::vector<QByteArray> spare;
    qint64 written = 0;
    qint64 synced = 0;

    /// Tells the engine, once for all that happens until it looks.
    void report(const std::shared_ptr<Shared> &self)
    {
        written = end;
        if (std::exchange(announced, true))
            return;
        loop->call([self] {
            if (self->owner != nullptr)
                self->owner->takeReport();
        });
    }

    void fail(Error reason)
    {
        failed = true;
        const std::scoped_lock lock(mutex);
        if (!error)
            error = std::move(reason);
    }
};

PartStream::PartStream(std::shared_ptr<VolumeWriter> writer)
    : m_writer(std::move(writer))
    , m_shared(std::make_shared<Shared>())
{
    m_shared->owner = this;
    m_shared->loop = async::Loop::current();
}

PartStream::~PartStream()
{
    m_shared->owner = nullptr;
    if (m_published)
        return;
    // The file is closed where it was used, behind what is still queued.
    m_writer->post([shared = std::move(m_shared)] { shared->file.close(); });
}

void PartStream::order(std::move_only_function<void(Shared &)> work)
{
    m_writer->post(
        [shared = m_shared, work = std::move(work)]() mutable {
            if (!shared->failed)
                work(*shared);
            const std::scoped_lock lock(shared->mutex);
            shared->report(shared);
        },
        m_tiny ? VolumeWriter::When::WithNext : VolumeWriter::When::Soon);
}

void PartStream::create(const QString &folder, const QString &name, Conflict conflict, qint64 total)
{
    m_ordered = m_written = 0;
    m_tiny = total >= 0 && total <= kTiny;
    order([folder, name, conflict, total](Shared &shared) {
        shared.end = 0;
        auto names = shared.file.create(folder, name, conflict, total < 0 || total > kTiny);
        if (!names)
            return shared.fail(std::move(names.error()));
        if (total >= kSmall) {
            if (auto reserved = shared.file.reserve(total); !reserved) {
                static_cast<void>(shared.file.discard()); // the reason to tell is the full disk
                return shared.fail(std::move(reserved.error()));
            }
        }
        shared.finalName = names->finalName;
        const std::scoped_lock lock(shared.mutex);
        shared.names = std::move(*names);
    });
}

void PartStream::reopen(const QString &partPath, qint64 have)
{
    m_ordered = m_written = have;
    order([partPath, have](Shared &shared) {
        shared.end = have;
        if (auto opened = shared.file.reopen(partPath, have); !opened) {
            shared.end = 0;
            shared.fail(std::move(opened.error()));
        }
    });
}

void PartStream::clear()
{
    m_ordered = m_written = m_synced = 0;
    order([](Shared &shared) {
        shared.end = 0;
        if (auto cleared = shared.file.clear(); !cleared)
            return shared.fail(std::move(cleared.error()));
        const std::scoped_lock lock(shared.mutex);
        shared.synced = 0;
    });
}

void PartStream::append(QByteArray bytes)
{
    m_ordered += bytes.size();
    order([bytes = std::move(bytes)](Shared &shared) mutable {
        const std::span<const char> data(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        if (auto written = shared.file.write(data, shared.end); !written)
            return shared.fail(std::move(written.error()));
        shared.end += bytes.size();
        const std::scoped_lock lock(shared.mutex);
        if (shared.spare.size() < kMaxSpare)
            shared.spare.push_back(std::move(bytes));
    });
}

void PartStream::orderSync()
{
    order([](Shared &shared) {
        if (auto done = shared.file.sync(); !done)
            return shared.fail(std::move(done.error()));
        const std::scoped_lock lock(shared.mutex);
        shared.synced = shared.end;
    });
}

QByteArray PartStream::takeBuffer(qsizetype capacity)
{
    QByteArray buffer;
    if (!m_spare.empty()) {
        buffer = std::move(m_spare.back());
        m_spare.pop_back();
        buffer.resize(0); // keeps its room
    }
    buffer.reserve(capacity);
    return buffer;
}

void PartStream::takeReport()
{
    {
        const std::scoped_lock lock(m_shared->mutex);
        m_shared->announced = false;
        m_written = m_shared->written;
        m_synced = std::min(m_shared->synced, m_written);
        if (m_shared->names)
            m_names = std::exchange(m_shared->names, std::nullopt);
        m_error = m_shared->error;
        for (QByteArray &buffer : m_shared->spare) {
            if (m_spare.size() < kMaxSpare)
                m_spare.push_back(std::move(buffer));
        }
        m_shared->spare.clear();
    }
    if (m_onProgress)
        m_onProgress();
}

async::Task<PartStream::Result> PartStream::ask(std::move_only_function<Result(Shared &)> work, bool evenAfterError)
{
    const auto shot = std::make_shared<async::OneShot<Result>>();
    m_writer->post([shared = m_shared, work = std::move(work), shot, evenAfterError]() mutable {
        Result result;
        if (shared->failed && !evenAfterError) {
            const std::scoped_lock lock(shared->mutex);
            result = std::unexpected(*shared->error);
        } else {
            result = work(*shared);
            if (!result)
                shared->fail(result.error());
        }
        {
            const std::scoped_lock lock(shared->mutex);
            shared->report(shared);
        }
        shot->settle(std::move(result));
    });
    auto result = co_await async::Wait<Result>(shot, std::stop_token());
    // The report may still be on its way; the caller is to find everything up to date.
    takeReport();
    co_return result;
}

namespace {

std::expected<void, Error> withoutValue(std::expected<QString, Error> result)
{
    if (!result)
        return std::unexpected(std::move(result.error()));
    return {};
}

} // namespace

async::Task<std::expected<void, Error>> PartStream::checkFree(QString folder, QString name)
{
    auto task = ask(
        [folder = std::move(folder), name = std::move(name)](Shared &) -> Result {
            if (auto free = sluice::download::checkFree(folder, name); !free)
                return std::unexpected(std::move(free.error()));
            return QString();
        },
        false);
    co_return withoutValue(co_await task);
}

async::Task<std::expected<void, Error>> PartStream::settle(bool sync)
{
    auto task = ask(
        [sync](Shared &shared) -> Result {
            if (sync && shared.end >= kSmall) {
                if (auto synced = shared.file.sync(); !synced)
                    return std::unexpected(std::move(synced.error()));
            }
            return QString();
        },
        false);
    co_return withoutValue(co_await task);
}

async::Task<std::expected<void, Error>> PartStream::decode()
{
    auto task = ask(
        [](Shared &shared) -> Result {
            auto decoded = gunzip(shared.file);
            if (!decoded)
                return std::unexpected(std::move(decoded.error()));
            shared.end = *decoded;
            return QString();
        },
        false);
    co_return withoutValue(co_await task);
}

async::Task<std::expected<QString, Error>> PartStream::publish(QString folder, QString finalName, Conflict conflict)
{
    auto task = ask(
        [folder = std::move(folder), finalName = std::move(finalName), conflict](Shared &shared) -> Result {
            if (shared.end >= kSmall) {
                if (auto synced = shared.file.sync(); !synced)
                    return std::unexpected(std::move(synced.error()));
            }
            return shared.file.publish(folder, shared.finalName.isEmpty() ? finalName : shared.finalName, conflict);
        },
        false);
    auto path = co_await task;
    m_published = path.has_value();
    co_return path;
}

async::Task<> PartStream::close()
{
    auto task = ask(
        [](Shared &shared) -> Result {
            shared.file.close();
            return QString();
        },
        true);
    static_cast<void>(co_await task); // closing reports nothing
}

async::Task<std::expected<void, Error>> PartStream::discard()
{
    auto task = ask(
        [](Shared &shared) -> Result {
            if (!shared.file.isOpen())
                return QString();
            if (auto gone = shared.file.discard(); !gone)
                return std::unexpected(std::move(gone.error()));
            return QString();
        },
        true);
    co_return withoutValue(co_await task);
}

} // namespace sluice::download
