// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/request.h"
#include "core/download/state.h"
#include "core/error.h"

#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace sluice::download {

/// Names a download for as long as its row exists; also its key in the store. Never reused.
using Id = qint64;

/// Half-open range of bytes of the file.
struct ByteRange {
    qint64 begin = 0;
    qint64 end = 0;

    bool operator==(const ByteRange &) const = default;
};

/// What identifies one version of the file on the server (RFC 9110 §8.8), and how it is encoded.
struct Validator {
    QByteArray etag;            ///< as sent, with quotes and W/ if weak
    QByteArray lastModified;    ///< as sent
    QByteArray date;            ///< Date of the same answer; decides whether lastModified is strong
    QByteArray contentEncoding; ///< "gzip" where the server encoded unasked; bytes on disk are as sent

    bool operator==(const Validator &) const = default;
};

/// The file while it is unfinished.
struct Part {
    QString path;                ///< absolute path of the part file; empty = none yet
    qint64 total = -1;           ///< bytes of the whole, -1 = unknown
    std::vector<ByteRange> have; ///< sorted, disjoint; a subset of what is on disk
    Validator validator;
    QString finalName; ///< file name it will get, without folder

    /// Sum of `have`, in bytes.
    qint64 bytes() const;

    bool operator==(const Part &) const = default;
};

/// Wall-clock stamps of one attempt, ms since the epoch, 0 = did not happen. For the detail panel; exact
/// times are the trace's.
struct Phases {
    qint64 queued = 0; ///< handed to libcurl
    qint64 nameResolved = 0;
    qint64 connected = 0;
    qint64 tlsDone = 0; ///< 0 without TLS
    qint64 requestSent = 0;
    qint64 firstHeader = 0;
    qint64 firstByte = 0;
    qint64 ended = 0;

    bool operator==(const Phases &) const = default;
};

/// One try of a download, kept so that its outcome stays readable.
struct Attempt {
    int number = 0;       ///< 1 for the first
    qint64 startedMs = 0; ///< ms since the epoch
    qint64 endedMs = 0;   ///< 0 while it runs
    Phases phases;
    QString url;         ///< final URL after redirects, without user information
    QString address;     ///< "127.0.0.1:8080"
    QString httpVersion; ///< "HTTP/2", empty for FTP and before an answer
    bool reusedConnection = false;
    bool insecure = false; ///< TLS verification was off
    int httpStatus = 0;
    qint64 fromByte = 0;        ///< where it began in the file
    qint64 bytes = 0;           ///< body bytes accepted
    std::optional<Error> error; ///< nothing when it succeeded or still runs
    qint64 nextTryMs = 0;       ///< ms since the epoch, 0 = none planned

    bool operator==(const Attempt &) const = default;
};

/// All that is known about a download and survives a restart.
struct Record {
    Id id = 0;
    qint64 order = 0; ///< place in the queue; smaller goes first; unique
    Request request;
    State state = State::Queued;
    Part part;
    QString finalPath; ///< absolute, once Done
    qint64 addedMs = 0;
    qint64 finishedMs = 0;
    std::optional<Error> error;    ///< of the last attempt
    std::vector<Attempt> attempts; ///< newest last; bounded to kMaxAttempts by dropping the oldest

    bool operator==(const Record &) const = default;
};
inline constexpr int kMaxAttempts = 50;

} // namespace sluice::download
