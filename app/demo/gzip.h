// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace sluice::demo {

/// `bytes` as one gzip member (RFC 1952) with no name and no time: the same input gives the same output.
QByteArray gzip(const QByteArray &bytes);

} // namespace sluice::demo
