// SPDX-License-Identifier: MIT
// The words for bad lines and bad list files; see link_check.h.
#include "ui/dialogs/link_check.h"

#include <QCoreApplication>
#include <QDir>

namespace sluice::ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Links)
};

QString linkText(const sources::LinkError &error)
{
    using sources::LinkProblem;
    switch (error.problem) {
    case LinkProblem::Empty:
        return Texts::tr("There is no link on this line.");
    case LinkProblem::Malformed:
        return error.detail.isEmpty() ? Texts::tr("This is not a link.")
                                      : Texts::tr("This is not a link: “%1” cannot be part of one.").arg(error.detail);
    case LinkProblem::NoScheme:
        return Texts::tr("A link begins with its kind: write https:// before it.");
    case LinkProblem::UnsupportedScheme:
        return Texts::tr("Sluice does not speak “%1”; it can download http, https, ftp, ftps and sftp.")
            .arg(error.detail);
    case LinkProblem::NoHost:
        return Texts::tr("The host is missing, as in https://example.org/file.");
    case LinkProblem::TooLong:
        return Texts::tr("This link is longer than %L1 characters.").arg(sources::kMaxUrlLength);
    }
    return {};
}

} // namespace

QString badLineText(const sources::BadLine &bad)
{
    if (bad.option.isEmpty())
        return linkText(bad.error);
    return bad.error.detail.isEmpty() ? Texts::tr("The option “%1” cannot be used here.").arg(bad.option)
                                      : Texts::tr("The option “%1” is wrong: %2").arg(bad.option, bad.error.detail);
}

QString listFileText(const sources::ListFileError &error, const QString &path)
{
    using sources::ListFileProblem;
    const QString name = QDir::toNativeSeparators(path);
    switch (error.problem) {
    case ListFileProblem::Missing:
        return Texts::tr("%1 does not exist.").arg(name);
    case ListFileProblem::NotAFile:
        return Texts::tr("%1 is not a file; choose a text file with one link a line.").arg(name);
    case ListFileProblem::NotReadable:
        return Texts::tr("%1 cannot be read: %2").arg(name, error.detail);
    case ListFileProblem::TooLarge:
        return Texts::tr("%1 is larger than %L2 MB; split it into smaller lists.")
            .arg(name)
            .arg(sources::kMaxListBytes / (1024 * 1024));
    case ListFileProblem::Binary:
        return Texts::tr("%1 is not a text file; choose one with one link a line.").arg(name);
    }
    return {};
}

} // namespace sluice::ui
