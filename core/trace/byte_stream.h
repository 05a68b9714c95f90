// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

/// Numbers and texts as few bytes: seven bits a byte, the lowest first, the eighth says that more follow; negative
/// numbers folded between the positive ones (0, −1, 1, −2 …).
namespace sluice::trace {

class ByteWriter
{
public:
    void number(quint64 value);
    void signedNumber(qint64 value);
    void bytes(const QByteArray &value); ///< with its length before it
    void text(const QString &value);     ///< as UTF-8

    [[nodiscard]] qsizetype size() const { return m_bytes.size(); }
    [[nodiscard]] const QByteArray &data() const { return m_bytes; }
    /// Hands the bytes over and starts again.
    [[nodiscard]] QByteArray take() { return std::exchange(m_bytes, {}); }

private:
    QByteArray m_bytes;
};

/// Reads what ByteWriter wrote, or anything: whatever the bytes are, no read goes beyond their end and nothing larger
/// than they are is made. After the first failure every read gives 0 or nothing.
class ByteReader
{
public:
    /// `bytes` must outlive the reader.
    explicit ByteReader(QByteArrayView bytes)
        : m_left(bytes)
    {
    }

    [[nodiscard]] quint64 number();
    [[nodiscard]] qint64 signedNumber();
    [[nodiscard]] QByteArray bytes();
    [[nodiscard]] QString text();

    /// A number that must not be greater than `most`; else a failure.
    [[nodiscard]] quint64 numberUpTo(quint64 most);

    void fail();
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] bool atEnd() const { return m_left.isEmpty(); }

private:
    QByteArrayView m_left;
    bool m_failed = false;
};

} // namespace sluice::trace
