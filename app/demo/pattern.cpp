// SPDX-License-Identifier: MIT
#include "app/demo/pattern.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace sluice::demo {

namespace {

constexpr qint64 kWord = sizeof(quint64);

// The finaliser of SplitMix64: a counter becomes a word without visible structure.
quint64 wordAt(quint64 seed, quint64 index)
{
    quint64 z = seed + (index + 1) * 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return qToLittleEndian(z ^ (z >> 31));
}

} // namespace

quint64 patternSeed(QStringView path)
{
    // FNV-1a: qHash() differs from run to run.
    quint64 hash = 0xCBF29CE484222325ULL;
    for (const char byte : path.toUtf8()) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
    }
    return hash;
}

void fillPattern(quint64 seed, qint64 offset, char *out, qint64 length)
{
    while (length > 0) {
        const qint64 within = offset % kWord;
        const qint64 step = std::min(length, kWord - within);
        const quint64 word = wordAt(seed, static_cast<quint64>(offset / kWord));
        std::memcpy(out, reinterpret_cast<const char *>(&word) + within, static_cast<size_t>(step));
        out += step;
        offset += step;
        length -= step;
    }
}

QByteArray patternBytes(quint64 seed, qint64 offset, qint64 length)
{
    QByteArray bytes(std::max<qint64>(length, 0), Qt::Uninitialized);
    fillPattern(seed, offset, bytes.data(), bytes.size());
    return bytes;
}

QByteArray patternSha256(quint64 seed, qint64 size)
{
    constexpr qint64 kBlock = 256 * 1024;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (qint64 at = 0; at < size; at += kBlock) {
        hash.addData(patternBytes(seed, at, std::min(kBlock, size - at)));
    }
    return hash.result();
}

} // namespace sluice::demo
