// SPDX-License-Identifier: MIT
#include "core/trace/repeats.h"

#include "core/trace/text_hash.h"

#include <utility>

namespace sluice::trace {

quint64 Repeats::find(QByteArrayView first, QByteArrayView second)
{
    if (m_cells.empty())
        m_cells.resize(kCells);
    const quint64 hash = textHash(first, second);
    Cell &cell = m_cells[(hash >> 32) % kCells];
    if (cell.number != 0 && cell.hash == hash && cell.firstSize == first.size()
        && cell.bytes.size() == first.size() + second.size() && cell.bytes.startsWith(first)
        && cell.bytes.endsWith(second))
        return cell.number;
    QByteArray bytes = first.toByteArray();
    bytes.append(second);
    cell = {++m_known, hash, first.size(), std::move(bytes)};
    return 0;
}

void Repeats::clear()
{
    if (m_known == 0)
        return;
    m_known = 0;
    for (Cell &cell : m_cells)
        cell.number = 0;
}

} // namespace sluice::trace
