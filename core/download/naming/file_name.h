// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/naming/safe_name.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace sluice::download {

/// Everything a file name can come from, best first.
struct NameSources {
    QByteArray contentDisposition; ///< value of the field as sent; empty = none
    QString suggested;             ///< said by the page or list that held the link; empty = none
    QString url;                   ///< final URL, after redirects
    QString fallback;              ///< used where the others give nothing; empty = the URL's host, else "download"
};

/// The name the finished file gets: one safe component of a path (see safeName()), never empty, at most
/// `maxBytes` bytes of UTF-8. The extension is never changed to suit a media type. Pure.
QString chooseFileName(const NameSources &sources, qsizetype maxBytes = kMaxNameBytes);

/// The last segment of the URL's path, percent-decoded once: UTF-8, else ISO 8859-1. Not made safe yet. Nothing
/// when the path ends in a slash or the URL has no authority ("data:"). Takes URLs that are not normalised. Pure.
std::optional<QString> nameFromUrl(const QString &url);

} // namespace sluice::download
