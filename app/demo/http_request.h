// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

#include <optional>
#include <vector>

namespace sluice::demo {

/// The head of a request, as far as this server needs it.
struct RequestHead {
    QByteArray method;
    QByteArray target; ///< as sent
    QString path;      ///< percent-decoded, without scheme, host and query
    QList<QPair<QByteArray, QByteArray>> headers;
    bool keepAlive = true; ///< what the client wants: HTTP/1.1 without "Connection: close"

    /// The first value of a header, names compared without case; empty if there is none.
    QByteArray header(QByteArrayView name) const;
};

/// Parses everything up to and without the empty line. Nothing if it is no HTTP/1 request.
std::optional<RequestHead> parseRequestHead(const QByteArray &text);

/// Whether the first bytes of a connection can begin an HTTP request; a TLS ClientHello cannot.
bool looksLikeHttp(QByteArrayView bytes);

/// Half-open.
struct Interval {
    qint64 begin = 0;
    qint64 end = 0;

    bool operator==(const Interval &) const = default;
};

/// What a Range header means for a file of a given size (RFC 9110 §14.1.2, §14.2).
struct RangeChoice {
    enum class Kind { None, Unsatisfiable, Some };
    Kind kind = Kind::None;       ///< None also for units and syntax unknown: the header is then ignored
    std::vector<Interval> ranges; ///< not empty for Some; clipped to the file
};
RangeChoice resolveRange(const QByteArray &header, qint64 size);

} // namespace sluice::demo
