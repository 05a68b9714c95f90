// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstring>

namespace sluice::trace {

/// Header lines as they are, secrets included, in one piece of memory: what it costs the engine to note them is one
/// copy. Only a ReportBuilder reads them, and it masks them. Copies share their bytes.
class HeaderBlock
{
public:
    HeaderBlock() = default;
    /// Of anything that can be walked over and whose elements have a `name` and a `value`.
    template <typename Lines>
    explicit HeaderBlock(const Lines &lines)
    {
        qsizetype size = 0;
        for (const auto &line : lines)
            size += 2 * kLength + line.name.size() + line.value.size();
        if (size == 0)
            return;
        m_bytes = QByteArray(size, Qt::Uninitialized);
        char *to = m_bytes.data();
        for (const auto &line : lines) {
            to = put(to, line.name);
            to = put(to, line.value);
        }
    }

    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    /// Whether both are copies of one; equal lines may also stand in two.
    [[nodiscard]] bool isCopyOf(const HeaderBlock &other) const { return m_bytes.isSharedWith(other.m_bytes); }

    /// Calls take(name, value) for each line, in their order.
    template <typename Take>
    void forEach(Take take) const
    {
        for (QByteArrayView left = m_bytes; !left.isEmpty();) {
            const QByteArrayView name = first(left);
            const QByteArrayView value = first(left);
            take(name, value);
        }
    }

private:
    static constexpr qsizetype kLength = sizeof(quint32);

    static char *put(char *to, QByteArrayView text)
    {
        const auto size = static_cast<quint32>(text.size());
        std::memcpy(to, &size, sizeof(size));
        if (size > 0)
            std::memcpy(to + kLength, text.data(), size);
        return to + kLength + text.size();
    }
    /// Takes the first text out of `left`.
    static QByteArrayView first(QByteArrayView &left)
    {
        quint32 size = 0;
        std::memcpy(&size, left.data(), sizeof(size));
        const QByteArrayView text = left.sliced(kLength, size);
        left = left.sliced(kLength + size);
        return text;
    }

    QByteArray m_bytes; ///< of each text its length and itself
};

} // namespace sluice::trace
