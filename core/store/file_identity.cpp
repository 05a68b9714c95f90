// SPDX-License-Identifier: MIT
#include "core/store/file_identity.h"

#include <QFile>

#include <sys/stat.h>

namespace sluice::store {

std::optional<FileIdentity> identityOf(const QString &path)
{
    struct stat info{};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return std::nullopt;
    return FileIdentity{info.st_dev, info.st_ino};
}

} // namespace sluice::store
