// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

namespace sluice::trace {

/// A vector of plain values for the many small and the few very large ones of a recording: 16 bytes when empty, grows
/// by an eighth instead of double, and by realloc(), which moves the pages of a large one instead of copying them.
template <typename T>
class Packed
{
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

public:
    Packed() = default;
    Packed(const Packed &other) { assign(other); }
    Packed(Packed &&other) noexcept
        : m_data(std::exchange(other.m_data, nullptr))
        , m_size(std::exchange(other.m_size, 0))
        , m_capacity(std::exchange(other.m_capacity, 0))
    {
    }
    Packed &operator=(const Packed &other)
    {
        if (this != &other)
            assign(other);
        return *this;
    }
    Packed &operator=(Packed &&other) noexcept
    {
        std::swap(m_data, other.m_data);
        std::swap(m_size, other.m_size);
        std::swap(m_capacity, other.m_capacity);
        return *this;
    }
    ~Packed() { std::free(m_data); }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] const T &operator[](std::size_t i) const { return m_data[i]; }
    [[nodiscard]] T &operator[](std::size_t i) { return m_data[i]; }
    [[nodiscard]] const T &back() const { return m_data[m_size - 1]; }
    [[nodiscard]] T &back() { return m_data[m_size - 1]; }
    [[nodiscard]] const T *begin() const { return m_data; }
    [[nodiscard]] const T *end() const { return m_data + m_size; }
    [[nodiscard]] std::span<const T> view() const { return {m_data, m_size}; }

    void push_back(const T &value)
    {
        const T copy = value; // may lie in here
        if (m_size == m_capacity) {
            constexpr quint64 kMost = std::numeric_limits<quint32>::max();
            const quint64 wanted = quint64(m_capacity) + std::max<quint64>(m_capacity == 0 ? 1 : 3, m_capacity / 8);
            if (m_capacity == kMost)
                throw std::bad_alloc();
            allocate(static_cast<quint32>(std::min(wanted, kMost)));
        }
        m_data[m_size++] = copy;
    }
    void pop_back() { --m_size; }
    /// Puts a value before the one at `i`, or at the end.
    void insert(std::size_t i, const T &value)
    {
        push_back(value);
        std::rotate(m_data + i, m_data + m_size - 1, m_data + m_size);
    }

    /// Keeps the first `size`.
    void truncate(std::size_t size) { m_size = std::min(m_size, static_cast<quint32>(size)); }
    /// Takes out [first, last); what follows moves up.
    void erase(std::size_t first, std::size_t last)
    {
        if (first == last)
            return;
        std::memmove(m_data + first, m_data + last, (m_size - last) * sizeof(T));
        m_size -= static_cast<quint32>(last - first);
    }
    /// Gives back what is reserved beyond the size.
    void squeeze()
    {
        if (m_capacity != m_size)
            allocate(m_size);
    }

    /// Bytes taken from the heap.
    [[nodiscard]] std::size_t heapBytes() const { return m_capacity * sizeof(T); }

private:
    void allocate(quint32 capacity)
    {
        if (capacity == 0) {
            std::free(std::exchange(m_data, nullptr));
        } else {
            void *const data = std::realloc(m_data, capacity * sizeof(T));
            if (!data)
                throw std::bad_alloc();
            m_data = static_cast<T *>(data);
        }
        m_capacity = capacity;
    }
    void assign(const Packed &other)
    {
        if (m_capacity < other.m_size)
            allocate(other.m_size);
        if (other.m_size > 0)
            std::memcpy(m_data, other.m_data, other.m_size * sizeof(T));
        m_size = other.m_size;
    }

    T *m_data = nullptr;
    quint32 m_size = 0;
    quint32 m_capacity = 0;
};

} // namespace sluice::trace
