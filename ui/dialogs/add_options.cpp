// SPDX-License-Identifier: MIT
#include "ui/dialogs/add_options.h"

#include "core/download/naming/safe_name.h"

#include <QCoreApplication>
#include <QDir>

namespace sluice::ui {

namespace {

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
    if (name.isEmpty())
        return {};
    const auto checked = download::checkUserName(name);
    if (checked)
        return {};
    switch (checked.error()) {
    case download::NameProblem::Empty:
        break;
    case download::NameProblem::Slash:
        return Texts::tr("A file name cannot hold “/”; choose the folder above.");
    case download::NameProblem::Dots:
        return Texts::tr("“%1” is not a file name.").arg(name);
    case download::NameProblem::Control:
        return Texts::tr("A file name cannot hold control characters.");
    case download::NameProblem::TooLong:
        return Texts::tr("This name is longer than %1 bytes.").arg(download::kMaxNameBytes);
    }
    return {};
}

} // namespace sluice::ui
