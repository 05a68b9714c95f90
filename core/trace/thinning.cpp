// SPDX-License-Identifier: MIT
#include "core/trace/thinning.h"

#include <algorithm>
#include <array>

namespace sluice::trace {

namespace {

/// Whether two neighbours become one.
bool belongTogether(const Span &a, const Span &b)
{
    if (isRest(a.phase) || isRest(b.phase) || a.slot != b.slot)
        return false;
    if (a.slot == kNone && isWait(a.phase) && isWait(b.phase))
        return true;
    return a.attempt == b.attempt && (a.slot != kNone || isWait(a.phase) == isWait(b.phase));
}

/// Several neighbours as one.
class Merged
{
public:
    explicit Merged(const Span &span)
        : m_span(span)
    {
        count(span);
    }

    void add(const Span &span)
    {
        count(span);
        m_span.end = span.end;
        m_span.attempt = span.attempt;
        if (span.connection != kNone)
            m_span.connection = span.connection;
        m_span.thinned = true;
    }

    [[nodiscard]] Span span() const
    {
        Span span = m_span;
        if (span.thinned)
            span.phase = static_cast<Phase>(std::ranges::max_element(m_times) - m_times.begin());
        return span;
    }

private:
    void count(const Span &span) { m_times.at(static_cast<std::size_t>(span.phase)) += span.end - span.begin; }

    Span m_span;
    std::array<Micros, kPhaseCount> m_times{};
};

} // namespace

std::size_t thin(SpanList &spans, std::size_t last, const std::function<void(const MovedSpan &)> &moved)
{
    std::size_t to = 0;
    for (std::size_t from = 0; from < last; ++to) {
        Span previous = spans[from];
        Merged merged(previous);
        moved({previous, from, to});
        for (++from; from < last && belongTogether(previous, spans[from]); ++from) {
            const Span next = spans[from];
            moved({next, from, to});
            merged.add(next);
            previous = next;
        }
        // Behind what is still to be read.
        spans.set(to, merged.span());
    }
    const std::size_t fewer = last - to;
    spans.erase(to, last);
    for (std::size_t i = to; i < spans.size() && fewer > 0; ++i)
        moved({spans[i], i + fewer, i});
    return fewer;
}

} // namespace sluice::trace
