// SPDX-License-Identifier: MIT
#include "app/profile.h"

#include "app/cli/folder_check.h"
#include "app/terminal/format.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <cerrno>
#include <sys/stat.h>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::Profile)
};

constexpr int kMostRuns = 100;

/// Creates the last folder of `path` with mode 0700, those above it as the system likes (mkdir -p).
/// Returns errno, 0 when the folder is there.
int makePrivate(const QString &path)
{
    if (QFileInfo(path).isDir())
        return 0;
    if (!QDir().mkpath(QFileInfo(path).path()))
        return errno != 0 ? errno : EACCES;
    if (::mkdir(QFile::encodeName(path).constData(), 0700) == 0 || (errno == EEXIST && QFileInfo(path).isDir()))
        return 0;
    return errno;
}

} // namespace

QString Profile::windowStore() const
{
    return folder + "/sluice.sqlite"_L1;
}

QString Profile::windowLock() const
{
    return folder + "/window.lock"_L1;
}

std::expected<Profile, QString> openProfile(const QString &given)
{
    // GenericDataLocation and not AppDataLocation: that one doubles the name when an organisation has it too.
    const QString wanted = given.isEmpty()
        ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/sluice"_L1
        : given;
    const QString path = QDir::cleanPath(QDir::current().absoluteFilePath(wanted));
    errno = 0;
    if (const int error = makePrivate(path); error != 0) {
        return std::unexpected(Tr::tr("The folder for state and settings %1 cannot be created (%2). Choose another "
                                      "one with --profile DIR.")
                .arg(quoted(path), qt_error_string(error)));
    }
    if (const QString problem = folderProblem(path); !problem.isEmpty()) {
        return std::unexpected(
            Tr::tr("State and settings need a place. %1 Or name one with --profile DIR.").arg(problem));
    }
    return Profile{QFileInfo(path).canonicalFilePath()};
}

std::expected<GetStore, QString> claimGetStore(const Profile &profile)
{
    for (int number = 1; number <= kMostRuns; ++number) {
        const QString name = profile.folder + (number == 1 ? u"/get"_s : "/get-"_L1 + QString::number(number));
        auto lock = FileLock::take(name + ".lock"_L1);
        if (lock)
            return GetStore{name + ".sqlite"_L1, *std::move(lock)};
        if (lock.error() == FileLock::Failure::NotOpened) {
            return std::unexpected(Tr::tr("The file %1 cannot be locked (%2). Choose another place with --profile DIR.")
                    .arg(quoted(name + ".lock"_L1), qt_error_string(errno)));
        }
    }
    return std::unexpected(Tr::tr("%1 other runs of \"sluice get\" use this profile already. Wait for one to end, or "
                                  "name another one with --profile DIR.")
            .arg(kMostRuns));
}

} // namespace sluice::app
