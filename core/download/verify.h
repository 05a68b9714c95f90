// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/request.h"
#include "core/error.h"

#include <QString>

#include <expected>
#include <stop_token>

namespace sluice::download {

/// Reads the whole file and compares its digest. ErrorKind::Checksum with both digests in the raw text, Disk when it
/// cannot be read. Blocks; made for the pool. Throws async::Stopped soon after `stop` is triggered.
std::expected<void, Error> verifyChecksum(const QString &path, const Checksum &checksum, const std::stop_token &stop);

/// Whether a body that came gzip-encoded unasked is to be stored decoded: yes, unless the name says that it is a gzip
/// file itself (servers label those so by mistake). Pure.
bool shouldDecode(const QByteArray &contentEncoding, const QString &finalName);

} // namespace sluice::download
