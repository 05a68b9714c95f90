// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace sluice::http {

/// What one answer says about the version it carries (RFC 9110 §8.8), each field as sent.
struct Validators {
    QByteArray etag;
    QByteArray lastModified;
    QByteArray date; ///< Date of the same answer

    bool operator==(const Validators &) const = default;
};

/// Whether `etag` is a well-formed entity tag without W/ (RFC 9110 §8.8.3). Pure.
bool isStrongEtag(QByteArrayView etag);

/// Whether a modification date may serve as a strong validator: both dates parse, without years of two digits,
/// and Date is at least 60 s later. RFC 9110 §8.8.2.2 asks for one second and for clocks known to agree; the
/// 60 s of RFC 7232 stand in for that knowledge. Pure.
bool isStrongLastModified(QByteArrayView lastModified, QByteArrayView date);

/// The value of If-Range that asks for the rest of this very version: a strong entity tag, else a strong date,
/// else nothing, and then a range must not be asked for (RFC 9110 §13.1.5). Pure.
std::optional<QByteArray> ifRangeValue(const Validators &held);

} // namespace sluice::http
