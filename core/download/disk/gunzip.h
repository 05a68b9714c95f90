// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/disk/part_file.h"

#include <expected>

namespace sluice::download {

/// Replaces the content of an open part file by what it is the gzip encoding of (RFC 1952, several members in a row
/// allowed), through a second file beside it. The part is unchanged after a failure: ErrorKind::Protocol when the data
/// are damaged or end early, DiskFull or Disk. Returns the new size in bytes. Blocks; writer thread.
std::expected<qint64, Error> gunzip(PartFile &file);

} // namespace sluice::download
