// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/trace/attempt_notes.h"
#include "core/trace/phase.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>
#include <variant>
#include <vector>

/// What the engine tells the record, in the order in which it happened. Plain values; a batch crosses threads once and
/// is never changed afterwards.
namespace sluice::trace {

/// Microseconds of the steady clock since the recording began; never runs backwards, sleeps and clock changes or not.
using Micros = qint64;

/// The id of a download, as everywhere.
using Id = qint64;

/// No slot, no connection.
inline constexpr int kNone = -1;

/// One header line, secrets masked (see masking.h).
struct HeaderLine {
    QByteArray name;
    QByteArray value;

    bool operator==(const HeaderLine &) const = default;
};

/// Header lines in their order. Most requests of a session are alike, and then share their lines.
using HeaderLines = QList<HeaderLine>;

/// What is known of one attempt once it has ended, secrets masked. Immutable, shared.
struct AttemptReport {
    int number = 0;                     ///< 1 for the first
    QString url;                        ///< that answered, without user information
    QString address;                    ///< of the peer, "127.0.0.1:8080"; empty when there was no connection
    QByteArray httpVersion;             ///< "HTTP/2"; empty for FTP, SFTP and before an answer
    QByteArray tlsVersion;              ///< "TLSv1.3"; empty without TLS
    bool reused = false;                ///< on a connection that was open already
    bool insecure = false;              ///< TLS verification was off
    int redirects = 0;                  ///< hops before `url`
    int status = 0;                     ///< 0 where there was no answer
    QByteArray reason;                  ///< often empty
    HeaderLines request;                ///< of the last hop, as asked of libcurl
    HeaderLines response;               ///< of the last hop
    qint64 fromByte = 0;                ///< where it began in the file
    qint64 bytes = 0;                   ///< body bytes accepted
    std::shared_ptr<const Error> error; ///< null when it succeeded or was stopped
    qint64 nextTryMs = 0;               ///< ms since the epoch, 0 = none planned
};

/// A download exists from now on. Its first phase follows at once.
struct Added {
    Micros at = 0;
    Id id = 0;
    QString name; ///< file name, or the last part of the URL until it is known
    QString url;  ///< as it is; the recording masks it
    QString host; ///< host[:port]
};

/// Its name or size became known, or another.
struct Described {
    Id id = 0;
    QString name;
    qint64 total = -1; ///< bytes, -1 = unknown
};

/// From now on the download is in this phase, until the next. Naming the phase it is in already changes the other
/// values from now on.
struct Entered {
    Micros at = 0;
    Id id = 0;
    Phase phase = Phase::WaitSlot;
    int slot = kNone;       ///< which slot it holds, counted from 0; kNone = it holds none
    int attempt = 0;        ///< 1 for the first; 0 before it
    int connection = kNone; ///< see Connected
    qint64 untilMs = 0;     ///< when a wait ends, ms since the epoch, 0 = unknown
    /// The phase it was in turned out to be this one all along (a request that found an open connection): its span is
    /// renamed rather than ended.
    bool renames = false;
    /// The span stands for several (see Bounds); only of a recording that is told again.
    bool thinned = false;
};

/// A connection was opened, or used for the first time since the recording began. Numbers count from 0.
struct Connected {
    Micros at = 0;
    int connection = 0;
    QString label; ///< of the peer, "127.0.0.1:8080"
};

/// Bytes of the file came since the last such event of this attempt: [begin, end) of the file.
struct Received {
    Micros at = 0;
    Id id = 0;
    int attempt = 0;
    int connection = kNone;
    qint64 begin = 0;
    qint64 end = 0;
};

/// An attempt has ended. The phase that follows comes after it.
struct AttemptEnded {
    Micros at = 0;
    Id id = 0;
    int connection = kNone; ///< of the last hop
    std::shared_ptr<const AttemptReport> report;
    std::shared_ptr<const AttemptNotes> notes = nullptr; ///< instead of a report, from the engine
};

/// The download must be done by then, or fails.
struct DeadlineSet {
    Id id = 0;
    Micros at = 0;
    Micros deadline = 0;
};

/// The row is gone; what was recorded of it stays.
struct Removed {
    Micros at = 0;
    Id id = 0;
};

/// The limits in force from now on. The first batch has one.
struct LimitsSet {
    Micros at = 0;
    int limit = 0;        ///< concurrency limit
    int hostLimit = 0;    ///< 0 = none
    qint64 rateLimit = 0; ///< bytes a second for all together, 0 = none
};

// A recording that is told again knows its ranges and its curves, and no longer which byte came when: it tells them
// apart, exactly as they are, by these three instead of Received.

/// An attempt brought [begin, end) of the file.
struct Wrote {
    Micros at = 0;
    Id id = 0;
    int attempt = 0;
    int connection = kNone;
    qint64 begin = 0;
    qint64 end = 0;
};

/// Bytes of all downloads that came within [at − back, at − back + length).
struct Came {
    Micros at = 0;
    Micros back = 0;
    Micros length = 0;
    qint64 bytes = 0;
};

/// The same of one download.
struct Shared {
    Micros at = 0;
    Id id = 0;
    Micros back = 0;
    Micros length = 0;
    qint64 bytes = 0;
};

using Event = std::variant<Added, Described, Entered, Connected, Received, AttemptEnded, DeadlineSet, Removed,
    LimitsSet, Wrote, Came, Shared>;

/// What happened since the last batch.
struct Batch {
    Micros now = 0; ///< when the batch was closed; all of it is earlier
    qint64 wallMs
        = 0; ///< the wall clock at that moment, ms since the epoch; 0 = an empty batch of a recorder that is off
    std::vector<Event> events;
};

} // namespace sluice::trace
