// SPDX-License-Identifier: MIT
#include "app/cli/folder_check.h"

#include "app/terminal/format.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::FolderCheck)
};

/// errno of creating a file in `folder`, 0 when it works.
int createError(const QString &folder)
{
    const QByteArray path = QFile::encodeName(folder);
    int file = ::open(path.constData(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    if (file >= 0) {
        ::close(file);
        return 0;
    }
    // File systems without nameless files say so in different ways; then a named one must do.
    if (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT && errno != EINVAL)
        return errno;
    QByteArray name = path + "/.sluice-XXXXXX";
    file = ::mkostemp(name.data(), O_CLOEXEC);
    if (file < 0)
        return errno;
    ::unlink(name.constData());
    ::close(file);
    return 0;
}

} // namespace

QString folderProblem(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists()) {
        // The path goes into a command people paste: in single quotes, as the shell wants it.
        const QString shell = u'\'' + QString(path).replace(u'\'', "'\\''"_L1) + u'\'';
        return path.size() > 200
            ? Tr::tr("The folder %1 does not exist. Choose another one.").arg(quoted(path))
            : Tr::tr("The folder %1 does not exist. Create it with: mkdir -p %2").arg(quoted(path), shell);
    }
    if (!info.isDir())
        return Tr::tr("%1 is not a folder. Choose a folder.").arg(quoted(path));
    const int error = createError(path);
    if (error == 0)
        return {};
    return Tr::tr("The folder %1 cannot be written to (%2). Choose another one, or change its permissions.")
        .arg(quoted(path), qt_error_string(error));
}

QString readProblem(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Tr::tr("the file %1 does not exist. Check the name.").arg(quoted(path));
    if (info.isDir())
        return Tr::tr("%1 is a folder. Name a file.").arg(quoted(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Tr::tr("the file %1 cannot be read (%2). Check its permissions.").arg(quoted(path), file.errorString());
    }
    return {};
}

} // namespace sluice::app
