// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/record.h"
#include "core/trace/span.h"

#include <span>
#include <vector>

namespace sluice::ui {

/// A stretch of the file and where its bytes came from.
struct FilePiece {
    enum class Origin : quint8 {
        Written, ///< by an attempt that was recorded
        Before,  ///< held, and nobody saw it come: it is from an earlier start of Sluice
        Missing,
    };
    qint64 begin = 0; ///< bytes, half open
    qint64 end = 0;
    Origin origin = Origin::Missing;
    int attempt = 0;               ///< Written only
    int connection = trace::kNone; ///< Written only

    qint64 bytes() const { return end - begin; }
    bool operator==(const FilePiece &) const = default;
};

/// Where an attempt went on with what others had brought.
struct ResumeMark {
    qint64 at = 0;
    int attempt = 0;

    bool operator==(const ResumeMark &) const = default;
};

/// The file as it is now: who brought which bytes.
struct FileMap {
    qint64 extent = 0; ///< where the picture ends: the total, or as far as bytes are known
    bool totalKnown = false;
    std::vector<FilePiece> pieces;   ///< sorted, from 0 to extent without gap or overlap
    std::vector<ResumeMark> resumes; ///< sorted by place
    qint64 givenUp = 0;              ///< bytes that came and were dropped because the file was begun again
    int startedOver = 0;             ///< the attempt that began it again last; 0 = none

    bool operator==(const FileMap &) const = default;
};

/// What else is known of the bytes of a download.
struct Held {
    std::span<const download::ByteRange> have; ///< sorted; what its part file holds, as far as it was noted
    bool complete = false;                     ///< the file is finished: all of it is held
    qint64 total = -1;                         ///< bytes, -1 = unknown
};

/// Who brought which bytes, the newest writer of a byte counting. Where a later attempt began the file again, what
/// earlier ones had brought is gone. Ranges that make no sense are left out. Pure; n log n in the number of ranges.
[[nodiscard]] FileMap fileMap(const trace::Track &track, const Held &held);

} // namespace sluice::ui
