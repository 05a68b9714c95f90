// SPDX-License-Identifier: MIT
#pragma once

#include "app/demo/http_request.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace sluice::demo {

/// The bytes of a file: given ones, or a pattern that takes no memory.
struct Content {
    std::optional<QByteArray> fixed = std::nullopt;
    quint64 seed = 0;
    qint64 size = 0;      ///< of the pattern; with `fixed`, its size
    bool repeats = false; ///< `fixed` again and again

    /// The bytes [offset, offset + length). Past the end of `fixed` come its repetitions or else the pattern, so
    /// that a body can be longer than the file.
    QByteArray bytes(qint64 offset, qint64 length) const;
};
Content fixedContent(const QByteArray &bytes);

/// A stretch of a content.
struct Piece {
    Content content;
    Interval range;
};

/// The body of one answer, read from front to end in portions.
class BodyStream
{
public:
    BodyStream() = default;
    explicit BodyStream(std::vector<Piece> pieces);

    /// The next bytes, at most `max` of them; fewer at the border of two pieces, none at the end.
    QByteArray read(qint64 max);
    bool atEnd() const { return m_position == m_length; }
    /// Bytes read so far, and in all.
    qint64 position() const { return m_position; }
    qint64 length() const { return m_length; }

private:
    std::vector<Piece> m_pieces;
    size_t m_current = 0;
    qint64 m_position = 0;
    qint64 m_length = 0;
};

/// One chunk of the chunked coding (RFC 9112 §7.1).
QByteArray chunk(const QByteArray &bytes);
inline constexpr char kLastChunk[] = "0\r\n\r\n";

} // namespace sluice::demo
