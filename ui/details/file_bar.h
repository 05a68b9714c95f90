// SPDX-License-Identifier: MIT
#pragma once

#include "ui/details/file_pieces.h"

#include <span>
#include <vector>

namespace sluice::ui {

/// Where the bytes of a file stand in a bar: 0 at the left, the extent at the right, in every language. A value.
class FileScale
{
public:
    FileScale() = default;
    /// `extent` bytes over `width` whole pixels.
    FileScale(qint64 extent, int width);

    int width() const { return m_width; }
    /// 0 … width.
    double x(qint64 byte) const;
    /// The first byte at a pixel; never negative, and before the extent where there is one.
    qint64 byteAt(double x) const;

private:
    qint64 m_extent = 0;
    int m_width = 0;
};

/// Whole pixels [left, right) of the bar, drawn alike.
struct BarPiece {
    int left = 0;
    int right = 0;
    std::size_t piece = 0; ///< index into FileMap::pieces: the one with most bytes there
    quint32 pieces = 0;    ///< how many it stands for
    bool gaps = false;     ///< bytes are missing among what it stands for

    bool operator==(const BarPiece &) const = default;
};

/// The bar: at most as many pieces as pixels, without gap or overlap. Pieces narrower than a pixel are merged. Pure;
/// in time linear in the pieces.
[[nodiscard]] std::vector<BarPiece> barPieces(std::span<const FilePiece> pieces, const FileScale &scale);

/// The piece that holds the byte, by binary search; -1 beyond the end.
[[nodiscard]] qint64 pieceAt(std::span<const FilePiece> pieces, qint64 byte);

} // namespace sluice::ui
