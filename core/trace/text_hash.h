// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <bit>
#include <cstring>

namespace sluice::trace {

/// A hash of a pair of texts for tables that may forget: fast for short ones, and the same on every machine, so that the
/// same recording gives the same file. Whoever chooses texts with equal hashes makes files longer, nothing else. Pure.
[[nodiscard]] inline quint64 textHash(QByteArrayView first, QByteArrayView second)
{
    constexpr quint64 kFactor = 0x9e37'79b9'7f4a'7c15U;
    quint64 hash = kFactor;
    const auto mix = [&hash](quint64 word) {
        hash = std::rotl(hash ^ word, 29) * kFactor;
    };
    for (const QByteArrayView text : {first, second}) {
        mix(static_cast<quint64>(text.size()));
        const char *at = text.data();
        for (qsizetype left = text.size(); left > 0; left -= 8, at += 8) {
            quint64 word = 0;
            if (left >= 8) {
                std::memcpy(&word, at, 8);
            } else {
                for (qsizetype i = 0; i < left; ++i)
                    word = word << 8 | static_cast<quint8>(at[i]);
            }
            mix(word);
        }
    }
    return hash;
}

} // namespace sluice::trace
