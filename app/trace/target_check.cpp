// SPDX-License-Identifier: MIT
#include "app/trace/target_check.h"

#include "app/cli/folder_check.h"
#include "app/terminal/format.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace sluice::app {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::TargetCheck)
};

} // namespace

QString targetProblem(const QString &path)
{
    const QFileInfo file(path);
    if (file.isDir())
        return Tr::tr("%1 is a folder. Name a file in it.").arg(quoted(path));
    if (file.exists() && !file.isFile())
        return Tr::tr("%1 is not an ordinary file. Choose another name.").arg(quoted(path));
    if (file.exists() && !file.isWritable())
        return Tr::tr("%1 is there and may not be replaced. Choose another name.").arg(quoted(path));
    return folderProblem(file.absolutePath());
}

} // namespace sluice::app
