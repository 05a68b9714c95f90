// SPDX-License-Identifier: MIT
#pragma once

#include "app/file_lock.h"

#include <QString>

#include <expected>

namespace sluice::app {

/// Where state and settings live.
struct Profile {
    QString folder; ///< absolute, canonical, exists

    QString windowStore() const; ///< the queue of the window
    QString windowLock() const;  ///< held by the window that runs
};

/// The folder of --profile, or "$XDG_DATA_HOME/sluice" (~/.local/share/sluice) when `given` is empty. Creates it,
/// readable by the user alone (mode 0700; links may hold passwords); a folder that exists keeps its mode. The
/// error is a whole sentence that names the folder and the remedy.
std::expected<Profile, QString> openProfile(const QString &given);

/// A store file for one run of `sluice get`, and the lock that keeps other runs out of it.
struct GetStore {
    QString path;
    FileLock lock;
};

/// "get.sqlite" in the profile, or, while another run uses that, "get-2.sqlite" and so on.
std::expected<GetStore, QString> claimGetStore(const Profile &profile);

} // namespace sluice::app
