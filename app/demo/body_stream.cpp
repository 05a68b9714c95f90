// SPDX-License-Identifier: MIT
#include "app/demo/body_stream.h"

#include "app/demo/pattern.h"

#include <algorithm>

namespace sluice::demo {

QByteArray Content::bytes(qint64 offset, qint64 length) const
{
    if (!fixed) {
        return patternBytes(seed, offset, length);
    }
    QByteArray bytes;
    if (repeats) {
        bytes.reserve(length + fixed->size());
        for (qint64 from = offset % fixed->size(); bytes.size() < length; from = 0) {
            bytes.append(fixed->sliced(from));
        }
        bytes.truncate(length);
        return bytes;
    }
    bytes = fixed->mid(offset, length);
    return bytes.append(patternBytes(seed, offset + bytes.size(), length - bytes.size()));
}

Content fixedContent(const QByteArray &bytes)
{
    return {.fixed = bytes, .size = bytes.size()};
}

BodyStream::BodyStream(std::vector<Piece> pieces)
    : m_pieces(std::move(pieces))
{
    for (const Piece &piece : m_pieces) {
        m_length += piece.range.end - piece.range.begin;
    }
}

QByteArray BodyStream::read(qint64 max)
{
    while (m_current < m_pieces.size() && m_pieces[m_current].range.begin == m_pieces[m_current].range.end) {
        ++m_current;
    }
    if (m_current == m_pieces.size() || max <= 0) {
        return {};
    }
    auto &[content, range] = m_pieces[m_current];
    const qint64 length = std::min(max, range.end - range.begin);
    const QByteArray bytes = content.bytes(range.begin, length);
    range.begin += length;
    m_position += length;
    return bytes;
}

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

} // namespace sluice::demo
