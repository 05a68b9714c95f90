// SPDX-License-Identifier: MIT
#include "ui/details/file_bar.h"

#include <algorithm>
#include <map>
#include <utility>

namespace sluice::ui {

FileScale::FileScale(qint64 extent, int width)
    : m_extent(std::max<qint64>(extent, 0))
    , m_width(std::max(width, 0))
{
}

double FileScale::x(qint64 byte) const
{
    if (m_extent == 0)
        return 0;
    const double share = static_cast<double>(byte) / static_cast<double>(m_extent);
    return std::clamp(share, 0.0, 1.0) * m_width;
}

qint64 FileScale::byteAt(double x) const
{
    if (m_extent == 0 || m_width == 0 || !(x > 0))
        return 0;
    const double byte = x / m_width * static_cast<double>(m_extent);
    // Near 2^63 the product is rounded up to what a qint64 cannot hold.
    return byte >= static_cast<double>(m_extent) ? m_extent - 1 : std::min(static_cast<qint64>(byte), m_extent - 1);
}

namespace {

/// What fell into one pixel: how much of it each writer brought, and what is missing.
class Pixel
{
public:
    void add(const FilePiece &piece, std::size_t index, double share, bool whole)
    {
        ++m_pieces;
        m_whole = m_whole || whole;
        const bool missing = piece.origin == FilePiece::Origin::Missing;
        m_gaps = m_gaps || missing;
        (missing ? m_missing : m_here) += share;
        const quint64 writer
            = quint64(piece.origin) << 62 | quint64(quint16(piece.attempt)) << 32 | quint64(quint32(piece.connection));
        auto [known, isNew] = m_writers.try_emplace(writer);
        known->second.share += share;
        if (share > known->second.most) {
            known->second.most = share;
            known->second.piece = index;
        }
        const bool better = m_best == nullptr || known->second.share > m_best->share;
        if (!missing && better)
            m_best = &known->second;
        if (missing && share > m_hole.most)
            m_hole = {share, share, index};
    }
    bool isEmpty() const { return m_pieces == 0; }
    /// Nothing is in it that is not also seen beside it.
    bool isEdge() const { return m_pieces == 2 && !m_whole; }

    BarPiece piece(int column) const
    {
        const bool hole = m_best == nullptr || m_missing > m_here;
        return {column, column + 1, hole ? m_hole.piece : m_best->piece, m_pieces, m_gaps};
    }

private:
    struct Writer {
        double share = 0; ///< of the pixel
        double most = 0;  ///< that one piece has
        std::size_t piece = 0;
    };
    std::map<quint64, Writer> m_writers;
    const Writer *m_best = nullptr;
    Writer m_hole;
    double m_missing = 0;
    double m_here = 0;
    quint32 m_pieces = 0;
    bool m_whole = false;
    bool m_gaps = false;
};

/// Puts pieces in a row; a pixel that two share goes to the one that has more of it.
class Bar
{
public:
    void add(BarPiece piece, bool edge)
    {
        if (!m_pieces.empty() && m_pieces.back().piece == piece.piece && (edge || m_edge)) {
            m_pieces.back().right = piece.right;
            if (!edge) {
                m_pieces.back().pieces = piece.pieces;
                m_pieces.back().gaps = piece.gaps;
            }
        } else {
            m_pieces.push_back(piece);
        }
        m_edge = edge && m_pieces.back().left == piece.left;
    }
    std::vector<BarPiece> take() { return std::move(m_pieces); }

private:
    std::vector<BarPiece> m_pieces;
    bool m_edge = false; ///< the last one is a shared pixel that nobody took
};

} // namespace

std::vector<BarPiece> barPieces(std::span<const FilePiece> pieces, const FileScale &scale)
{
    Bar bar;
    Pixel pixel;
    int at = 0; // the column of `pixel`
    const auto flush = [&bar, &pixel, &at] {
        if (!pixel.isEmpty())
            bar.add(pixel.piece(at), pixel.isEdge());
        pixel = {};
    };
    const auto share = [&](int column, std::size_t index, double part, bool whole) {
        if (column != at)
            flush();
        at = column;
        pixel.add(pieces[index], index, std::max(part, 1e-12), whole);
    };
    for (std::size_t i = 0; i < pieces.size() && scale.width() > 0; ++i) {
        const double from = scale.x(pieces[i].begin);
        const double to = scale.x(pieces[i].end);
        const int first = std::min(static_cast<int>(from), scale.width() - 1);
        const int last = std::min(static_cast<int>(to), scale.width());
        // The pixel it shares with those before it, the pixels of its own, the one it shares with those behind it.
        int column = first;
        if (from > first || last <= first) {
            share(first, i, std::min(to, first + 1.0) - from, to <= first + 1.0);
            ++column;
        }
        if (last > column) {
            flush();
            bar.add({column, last, i, 1, pieces[i].origin == FilePiece::Origin::Missing}, false);
            column = last;
        }
        if (column == last && last > first && to > last && last < scale.width())
            share(last, i, to - last, false);
    }
    flush();
    return bar.take();
}

qint64 pieceAt(std::span<const FilePiece> pieces, qint64 byte)
{
    const auto found = std::ranges::upper_bound(pieces, byte, {}, &FilePiece::end);
    if (found == pieces.end() || byte < found->begin)
        return -1;
    return found - pieces.begin();
}

} // namespace sluice::ui
