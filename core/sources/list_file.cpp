// SPDX-License-Identifier: MIT
#include "core/sources/link_list.h"

#include <QByteArrayView>
#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace sluice::sources {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kChunk = 1024 * 1024;

// Reads in portions, so that an endless or huge binary file is given up at its first NUL byte.
std::expected<QByteArray, ListFileError> readText(QFile &file)
{
    QByteArray content;
    for (;;) {
        const QByteArray chunk = file.read(kChunk);
        if (chunk.isEmpty())
            break;
        if (chunk.contains('\0'))
            return std::unexpected(ListFileError{ListFileProblem::Binary, {}});
        if (content.size() + chunk.size() > kMaxListBytes)
            return std::unexpected(ListFileError{ListFileProblem::TooLarge, {}});
        content += chunk;
    }
    if (file.error() != QFileDevice::NoError)
        return std::unexpected(ListFileError{ListFileProblem::NotReadable, file.errorString()});
    if (!QByteArrayView(content).isValidUtf8())
        return std::unexpected(ListFileError{ListFileProblem::Binary, {}});
    return content;
}

} // namespace

std::expected<LinkList, ListFileError> readLinkList(const QString &path)
{
    QFile file;
    bool open = false;
    if (path == u"-") {
        open = file.open(stdin, QIODevice::ReadOnly);
    } else {
        const QFileInfo info(path);
        if (!info.exists())
            return std::unexpected(ListFileError{ListFileProblem::Missing, {}});
        if (info.isDir())
            return std::unexpected(ListFileError{ListFileProblem::NotAFile, {}});
        if (info.size() > kMaxListBytes)
            return std::unexpected(ListFileError{ListFileProblem::TooLarge, {}});
        file.setFileName(path);
        open = file.open(QIODevice::ReadOnly);
    }
    if (!open)
        return std::unexpected(ListFileError{ListFileProblem::NotReadable, file.errorString()});

    const std::expected<QByteArray, ListFileError> content = readText(file);
    if (!content)
        return std::unexpected(content.error());
    return parseLinkList(QString::fromUtf8(*content));
}

} // namespace sluice::sources
