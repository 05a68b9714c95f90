// SPDX-License-Identifier: MIT
#include "ui/details/waterfall_pieces.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sluice::ui {

namespace {

using trace::Micros;
using trace::Phase;
using trace::Span;
using trace::Track;

/// What fell into one pixel.
class Pixel
{
public:
    void add(Phase phase, Micros length, quint32 spans)
    {
        m_lengths.at(static_cast<std::size_t>(phase)) += length;
        m_spans += spans;
    }
    bool isEmpty() const { return m_spans == 0; }
    PhasePiece piece(int column) const
    {
        const auto longest = std::ranges::max_element(m_lengths);
        return {column, column + 1, static_cast<Phase>(longest - m_lengths.begin()), m_spans};
    }

private:
    std::array<Micros, trace::kPhaseCount> m_lengths{};
    quint32 m_spans = 0;
};

/// Gathers spans into pieces.
class Gatherer
{
public:
    explicit Gatherer(int width)
        : m_width(width)
    {
    }

    void add(double from, double to, Phase phase, Micros length)
    {
        const int left = std::clamp(static_cast<int>(std::floor(from)), 0, m_width);
        const int right = std::clamp(static_cast<int>(std::floor(to)), 0, m_width);
        if (left >= m_width || to < 0)
            return;
        // The first pixel may hold others already; then a span that reaches no further is one of them.
        const bool shared = !m_pixel.isEmpty() && m_column == left;
        if (to - from < 1 || left + (shared ? 1 : 0) >= right) {
            if (left != m_column)
                flush(left);
            m_pixel.add(phase, std::max<Micros>(1, length), 1);
            return;
        }
        flush(m_width);
        m_pieces.push_back({std::max(left, free()), right, phase, 1});
    }

    std::vector<PhasePiece> take()
    {
        flush(m_width);
        return std::move(m_pieces);
    }

private:
    int free() const { return m_pieces.empty() ? 0 : m_pieces.back().right; }

    void flush(int next)
    {
        if (!m_pixel.isEmpty() && m_column < m_width && m_column >= free()) {
            const PhasePiece piece = m_pixel.piece(m_column);
            const bool joins = !m_pieces.empty() && m_pieces.back().right == m_column
                && m_pieces.back().phase == piece.phase && m_pieces.back().spans > 1 && piece.spans > 1;
            if (joins) {
                m_pieces.back().right = piece.right;
                m_pieces.back().spans += piece.spans;
            } else {
                m_pieces.push_back(piece);
            }
        }
        m_pixel = {};
        m_column = next;
    }

    int m_width;
    int m_column = 0;
    Pixel m_pixel;
    std::vector<PhasePiece> m_pieces;
};

/// An attempt whose spans are gone as one span.
Span spanOfBrief(const trace::AttemptBrief &brief)
{
    Span span;
    span.begin = brief.begin;
    span.end = brief.end;
    span.phase = brief.failed ? Phase::Failed : Phase::Receiving;
    span.thinned = true;
    return span;
}

/// The first of the line's spans that is not over before `from`: each ends where the next begins.
std::size_t firstShown(const Track &track, const WaterfallRow &row, Micros from)
{
    const auto begin = track.spans.begin() + static_cast<std::ptrdiff_t>(row.firstSpan);
    const auto end = track.spans.begin() + static_cast<std::ptrdiff_t>(row.endSpan);
    const auto found = std::ranges::lower_bound(begin, end, from, {}, &Span::begin);
    return static_cast<std::size_t>((found == begin ? found : found - 1) - track.spans.begin());
}

} // namespace

Micros shownEnd(const Span &span, Micros end)
{
    return std::max(span.begin, std::min(span.end, end));
}

std::vector<PhasePiece> phasePieces(const Track &track, const WaterfallRow &row, const TimeAxis &axis, Micros end)
{
    Gatherer gatherer(static_cast<int>(axis.width()));
    const auto add = [&](const Span &span) {
        const Micros until = shownEnd(span, end);
        // What has not begun to take time is not drawn; an ending has a sign of its own.
        if (until > span.begin)
            gatherer.add(axis.x(span.begin - track.added), axis.x(until - track.added), span.phase, until - span.begin);
    };
    if (row.firstSpan >= row.endSpan) {
        if (row.brief >= 0 && row.kind == WaterfallRow::Kind::Attempt)
            add(spanOfBrief(track.attempts[static_cast<std::size_t>(row.brief)]));
        return gatherer.take();
    }
    const Micros to = axis.to() + track.added;
    for (std::size_t i = firstShown(track, row, axis.from() + track.added); i < row.endSpan; ++i) {
        const Span span = track.spans[i];
        if (span.begin >= to)
            break;
        if (isOfRow(row, span))
            add(span);
    }
    return gatherer.take();
}

qint64 spanAt(const Track &track, const WaterfallRow &row, const TimeAxis &axis, Micros end, double x)
{
    if (row.firstSpan >= row.endSpan)
        return -1;
    const Micros from = axis.at(std::floor(x)) + track.added;
    const Micros to = std::max(from + 1, axis.at(std::floor(x) + 1) + track.added);
    qint64 best = -1;
    Micros most = -1;
    for (std::size_t i = firstShown(track, row, from); i < row.endSpan; ++i) {
        const Span span = track.spans[i];
        if (span.begin >= to)
            break;
        const Micros shared = std::min(shownEnd(span, end), to) - std::max(span.begin, from);
        if (isOfRow(row, span) && shared >= 0 && shared > most) {
            best = static_cast<qint64>(i);
            most = shared;
        }
    }
    return best;
}

qint64 nextSpan(const Track &track, const WaterfallRow &row, qint64 from, int step)
{
    const auto first = static_cast<qint64>(row.firstSpan);
    const auto last = static_cast<qint64>(std::min(row.endSpan, track.spans.size())) - 1;
    qint64 i = from < first || from > last ? (step > 0 ? first : last) : from + step;
    while (i >= first && i <= last && !isOfRow(row, track.spans[static_cast<std::size_t>(i)]))
        i += step;
    return i >= first && i <= last ? i : -1;
}

} // namespace sluice::ui
