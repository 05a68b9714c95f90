// SPDX-License-Identifier: MIT
#pragma once

#include "app/demo/http_request.h"
#include "app/demo/script.h"

#include <QByteArray>

#include <vector>

namespace sluice::demo {

/// What identifies the file in this answer; either may be empty.
struct Validators {
    QByteArray etag;
    QByteArray lastModified;
};

/// The validators of a script, or those of its changed file.
Validators validatorsOf(const Script &script, bool changed);

/// Whether If-Range lets a range through (RFC 9110 §13.1.5): no header, the same strong ETag, the same date.
bool ifRangeHolds(const QByteArray &ifRange, const Validators &validators);

/// Which part of the file is sent, and what the head claims.
struct RangePlan {
    int status = 200;             ///< 200, 206 or 416
    std::vector<Interval> ranges; ///< what is sent; empty for 416
    QByteArray contentRange;      ///< value of Content-Range; empty = no such line
    bool multipart = false;       ///< as multipart/byteranges
    QByteArray etag;              ///< what the head says, true or not
};

/// Decides on a GET of a file of `size` bytes, with whatever lies the script asks for. Pure.
RangePlan planRange(const Script &script, const RequestHead &head, const Validators &validators, qint64 size);

/// "bytes 5-9/10" for [5, 10) of 10.
QByteArray contentRangeValue(const Interval &range, qint64 total);

} // namespace sluice::demo
