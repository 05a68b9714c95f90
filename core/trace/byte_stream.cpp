// SPDX-License-Identifier: MIT
#include "core/trace/byte_stream.h"

namespace sluice::trace {

namespace {

constexpr quint64 kMore = 0x80;
constexpr int kBits = 7;

} // namespace

void ByteWriter::number(quint64 value)
{
    while (value >= kMore) {
        m_bytes.append(static_cast<char>(value | kMore));
        value >>= kBits;
    }
    m_bytes.append(static_cast<char>(value));
}

void ByteWriter::signedNumber(qint64 value)
{
    number((static_cast<quint64>(value) << 1) ^ static_cast<quint64>(value >> 63));
}

void ByteWriter::bytes(const QByteArray &value)
{
    number(static_cast<quint64>(value.size()));
    m_bytes.append(value);
}

void ByteWriter::text(const QString &value)
{
    bytes(value.toUtf8());
}

quint64 ByteReader::number()
{
    quint64 value = 0;
    for (int shift = 0; shift < 64; shift += kBits) {
        if (m_left.isEmpty())
            break;
        const auto byte = static_cast<quint8>(m_left.front());
        m_left = m_left.sliced(1);
        value |= (byte & (kMore - 1)) << shift;
        if (byte < kMore)
            return value;
    }
    fail();
    return 0;
}

qint64 ByteReader::signedNumber()
{
    const quint64 folded = number();
    return static_cast<qint64>((folded >> 1) ^ (0 - (folded & 1)));
}

QByteArray ByteReader::bytes()
{
    const auto size = static_cast<qsizetype>(numberUpTo(static_cast<quint64>(m_left.size())));
    if (size > m_left.size()) // the number itself took some of what was left
        fail();
    if (m_failed)
        return {};
    const QByteArray value = m_left.first(size).toByteArray();
    m_left = m_left.sliced(size);
    return value;
}

QString ByteReader::text()
{
    return QString::fromUtf8(bytes());
}

quint64 ByteReader::numberUpTo(quint64 most)
{
    const quint64 value = number();
    if (value <= most)
        return value;
    fail();
    return 0;
}

void ByteReader::fail()
{
    m_failed = true;
    m_left = {};
}

} // namespace sluice::trace
