// SPDX-License-Identifier: MIT
#include "ui/recording/recording_files_words.h"

#include <QCoreApplication>
#include <QDir>

namespace sluice::ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(sluice::ui::RecordingFiles)
};

} // namespace

QString fileProblemText(const trace::FileProblem &problem)
{
    using Kind = trace::FileProblem::Kind;
    const QString path = QDir::toNativeSeparators(problem.path);
    const QString detail = problem.detail.simplified();
    switch (problem.kind) {
    case Kind::CannotRead:
        return Texts::tr("%1 cannot be read (%2). Check whether it is still there and may be read.").arg(path, detail);
    case Kind::NotARecording:
        return Texts::tr("%1 is not a recording of Sluice (%2). Choose a file that ends in .sluice-trace.")
            .arg(path, detail);
    case Kind::Newer:
        return Texts::tr("%1 was made by a newer Sluice (%2). Update Sluice to open it.").arg(path, detail);
    case Kind::Damaged:
        return Texts::tr("%1 is damaged (%2). Take another copy of it.").arg(path, detail);
    case Kind::CannotWrite:
        return Texts::tr("%1 cannot be written (%2). Choose another folder or name.").arg(path, detail);
    case Kind::DiskFull:
        return Texts::tr("%1 cannot be written: the disk is full. Make room, or choose another folder.").arg(path);
    }
    Q_UNREACHABLE();
}

} // namespace sluice::ui
