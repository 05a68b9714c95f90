// SPDX-License-Identifier: MIT
#include "core/trace/byte_stream.h"

#include <algorithm>
#include <cstring>

namespace sluice::trace {

namespace {

constexpr int kBitsAByte = 7;
constexpr qsizetype kFirstRoom = 4'096;

} // namespace

void ByteWriter::bytes(QByteArrayView value)
{
    number(static_cast<quint64>(value.size()));
    char *const to = room(value.size());
    if (!value.isEmpty())
        std::memcpy(to, value.data(), static_cast<std::size_t>(value.size()));
    m_size += value.size();
}

void ByteWriter::text(QStringView value)
{
    // Nearly all are ASCII; room for their longest form is made once.
    number(static_cast<quint64>(value.size()));
    char *const to = room(value.size());
    char16_t all = 0;
    for (qsizetype i = 0; i < value.size(); ++i) {
        all |= value[i].unicode();
        to[i] = static_cast<char>(value[i].unicode());
    }
    if (all < kMore) {
        m_size += value.size();
        return;
    }
    // The length was that of the text: take it back.
    qsizetype length = 1;
    for (auto rest = static_cast<quint64>(value.size()); rest >= kMore; rest >>= kBits)
        ++length;
    m_size -= length;
    bytes(value.toUtf8());
}

QByteArray ByteWriter::take()
{
    m_bytes.truncate(m_size);
    m_data = nullptr;
    m_size = 0;
    return std::exchange(m_bytes, {});
}

void ByteWriter::grow(qsizetype count)
{
    m_bytes.resize(std::max({m_bytes.size() * 2, m_size + count, kFirstRoom}));
    m_data = m_bytes.data();
}

quint64 ByteReader::longNumber()
{
    quint64 value = 0;
    for (int shift = 0; shift < 64 && m_at != m_end; shift += kBitsAByte) {
        const auto byte = static_cast<quint8>(*m_at++);
        value |= (byte & (kMore - 1)) << shift;
        if (byte < kMore)
            return value;
    }
    fail();
    return 0;
}

QByteArrayView ByteReader::view()
{
    const quint64 size = number();
    if (size > static_cast<quint64>(m_end - m_at))
        fail();
    if (m_failed)
        return {};
    const QByteArrayView value(m_at, static_cast<qsizetype>(size));
    m_at += size;
    return value;
}

QString ByteReader::text()
{
    return QString::fromUtf8(view());
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
    m_at = m_end;
}

} // namespace sluice::trace
