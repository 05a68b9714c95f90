// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <utility>

/// Numbers and texts as few bytes: seven bits a byte, the lowest first, the eighth says that more follow; negative
/// numbers folded between the positive ones (0, −1, 1, −2 …).
namespace sluice::trace {

class ByteWriter
{
public:
    void number(quint64 value)
    {
        char *to = room(kLongest);
        while (value >= kMore) {
            *to++ = static_cast<char>(value | kMore);
            value >>= kBits;
        }
        *to++ = static_cast<char>(value);
        m_size = to - m_data;
    }
    void signedNumber(qint64 value) { number((static_cast<quint64>(value) << 1) ^ static_cast<quint64>(value >> 63)); }
    void bytes(QByteArrayView value); ///< with its length before it
    void text(QStringView value);     ///< as UTF-8

    [[nodiscard]] qsizetype size() const { return m_size; }
    /// Hands the bytes over and starts again.
    [[nodiscard]] QByteArray take();

private:
    static constexpr quint64 kMore = 0x80;
    static constexpr int kBits = 7;
    static constexpr qsizetype kLongest = 10; ///< bytes of a number

    /// Where the next bytes go; there is room for `count`.
    char *room(qsizetype count)
    {
        if (m_bytes.size() - m_size < count)
            grow(count);
        return m_data + m_size;
    }
    void grow(qsizetype count);

    QByteArray m_bytes; ///< longer than what is written
    char *m_data = nullptr;
    qsizetype m_size = 0;
};

/// Reads what ByteWriter wrote, or anything: whatever the bytes are, no read goes beyond their end and nothing larger
/// than they are is made. After the first failure every read gives 0 or nothing.
class ByteReader
{
public:
    /// `bytes` must outlive the reader.
    explicit ByteReader(QByteArrayView bytes)
        : m_at(bytes.begin())
        , m_end(bytes.end())
    {
    }

    [[nodiscard]] quint64 number()
    {
        if (m_at != m_end && static_cast<quint8>(*m_at) < kMore)
            return static_cast<quint8>(*m_at++);
        return longNumber();
    }
    [[nodiscard]] qint64 signedNumber()
    {
        const quint64 folded = number();
        return static_cast<qint64>((folded >> 1) ^ (0 - (folded & 1)));
    }
    /// As long as the bytes the reader was given.
    [[nodiscard]] QByteArrayView view();
    [[nodiscard]] QByteArray bytes() { return view().toByteArray(); }
    [[nodiscard]] QString text();

    /// A number that must not be greater than `most`; else a failure.
    [[nodiscard]] quint64 numberUpTo(quint64 most);

    void fail();
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] bool atEnd() const { return m_at == m_end; }

private:
    static constexpr quint64 kMore = 0x80;
    [[nodiscard]] quint64 longNumber();

    const char *m_at;
    const char *m_end;
    bool m_failed = false;
};

} // namespace sluice::trace
