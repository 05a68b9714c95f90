// SPDX-License-Identifier: MIT
#include "tests/support/files.h"

#include "app/demo/pattern.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <stdexcept>

namespace sluice::test {

namespace {

[[noreturn]] void fail(const QFile &file)
{
    const QString text = file.fileName() + QStringLiteral(": ") + file.errorString();
    throw std::runtime_error(text.toStdString());
}

void openForWriting(QFile &file)
{
    QDir().mkpath(QFileInfo(file.fileName()).absolutePath());
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered)) {
        fail(file);
    }
}

void writeAll(QFile &file, const QByteArray &bytes)
{
    if (file.write(bytes) != bytes.size()) {
        fail(file);
    }
}

} // namespace

void writePatternFile(const QString &path, qint64 size, quint64 seed)
{
    constexpr qint64 kBlock = 1024 * 1024;
    QFile file(path);
    openForWriting(file);
    for (qint64 at = 0; at < size; at += kBlock) {
        writeAll(file, demo::patternBytes(seed, at, std::min(kBlock, size - at)));
    }
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    openForWriting(file);
    writeAll(file, bytes);
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        fail(file);
    }
    return file.readAll();
}

QByteArray sha256OfFile(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result() : QByteArray();
}

} // namespace sluice::test
