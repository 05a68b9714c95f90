// SPDX-License-Identifier: MIT
#pragma once

#include "core/store/database.h"
#include "core/store/file_identity.h"
#include "core/store/pending.h"
#include "core/store/record_io.h"
#include "core/store/settings_io.h"

#include <functional>
#include <memory>

namespace sluice::store {

/// A database that has been checked and migrated, with its statements prepared. Everything on the thread
/// that opened it.
class Session
{
public:
    /// Opens or creates the file. Changes nothing in one that is Damaged or Newer.
    static Result<std::unique_ptr<Session>> open(const QString &path);

    SettingsIo &settings() { return m_settings; }
    /// The id to give to the next download, as committed.
    download::Id nextId() const { return m_nextId; }

    /// Writes everything in one transaction, or nothing.
    Result<void> write(const Pending &pending);
    /// Makes sure that what has been committed survives a power cut: syncs the log and moves it into the file.
    Result<void> sync();

    /// Passes all records on in portions of kBatch, in the order of the queue; ends early when `goOn` says no.
    Result<void> readAll(
        const std::function<void(std::vector<download::Record>)> &batch, const std::function<bool()> &goOn);

private:
    Session() = default;
    Result<void> prepare();

    static constexpr size_t kBatch = 1000;

    Database m_database; // outlives the statements
    RecordIo m_records;
    SettingsIo m_settings;
    QString m_path;
    std::optional<FileIdentity> m_identity;
    download::Id m_nextId = 1;
};

} // namespace sluice::store
