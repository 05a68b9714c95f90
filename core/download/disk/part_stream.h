// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/job.h"
#include "core/download/disk/part_file.h"
#include "core/download/disk/volume_writer.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace sluice::download {

/// One part file as the engine thread sees it: orders go in without waiting and are carried out in their order on the
/// volume's writer thread; results come back through the event loop. After the first failure nothing more is done to
/// the file, and error() says why. Engine thread.
class PartStream
{
public:
    explicit PartStream(std::shared_ptr<VolumeWriter> writer);
    /// Lets what is ordered be done, then the file is closed; nothing is reported any more.
    ~PartStream();
    PartStream(const PartStream &) = delete;
    PartStream &operator=(const PartStream &) = delete;

    /// Orders PartFile::create(), and reserve() for `total` bytes where it is known (≥ 0) and not tiny.
    void create(const QString &folder, const QString &name, Conflict conflict, qint64 total);
    /// Orders PartFile::reopen() with `have` bytes to keep.
    void reopen(const QString &partPath, qint64 have);
    /// Orders PartFile::clear(); writing begins at 0 again.
    void clear();
    /// Orders the bytes to be written behind those before.
    void append(QByteArray bytes);
    /// Orders a sync, after which everything ordered before is safe from a power cut; see synced().
    void orderSync();
    /// A buffer to fill and append(), empty, with room for at least `capacity` bytes; used ones come back here.
    QByteArray takeBuffer(qsizetype capacity);

    /// Bytes ordered and not on disk yet.
    [[nodiscard]] qint64 queued() const { return m_ordered - m_written; }
    /// The end of what is on disk: everything before it is.
    [[nodiscard]] qint64 written() const { return m_written; }
    /// The end of what is safe from a power cut, as far as orderSync() and settle() have come.
    [[nodiscard]] qint64 synced() const { return m_synced; }
    /// Where create() put it; nothing before it was done.
    [[nodiscard]] const std::optional<PartFile::Names> &names() const { return m_names; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

    /// Called on the engine thread when written(), names() or error() may have changed.
    void onProgress(std::function<void()> handler) { m_onProgress = std::move(handler); }

    /// Looks whether `name` is free in `folder`: ErrorKind::Name with osError EEXIST when it is not.
    async::Task<std::expected<void, Error>> checkFree(QString folder, QString name);
    /// Waits until everything ordered so far is done; `sync`: and safe from a power cut. Cannot be stopped: it is how
    /// bytes are kept after a stop. The error() if there is one.
    async::Task<std::expected<void, Error>> settle(bool sync);
    /// Undoes a Content-Encoding of gzip; see gunzip(). written() then counts decoded bytes.
    async::Task<std::expected<void, Error>> decode();
    /// PartFile::publish() behind everything ordered, after a sync of files that are not small. `finalName` is for
    /// reopened files; a created one gets the name that create() settled.
    async::Task<std::expected<QString, Error>> publish(QString folder, QString finalName, Conflict conflict);
    /// Closes the file behind everything ordered and lets go of its lock; it stays on disk.
    async::Task<> close();
    /// PartFile::discard() behind everything ordered, also after an error.
    async::Task<std::expected<void, Error>> discard();

private:
    struct Shared;
    using Result = std::expected<QString, Error>;
    void order(std::move_only_function<void(Shared &)> work);
    async::Task<Result> ask(std::move_only_function<Result(Shared &)> work, bool evenAfterError);
    void takeReport();

    std::shared_ptr<VolumeWriter> m_writer;
    std::shared_ptr<Shared> m_shared;
    std::function<void()> m_onProgress;
    std::vector<QByteArray> m_spare;
    std::optional<PartFile::Names> m_names;
    std::optional<Error> m_error;
    bool m_tiny = false;      ///< orders wait for the one that publishes or settles
    bool m_published = false; ///< and closed by that
    qint64 m_ordered = 0;
    qint64 m_written = 0;
    qint64 m_synced = 0;
};

} // namespace sluice::download
