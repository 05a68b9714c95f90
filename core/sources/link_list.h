// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/request.h"
#include "core/sources/link.h"

#include <QByteArray>
#include <QString>

#include <expected>
#include <variant>
#include <vector>

namespace sluice::sources {

/// A link that could not be used, kept so that the user can mend it.
struct BadLine {
    int line = 0;    ///< the line that is wrong, 1 for the first
    QString text;    ///< the link and the option lines below it, as written
    LinkError error; ///< for a link
    QString option;  ///< for an indented option line: its name; then `error.detail` says what is wrong

    bool operator==(const BadLine &) const = default;
};

/// A list of links as people paste or store it.
struct LinkList {
    std::vector<download::Request> requests; ///< url, and what option lines set; folder empty unless dir= said one
    std::vector<int> lines;                  ///< the line each request came from
    std::vector<BadLine> bad;
};

/// The largest input file accepted, in bytes.
inline constexpr qint64 kMaxListBytes = 512LL * 1024 * 1024;

/// Parses links one a line; empty lines and `#` comments are skipped; tab-separated links on one line are
/// mirrors in aria2 and only the first is used. Indented lines belong to the link above: `out=`, `dir=`,
/// `header=` (repeatable), `checksum=ALGO=HEX`, `referer=`, `user-agent=`; other aria2 options are ignored.
/// A link with a bad option is bad as a whole. A link may be indented as long as it does not read "name=…".
/// CRLF, a UTF-8 byte order mark and a missing last newline are fine. A million lines are fine. Pure.
LinkList parseLinkList(QStringView text);

enum class ListFileProblem { Missing, NotAFile, NotReadable, TooLarge, Binary };
struct ListFileError {
    ListFileProblem problem = ListFileProblem::NotReadable;
    QString detail; ///< raw text of the system
};

/// Reads and parses a list file, "-" is standard input. Content with NUL bytes or that is not UTF-8 is Binary.
std::expected<LinkList, ListFileError> readLinkList(const QString &path);

/// "sha-256=<64 hex digits>": algorithm names as in aria2 and RFC 3230 (md5, sha-1, sha-224, sha-256, sha-384,
/// sha-512, with or without the hyphen, any case). The error is a raw text that names what is wrong.
std::expected<download::Checksum, QString> parseChecksum(const QString &text);

/// A rate or size in bytes: "500K", "2M", "1.5G", "800" (powers of 1024, optional "B" or "/s", any case).
/// Errors for negative, empty, not a number, out of range.
std::expected<qint64, QString> parseBytes(const QString &text);

} // namespace sluice::sources
