// SPDX-License-Identifier: MIT
#include "core/download/verify.h"

#include "core/async/stopped.h"
#include "core/download/disk/part_file.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>

namespace sluice::download {

using namespace Qt::StringLiterals;

std::expected<void, Error> verifyChecksum(const QString &path, const Checksum &checksum, const std::stop_token &stop)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return std::unexpected(diskError(EIO, path));
    QCryptographicHash hash(checksum.algorithm);
    QByteArray block(1024 * 1024, Qt::Uninitialized);
    for (;;) {
        if (stop.stop_requested())
            throw async::Stopped();
        const qint64 bytes = file.read(block.data(), block.size());
        if (bytes < 0)
            return std::unexpected(diskError(EIO, path));
        if (bytes == 0)
            break;
        hash.addData(QByteArrayView(block.constData(), bytes));
    }
    const QByteArray found = hash.result();
    if (found == checksum.digest)
        return {};
    Error error;
    error.kind = ErrorKind::Checksum;
    error.retry = RetryClass::Never;
    error.bytes = file.size();
    error.detail = u"expected "_s + QString::fromLatin1(checksum.digest.toHex()) + u", found "_s
        + QString::fromLatin1(found.toHex());
    return std::unexpected(std::move(error));
}

bool shouldDecode(const QByteArray &contentEncoding, const QString &finalName)
{
    const QByteArray encoding = contentEncoding.trimmed().toLower();
    if (encoding != "gzip" && encoding != "x-gzip")
        return false;
    static constexpr std::array kGzipNames{".gz"_L1, ".tgz"_L1, ".svgz"_L1, ".gzip"_L1};
    return std::ranges::none_of(
        kGzipNames, [&](QLatin1StringView suffix) { return finalName.endsWith(suffix, Qt::CaseInsensitive); });
}

} // namespace sluice::download
