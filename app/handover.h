// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/request.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace sluice::app {

/// What a second `sluice` hands to the window that runs already.
struct Handover {
    std::vector<download::Request> requests; ///< may be empty: then the window only comes to the front
    bool start = false;                      ///< begin at once, without asking
    QByteArray activationToken;              ///< of the desktop, so that the window may come to the front

    bool operator==(const Handover &) const = default;
};

/// The largest message taken, in bytes.
inline constexpr qsizetype kMaxHandoverBytes = 64 * 1024 * 1024;

/// As CBOR (RFC 8949). Pure.
QByteArray encodeHandover(const Handover &handover);

/// The inverse; nothing when the bytes are not a hand-over of this version. Unknown keys are ignored. Pure.
std::optional<Handover> decodeHandover(const QByteArray &bytes);

} // namespace sluice::app
