// SPDX-License-Identifier: MIT
#include "core/trace/repeats.h"

#include <bit>
#include <cstring>

namespace sluice::trace {

namespace {

constexpr quint64 kFactor = 0x9e37'79b9'7f4a'7c15U;

quint64 mixed(quint64 hash, quint64 word)
{
    return std::rotl(hash ^ word, 29) * kFactor;
}

/// The same on every machine, so that the same recording gives the same file.
quint64 hashOf(quint64 hash, QByteArrayView bytes)
{
    hash = mixed(hash, static_cast<quint64>(bytes.size()));
    const char *at = bytes.data();
    qsizetype left = bytes.size();
    for (; left > 0; left -= 8, at += 8) {
        quint64 word = 0;
        if (left >= 8) {
            std::memcpy(&word, at, 8);
        } else {
            for (qsizetype i = 0; i < left; ++i)
                word = word << 8 | static_cast<quint8>(at[i]);
        }
        hash = mixed(hash, word);
    }
    return hash;
}

} // namespace

quint64 Repeats::find(QByteArrayView first, QByteArrayView second)
{
    if (m_cells.empty())
        m_cells.resize(kCells);
    const quint64 hash = hashOf(hashOf(kFactor, first), second);
    Cell &cell = m_cells[(hash >> 32) % kCells];
    if (cell.number != 0 && cell.hash == hash && cell.firstSize == first.size()
        && cell.bytes.size() == first.size() + second.size() && cell.bytes.startsWith(first)
        && cell.bytes.endsWith(second))
        return cell.number;
    cell = {++m_known, hash, first.size(), first.toByteArray() + second.toByteArray()};
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
