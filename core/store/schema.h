// SPDX-License-Identifier: MIT
#pragma once

#include "core/store/database.h"

#include <span>

namespace sluice::store {

/// Takes a database from one schema version to the next. Runs inside a transaction.
using MigrationStep = Result<void> (*)(Database &);

/// All steps in order; the first makes version 1 of an empty file. The schema version of a file
/// (PRAGMA user_version) is the number of steps it has been through. A published step never changes.
std::span<const MigrationStep> migrationSteps();

/// Refuses a file that is not for us, without writing: Newer when it has been through more steps than there
/// are, Damaged when it holds somebody else's tables.
Result<void> checkVersion(Database &database, std::span<const MigrationStep> steps = migrationSteps());

/// Takes the missing steps, each in a transaction of its own together with its new version number: a failing
/// step leaves the file at the version before it.
Result<void> migrate(Database &database, std::span<const MigrationStep> steps = migrationSteps());

} // namespace sluice::store
