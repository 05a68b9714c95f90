// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/event.h"
#include "core/trace/span_list.h"

#include <memory>
#include <vector>

namespace sluice::trace {

/// A download's place among all of a recording.
using TrackIndex = quint32;

/// What stays of an attempt however old it is; the report goes when there is too much.
struct AttemptBrief {
    Micros begin = 0;
    Micros end = kOpen;
    qint64 fromByte = 0;
    qint64 bytes = 0;
    qint32 connection = kNone;
    quint16 number = 0;
    quint16 status : 15 = 0;
    bool failed : 1 = false;
    std::shared_ptr<const AttemptReport> report; ///< null while it runs and once it is thinned
};

/// Bytes of the file that one attempt brought over one connection: [begin, end).
struct Written {
    qint64 begin = 0;
    qint64 end = 0;
    qint32 connection = kNone;
    quint16 attempt = 0;

    bool operator==(const Written &) const = default;
};

/// All that is recorded of one download.
struct Track {
    Id id = 0;
    QString name;
    QString url;
    quint32 host = 0;    ///< index into Recording::hosts()
    qint32 held = kNone; ///< the recording's own: its place among those that hold a slot or a connection
    qint64 total = -1;   ///< bytes, -1 = unknown
    qint64 received = 0; ///< bytes that came while it was recorded, those given up included
    Micros added = 0;
    Micros removed = kOpen;
    qint64 untilMs = 0;                 ///< when its present wait ends, ms since the epoch, 0 = unknown
    SpanList spans;                     ///< tile its life from `added` to `removed`, or to now
    std::vector<AttemptBrief> attempts; ///< oldest first
    std::vector<Written> written;       ///< in the order they came; neighbours of one attempt are one
};

/// Something worth a mark on the time axis.
struct Marker {
    enum class Kind : quint8 { LimitChanged, AttemptFailed, Failed, Deadline };
    Micros at = 0;
    Kind kind = Kind::LimitChanged;
    TrackIndex track = 0; ///< without meaning for LimitChanged
    qint64 value = 0;     ///< LimitChanged: the new limit
};

} // namespace sluice::trace
