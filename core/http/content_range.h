// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <optional>

namespace sluice::http {

/// A Content-Range value (RFC 9110 §14.4). The range is half-open here, as everywhere in Sluice.
struct ContentRange {
    qint64 begin = -1; ///< -1 in "bytes */200": no range was delivered
    qint64 end = -1;   ///< one past the last byte; > begin where there is a range
    qint64 total = -1; ///< bytes of the whole, -1 = the server does not know ("*")

    bool isRange() const { return begin >= 0; }
    bool operator==(const ContentRange &) const = default;
};

/// Parses "bytes 0-99/200", "bytes 0-99/*" or "bytes */200". Nothing for another unit, for garbage, for a last
/// byte before the first or not below the total, and for numbers that do not fit: such an answer must not be
/// combined with anything (§14.4). Pure.
std::optional<ContentRange> parseContentRange(QByteArrayView value);

/// Parses a Content-Length value in bytes. A list of equal values, as broken servers repeat it, counts as one;
/// differing values, garbage and numbers that do not fit give nothing (RFC 9110 §8.6). Pure.
std::optional<qint64> parseContentLength(QByteArrayView value);

} // namespace sluice::http
