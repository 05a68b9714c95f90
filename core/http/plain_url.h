// SPDX-License-Identifier: MIT
#pragma once

#include <QStringView>

#include <optional>

/// URLs that can be told at a glance to be in the form of normaliseUrl() already. Nearly all are, and taking one apart to
/// put it together again costs more than a system call. What these functions do not know they leave to url_parts.h.
/// Pure; any thread.
namespace sluice::http {

/// The "host[:port]" of an http or https URL whose authority is a plain name or a plain IPv4 address, as it stands in the
/// text, followed by a path. Nothing for all else, which may be a URL as well.
[[nodiscard]] std::optional<QStringView> plainAuthority(QStringView url);

/// Whether normaliseUrl() would give back the text as it is; a no means that it is to be asked.
[[nodiscard]] bool isPlainUrl(QStringView text);

} // namespace sluice::http
