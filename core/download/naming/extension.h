// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

namespace sluice::download {

/// A file name cut before its extension. Views into the text that was split.
struct NameParts {
    QStringView stem;
    QStringView extension; ///< with its dot; empty when there is none
};

/// Cuts "a.tar.gz" into "a" and ".tar.gz", "dump.sql.xz" into "dump" and ".sql.xz", "a.b.txt" into "a.b" and
/// ".txt". A dot at the very front, very long extensions and such with spaces are part of the stem. Pure.
NameParts splitExtension(QStringView name);

/// The longest beginning of `text` that takes at most `maxBytes` bytes as UTF-8 and ends between characters:
/// no surrogate pair and no base character with its combining marks is cut in two. Pure.
QStringView truncatedToBytes(QStringView text, qsizetype maxBytes);

/// Bytes that `text` takes as UTF-8.
qsizetype utf8Size(QStringView text);

} // namespace sluice::download
