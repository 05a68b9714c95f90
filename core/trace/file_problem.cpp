// SPDX-License-Identifier: MIT
#include "core/trace/file_problem.h"

#include <QSaveFile>

#include <cerrno>

namespace sluice::trace {

namespace {

FileProblem problemOf(const QSaveFile &file, const QString &path)
{
    FileProblem problem;
    // Qt tells a full disk from other failures by this error alone.
    problem.kind
        = file.error() == QFileDevice::ResourceError ? FileProblem::Kind::DiskFull : FileProblem::Kind::CannotWrite;
    problem.path = path;
    problem.detail = file.errorString();
    return problem;
}

} // namespace

std::expected<void, FileProblem> writeWhole(const QString &path, const std::function<void(QIODevice &out)> &write)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return std::unexpected(problemOf(file, path));
    write(file);
    if (file.error() != QFileDevice::NoError || !file.commit())
        return std::unexpected(problemOf(file, path));
    return {};
}

} // namespace sluice::trace
