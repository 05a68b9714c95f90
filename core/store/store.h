// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/record.h"
#include "core/download/settings.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace sluice::store {

/// What opening the store found out.
struct Opened {
    std::optional<download::Settings> settings; ///< nothing when the store is new
    QHash<QString, QByteArray> uiValues;
    QString setAsidePath;   ///< not empty: the old file was unreadable and lies here now; where it ends in
                            ///< "-wal" only the log was, and the queue may lack its newest changes
    QString setAsideReason; ///< raw text of SQLite
};

/// The durable queue and settings: SQLite in WAL mode on a thread of its own. Writes are gathered into
/// transactions (at most kFlushMs old); calls never wait for the disk but where they say so. Thread-safe.
/// Committed changes survive the death of the program; a power cut may take those since the last flush().
/// The handlers run on the store thread and must not call open(), flush() or the destructor.
class Store
{
public:
    static constexpr int kFlushMs = 500;

    Store();
    /// Writes what is pending, then ends the thread. A load() that is under way ends after its portion.
    ~Store();
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;

    /// Opens or creates the file, sets an unreadable one aside (renamed to "<file>.damaged-<time>", with its
    /// -wal and -shm), migrates an old schema. Blocks (milliseconds). The error text names file and cause:
    /// folder missing or not writable, or a schema newer than this program; such a file stays as it is. After
    /// an error it may be called again; changes from before it succeeds are dropped.
    std::expected<Opened, QString> open(const QString &path);

    /// Reads all records, ordered by Record::order, and passes them to `batch` on the store thread in
    /// portions; `done` follows on the same thread, exactly once, with the error text if reading failed or
    /// the store was closed half-way. What was saved before is read, flushed or not. States come back as they
    /// were saved, also those of downloads that ran; names this version does not know become the careful
    /// choice (Paused, an internal error).
    void load(std::function<void(std::vector<download::Record>)> batch, std::function<void(QString)> done);

    /// The next id to use: above every id that was ever written, also of removed records. Valid after open().
    download::Id firstFreeId() const;

    /// Inserts or replaces whole records (attempts included). The newest call for an id wins.
    void save(std::vector<download::Record> records);
    /// Deletes records.
    void remove(std::vector<download::Id> ids);
    void saveSettings(const download::Settings &settings);
    void saveUiValue(const QString &key, const QByteArray &value);

    /// Commits what is pending and syncs; returns when it would survive a power cut, or the error text. Waits
    /// for the disk. For shutdown and tests.
    std::expected<void, QString> flush();

    /// Called on the store thread when a write fails (disk full, file gone): at most once per failure streak.
    /// Pending writes are kept and tried again, after 0.5 to 8 s. Set before open().
    void onWriteError(std::function<void(QString)> handler);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice::store
