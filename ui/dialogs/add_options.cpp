// SPDX-License-Identifier: MIT
#include "ui/dialogs/add_options.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(AddOptions)
};

} // namespace

std::vector<download::Request> completed(std::vector<download::Request> requests, const AddOptions &options)
{
    const bool single = requests.size() == 1;
    const QDir folder(options.folder);
    for (download::Request &request : requests) {
        request.folder
            = request.folder.isEmpty() ? options.folder : QDir::cleanPath(folder.absoluteFilePath(request.folder));
        request.conflict = options.conflict;
        if (!single)
            continue;
        if (!options.fileName.isEmpty())
            request.fileName = options.fileName;
        if (options.checksum)
            request.checksum = options.checksum;
    }
    return requests;
}

QString fileNameProblem(const QString &name)
{
    constexpr qsizetype kMaxBytes = 255;
    if (name.isEmpty())
        return {};
    if (name == "."_L1 || name == ".."_L1)
        return Texts::tr("“%1” is not a file name.").arg(name);
    if (name.contains(u'/'))
        return Texts::tr("A file name cannot hold “/”; choose the folder above.");
    if (std::ranges::any_of(name, [](QChar c) { return c.category() == QChar::Other_Control; }))
        return Texts::tr("A file name cannot hold control characters.");
    if (name.toUtf8().size() > kMaxBytes)
        return Texts::tr("This name is longer than %1 bytes.").arg(kMaxBytes);
    return {};
}

} // namespace sluice::ui
