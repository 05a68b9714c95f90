// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QList>
#include <QString>

#include <optional>

namespace sluice::download {

/// What to do when the name of the finished file is taken.
enum class Conflict {
    Rename,    ///< "name (1).ext"
    Overwrite, ///< replace the file, atomically, once all bytes are here
    Skip,      ///< leave the file alone; the download ends as Done without a transfer where the name is
               ///< known beforehand, else as soon as it is known
};

/// A checksum to verify, e.g. sha-256 and 32 raw bytes.
struct Checksum {
    QCryptographicHash::Algorithm algorithm = QCryptographicHash::Sha256;
    QByteArray digest; ///< raw, not hex

    bool operator==(const Checksum &) const = default;
};

/// Options that one download may set for itself; unset means "the engine's default".
struct Overrides {
    std::optional<int> connectTimeoutMs;
    std::optional<int> stallTimeoutMs;
    std::optional<qint64> deadlineMs; ///< for the whole download from its first attempt; 0 = none
    std::optional<int> retries;       ///< attempts after the first
    std::optional<int> retryWaitMs;   ///< first backoff

    bool operator==(const Overrides &) const = default;
};

/// What the user asked for. A plain value, stored as it is.
struct Request {
    QString url;               ///< absolute; may hold user information
    QString folder;            ///< absolute path of the target folder
    QString fileName;          ///< chosen by the user; empty = from the answer
    QList<QByteArray> headers; ///< extra request header lines, "Name: value"
    QString referer;
    QString userAgent; ///< empty = the engine's
    Conflict conflict = Conflict::Rename;
    std::optional<Checksum> checksum;
    Overrides overrides;

    bool operator==(const Request &) const = default;
};

} // namespace sluice::download
