// SPDX-License-Identifier: MIT
#include "core/store/wal_check.h"

#include <QtEndian>

#include <array>

namespace sluice::store {

bool isWalHeader(QByteArrayView header)
{
    if (header.size() < kWalHeaderSize)
        return false;
    const auto big = [&](int word) {
        return qFromBigEndian<quint32>(header.data() + 4 * word);
    };
    // The lowest bit of the magic number gives the byte order of the checksums; the fields are big-endian.
    const quint32 magic = big(0);
    if ((magic & ~1U) != 0x377f0682U || big(1) != 3007000U)
        return false;
    const auto word = [&](int index) {
        return (magic & 1U) != 0 ? big(index) : qFromLittleEndian<quint32>(header.data() + 4 * index);
    };
    quint32 sum0 = 0;
    quint32 sum1 = 0;
    for (int i = 0; i < 6; i += 2) {
        sum0 += word(i) + sum1;
        sum1 += word(i + 1) + sum0;
    }
    return sum0 == big(6) && sum1 == big(7);
}

} // namespace sluice::store
