// SPDX-License-Identifier: MIT
#include "core/store/schema.h"

#include <array>
#include <initializer_list>

namespace sluice::store {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kApplicationId = 0x534c5543; // "SLUC", tells file(1) and us whose database it is

Result<void> runAll(Database &database, std::initializer_list<QString> statements)
{
    for (const QString &sql : statements) {
        if (auto done = database.run(sql); !done)
            return done;
    }
    return {};
}

/// Version 1. Typed columns hold what a person or a query wants to see; the rest of a record is CBOR (see
/// record_codec.h). NULL text is the empty text. `position` has no index: it would be written with every
/// save, and is needed once, when the queue is read.
Result<void> createTables(Database &database)
{
    return runAll(database,
        {
            u"PRAGMA application_id = "_s % QString::number(kApplicationId),
            u"CREATE TABLE download ("
            "id INTEGER PRIMARY KEY, "
            "position INTEGER NOT NULL, "
            "state TEXT NOT NULL, "
            "url TEXT, "
            "folder TEXT, "
            "name TEXT, "
            "added_ms INTEGER NOT NULL, "
            "finished_ms INTEGER NOT NULL, "
            "final_path TEXT, "
            "error TEXT, "
            "request BLOB, "
            "part BLOB, "
            "history BLOB) STRICT"_s,
            u"CREATE TABLE setting (key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID"_s,
            u"CREATE TABLE ui_value (key TEXT PRIMARY KEY, value BLOB) STRICT, WITHOUT ROWID"_s,
            // next_id outlives the rows: the id of a removed download is not given out again.
            u"CREATE TABLE counter (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID"_s,
        });
}

constexpr std::array<MigrationStep, 1> kSteps{createTables};

Result<qint64> integer(Database &database, const QString &sql)
{
    const auto value = database.value(sql);
    if (!value)
        return std::unexpected(value.error());
    return value->toLongLong();
}

Result<void> runStep(Database &database, MigrationStep step, qint64 from)
{
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return std::unexpected(transaction.error());
    // Another process may have taken the step while this one waited for the lock.
    const auto version = integer(database, u"PRAGMA user_version"_s);
    if (!version)
        return std::unexpected(version.error());
    if (*version != from)
        return {};
    if (auto done = step(database); !done)
        return done;
    if (auto done = database.run(u"PRAGMA user_version = "_s % QString::number(from + 1)); !done)
        return done;
    return transaction->commit();
}

} // namespace

std::span<const MigrationStep> migrationSteps()
{
    return kSteps;
}

Result<void> checkVersion(Database &database, std::span<const MigrationStep> steps)
{
    const auto version = integer(database, u"PRAGMA user_version"_s);
    if (!version)
        return std::unexpected(version.error());
    if (*version > qint64(steps.size())) {
        return std::unexpected(Failure{FailureKind::Newer,
            u"it was written by a newer version of Sluice (schema "_s % QString::number(*version)
                % u", this one knows up to "_s % QString::number(steps.size()) % u")"_s});
    }
    const auto owner = integer(database, u"PRAGMA application_id"_s);
    if (!owner)
        return std::unexpected(owner.error());
    const auto objects = integer(database, u"SELECT count(*) FROM sqlite_schema"_s);
    if (!objects)
        return std::unexpected(objects.error());
    const bool fresh = *version == 0 && *objects == 0;
    if (*version < 0 || (!fresh && (*version == 0 || *owner != kApplicationId))) {
        return std::unexpected(
            Failure{FailureKind::Damaged, u"it is a database of another program, not one of Sluice"_s});
    }
    return {};
}

Result<void> migrate(Database &database, std::span<const MigrationStep> steps)
{
    for (;;) {
        const auto version = integer(database, u"PRAGMA user_version"_s);
        if (!version)
            return std::unexpected(version.error());
        if (*version >= qint64(steps.size()))
            return {};
        if (auto done = runStep(database, steps[size_t(*version)], *version); !done)
            return done;
    }
}

} // namespace sluice::store
