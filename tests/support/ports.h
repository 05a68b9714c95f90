// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace sluice::test {

/// A TCP port of 127.0.0.1 on which nothing listens now. Another process may take it at any time: retry.
quint16 freePort();

} // namespace sluice::test
