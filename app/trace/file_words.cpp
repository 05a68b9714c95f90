// SPDX-License-Identifier: MIT
#include "app/trace/file_words.h"

#include "app/terminal/format.h"
#include "app/terminal/text_width.h"

#include <QCoreApplication>

namespace sluice::app {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::FileWords)
};

} // namespace

QString fileProblemText(const trace::FileProblem &problem)
{
    using Kind = trace::FileProblem::Kind;
    const QString path = quoted(problem.path);
    const QString detail = harmless(problem.detail.simplified());
    switch (problem.kind) {
    case Kind::CannotRead:
        return Tr::tr("The recording %1 cannot be read (%2). Check its name and permissions.").arg(path, detail);
    case Kind::NotARecording:
        return Tr::tr("%1 is not a recording of Sluice (%2). Name a .sluice-trace file.").arg(path, detail);
    case Kind::Newer:
        return Tr::tr("The recording %1 was made by a newer Sluice (%2). Update Sluice to open it.").arg(path, detail);
    case Kind::Damaged:
        return Tr::tr("The recording %1 is damaged (%2). Take another copy of it.").arg(path, detail);
    case Kind::CannotWrite:
        return Tr::tr("%1 cannot be written (%2). Choose another folder or name.").arg(path, detail);
    case Kind::DiskFull:
        return Tr::tr("%1 cannot be written: the disk is full. Make room, or choose another folder.").arg(path);
    }
    Q_UNREACHABLE();
}

} // namespace sluice::app
