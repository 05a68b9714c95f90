// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace sluice::trace {

/// Finds out what was there before: of a part that is written only the first of equal texts is, the others by its number.
/// Knows the last of those that share a cell of a table of fixed size, so it may forget, and is never wrong.
class Repeats
{
public:
    /// The number of a pair that was there before, from 1; 0 for one that is new, which gets the next number.
    quint64 find(QByteArrayView first, QByteArrayView second = {});
    /// Forgets all.
    void clear();

private:
    struct Cell {
        quint64 number = 0; ///< 0: free
        quint64 hash = 0;
        qsizetype firstSize = 0;
        QByteArray bytes; ///< of both
    };
    static constexpr std::size_t kCells = 1'024;

    std::vector<Cell> m_cells; ///< none before the first use
    quint64 m_known = 0;
};

} // namespace sluice::trace
