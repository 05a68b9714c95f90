// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace sluice::download {

/// The file name in a Content-Disposition value, decoded and not yet made safe: it may hold slashes and dots.
struct DispositionName {
    std::optional<QString> name;  ///< to be preferred to the name in the URL
    std::optional<QString> guess; ///< from a value so broken that the name in the URL goes first

    bool operator==(const DispositionName &) const = default;
};

/// Reads Content-Disposition (RFC 6266, RFC 8187). `filename*` goes before `filename`; the first of each counts;
/// continuations (`filename*0`) are no part of HTTP. Nothing is percent-decoded or taken for RFC 2047 in
/// `filename`. Bytes above 0x7f are UTF-8, else ISO 8859-1. The value may hold line breaks (obs-fold). Values
/// outside the grammar are read as mainstream browsers agree; see the cases in the source. Pure.
DispositionName parseContentDisposition(QByteArrayView value);

} // namespace sluice::download
