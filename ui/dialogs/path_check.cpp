// SPDX-License-Identifier: MIT
#include "ui/dialogs/path_check.h"

#include "ui/style/format.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>
#include <QUrl>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Paths)
};

PathReport bad(const QString &text)
{
    return {PathReport::Verdict::Bad, text};
}

// The nearest folder above that exists; the root in the end.
QFileInfo nearestExisting(const QString &path)
{
    QFileInfo info(path);
    while (!info.exists() && !info.isRoot() && info.absolutePath() != info.absoluteFilePath())
        info = QFileInfo(info.absolutePath());
    return info;
}

} // namespace

QString typedPath(const QString &text)
{
    QString path = text.trimmed();
    if (path.startsWith("file://"_L1))
        path = QUrl(path).toLocalFile();
    if (path == "~"_L1 || path.startsWith("~/"_L1))
        path = QDir::homePath() + path.sliced(1);
    return path.isEmpty() ? path : QDir::cleanPath(path);
}

PathReport inspectFolder(const QString &text)
{
    const QString path = typedPath(text);
    if (path.isEmpty())
        return bad(Texts::tr("Choose a folder for the files."));
    if (path.contains(QChar(u'\0')))
        return bad(Texts::tr("This is not a path."));
    if (QDir::isRelativePath(path))
        return bad(Texts::tr("Write the whole path, beginning with / or ~."));
    const QFileInfo info(path);
    const QFileInfo existing = info.exists() ? info : nearestExisting(path);
    const QString shown = QDir::toNativeSeparators(existing.absoluteFilePath());
    if (!existing.isDir())
        return bad(Texts::tr("%1 is a file, not a folder.").arg(shown));
    if (!existing.isWritable() || !existing.isExecutable())
        return bad(Texts::tr("You may not write to %1; choose another folder.").arg(shown));
    const qint64 free = QStorageInfo(existing.absoluteFilePath()).bytesAvailable();
    if (free == 0)
        return bad(Texts::tr("No space is left in %1.").arg(shown));
    const QString room = free > 0 ? Texts::tr("%1 free").arg(bytesText(free)) : QString();
    if (info.exists())
        return {PathReport::Verdict::Good, room};
    return {PathReport::Verdict::Note,
        room.isEmpty() ? Texts::tr("The folder will be created.")
                       : Texts::tr("The folder will be created; %1.").arg(room)};
}

PathReport inspectReadableFile(const QString &text)
{
    const QString path = typedPath(text);
    if (path.isEmpty())
        return {};
    const QFileInfo info(path);
    if (QDir::isRelativePath(path))
        return bad(Texts::tr("Write the whole path, beginning with / or ~."));
    if (!info.exists())
        return bad(Texts::tr("This file does not exist."));
    if (!info.isFile())
        return bad(Texts::tr("This is not a file."));
    if (!info.isReadable())
        return bad(Texts::tr("You may not read this file."));
    return {};
}

} // namespace sluice::ui
