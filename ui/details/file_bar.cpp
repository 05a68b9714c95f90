// SPDX-License-Identifier: MIT
#include "ui/details/file_bar.h"

#include <algorithm>
#include <cmath>

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

std::vector<BarPiece> barPieces(std::span<const FilePiece> pieces, const FileScale &scale)
{
    std::vector<BarPiece> bar;
    BarPiece pending; // of the pixel `pending.left`, while `pending.pieces` is not 0
    double most = 0;
    const auto flush = [&bar, &pending, &most] {
        if (pending.pieces > 0)
            bar.push_back(pending);
        pending = {};
        most = 0;
    };
    const auto take = [&](int column, std::size_t index, double share) {
        if (pending.pieces > 0 && pending.left != column)
            flush();
        pending.left = column;
        pending.right = column + 1;
        ++pending.pieces;
        pending.gaps = pending.gaps || pieces[index].origin == FilePiece::Origin::Missing;
        if (share > most) {
            most = share;
            pending.piece = index;
        }
    };
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const double from = scale.x(pieces[i].begin);
        const double to = scale.x(pieces[i].end);
        const int first = std::min(static_cast<int>(from), scale.width() - 1);
        const int last = std::min(static_cast<int>(to), scale.width());
        if (first < 0)
            break;
        // The pixel it shares with those before it, the pixels of its own, the one it shares with those behind it.
        int column = first;
        if (from > first || last <= first) {
            take(first, i, std::max(std::min(to, first + 1.0) - from, 1e-12));
            ++column;
        }
        if (last > column) {
            flush();
            bar.push_back({column, last, i, 1, pieces[i].origin == FilePiece::Origin::Missing});
            column = last;
        }
        if (column == last && last > first && to > last && last < scale.width())
            take(last, i, to - last);
    }
    flush();
    return bar;
}

qint64 pieceAt(std::span<const FilePiece> pieces, qint64 byte)
{
    const auto found = std::ranges::upper_bound(pieces, byte, {}, &FilePiece::end);
    if (found == pieces.end() || byte < found->begin)
        return -1;
    return found - pieces.begin();
}

} // namespace sluice::ui
