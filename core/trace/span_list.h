// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/event.h"
#include "core/trace/packed.h"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <utility>

namespace sluice::trace {

/// The end of what has not ended.
inline constexpr Micros kOpen = std::numeric_limits<Micros>::max();

/// The latest moment that can be recorded, more than four years after the first.
inline constexpr Micros kLatest = (Micros(1) << 47) - 1;

/// One stretch of a download's life in one phase. A download's spans follow each other without gap or overlap.
struct Span {
    Micros begin = 0;
    Micros end = kOpen;
    qint32 connection = kNone;
    qint16 slot = kNone;
    quint16 attempt = 0;
    Phase phase = Phase::WaitSlot;
    bool thinned = false; ///< stands for several; `phase` is that of the longest of them

    bool operator==(const Span &) const = default;
};
static_assert(sizeof(Span) <= 32);

/// A download's spans, 16 bytes each. Reads like a `const std::vector<Span>` whose elements are values made when they
/// are asked for (so there are no pointers to them): the end of a span is not kept, it is the begin of the next, which
/// is why spans cannot leave a gap or overlap.
class SpanList
{
public:
    class Iterator;
    using value_type = Span;
    using const_iterator = Iterator;
    using iterator = Iterator;
    using size_type = std::size_t;

    SpanList() = default;
    SpanList(std::initializer_list<Span> spans)
    {
        for (const Span &span : spans)
            push_back(span);
    }

    [[nodiscard]] std::size_t size() const { return m_cells.size(); }
    [[nodiscard]] bool empty() const { return m_cells.empty(); }
    [[nodiscard]] Span operator[](std::size_t i) const
    {
        const Cell &cell = m_cells[i];
        Span span;
        span.begin = cell.begin();
        span.end = i + 1 < m_cells.size() ? m_cells[i + 1].begin() : m_end;
        span.connection = cell.connection;
        span.slot = cell.slot;
        span.attempt = cell.attempt;
        span.phase = static_cast<Phase>((cell.word >> kTimeBits) & 0xff);
        span.thinned = (cell.word >> (kTimeBits + 8)) != 0;
        return span;
    }
    [[nodiscard]] Span front() const { return (*this)[0]; }
    [[nodiscard]] Span back() const { return (*this)[m_cells.size() - 1]; }
    [[nodiscard]] inline Iterator begin() const;
    [[nodiscard]] inline Iterator end() const;

    /// Adds a span; the one before it ends where this begins. Times beyond 0 … kLatest are clamped to that.
    void push_back(const Span &span)
    {
        m_cells.push_back(Cell(span));
        m_end = span.end;
    }
    /// Replaces a span; the one before it ends where this begins.
    void set(std::size_t i, const Span &span)
    {
        m_cells[i] = Cell(span);
        if (i + 1 == m_cells.size())
            m_end = span.end;
    }
    /// Ends the last span, or with kOpen goes on with it.
    void setEnd(Micros end) { m_end = end; }
    /// Takes the last span away; the one before it is open again.
    void pop_back()
    {
        m_cells.pop_back();
        m_end = kOpen;
    }
    /// Takes out [first, last); the span before them, if any, reaches to what follows.
    void erase(std::size_t first, std::size_t last) { m_cells.erase(first, last); }
    void squeeze() { m_cells.squeeze(); }
    [[nodiscard]] std::size_t heapBytes() const { return m_cells.heapBytes(); }

    bool operator==(const SpanList &other) const;

private:
    static constexpr int kTimeBits = 48;
    struct Cell {
        Cell() = default;
        explicit Cell(const Span &span)
            : word(quint64(qBound(Micros(0), span.begin, kLatest)) | quint64(span.phase) << kTimeBits
                  | quint64(span.thinned) << (kTimeBits + 8))
            , connection(span.connection)
            , slot(span.slot)
            , attempt(span.attempt)
        {
        }
        [[nodiscard]] Micros begin() const { return static_cast<Micros>(word & ((quint64(1) << kTimeBits) - 1)); }

        quint64 word = 0; ///< from the lowest bit: begin 48, phase 8, thinned 8
        qint32 connection = kNone;
        qint16 slot = kNone;
        quint16 attempt = 0;
    };
    static_assert(sizeof(Cell) == 16);

    Packed<Cell> m_cells;
    Micros m_end = kOpen; ///< of the last
};

/// Random access; what it points to is made anew each time.
class SpanList::Iterator
{
public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = Span;
    using difference_type = std::ptrdiff_t;
    using reference = Span;
    struct pointer {
        Span span;
        const Span *operator->() const { return &span; }
    };

    Iterator() = default;
    Iterator(const SpanList *list, std::size_t at)
        : m_list(list)
        , m_at(static_cast<std::ptrdiff_t>(at))
    {
    }

    Span operator*() const { return (*m_list)[static_cast<std::size_t>(m_at)]; }
    pointer operator->() const { return {**this}; }
    Span operator[](difference_type n) const { return *(*this + n); }
    Iterator &operator+=(difference_type n)
    {
        m_at += n;
        return *this;
    }
    Iterator &operator-=(difference_type n) { return *this += -n; }
    Iterator &operator++() { return *this += 1; }
    Iterator &operator--() { return *this += -1; }
    Iterator operator++(int) { return std::exchange(*this, *this + 1); }
    Iterator operator--(int) { return std::exchange(*this, *this - 1); }
    friend Iterator operator+(Iterator it, difference_type n) { return it += n; }
    friend Iterator operator+(difference_type n, Iterator it) { return it += n; }
    friend Iterator operator-(Iterator it, difference_type n) { return it -= n; }
    friend difference_type operator-(const Iterator &a, const Iterator &b) { return a.m_at - b.m_at; }
    bool operator==(const Iterator &other) const { return m_at == other.m_at; }
    std::strong_ordering operator<=>(const Iterator &other) const { return m_at <=> other.m_at; }

private:
    const SpanList *m_list = nullptr;
    std::ptrdiff_t m_at = 0;
};

SpanList::Iterator SpanList::begin() const
{
    return {this, 0};
}

SpanList::Iterator SpanList::end() const
{
    return {this, size()};
}

inline bool SpanList::operator==(const SpanList &other) const
{
    return std::equal(begin(), end(), other.begin(), other.end());
}

static_assert(std::random_access_iterator<SpanList::Iterator>);

} // namespace sluice::trace
