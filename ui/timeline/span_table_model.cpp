// SPDX-License-Identifier: MIT
#include "ui/timeline/span_table_model.h"

#include "ui/chart/phase_words.h"
#include "ui/chart/time_texts.h"
#include "ui/style/format.h"
#include "ui/timeline/span_words.h"

#include <QLocale>

#include <algorithm>

namespace sluice::ui {

using trace::Micros;
using trace::Track;
using trace::TrackIndex;

namespace {

QString numberText(qint64 number)
{
    return number < 0 ? noValue() : QLocale().toString(number);
}

} // namespace

SpanTableModel::SpanTableModel(const TimelineState *state, QObject *parent)
    : ChartTableModel({{.title = tr("Download"), .letters = 28}, {.title = tr("Phase"), .letters = 26},
                          {.title = tr("Begin"), .figures = true, .letters = 14},
                          {.title = tr("Length"), .figures = true, .letters = 12},
                          {.title = tr("Slot"), .figures = true, .letters = 6},
                          {.title = tr("Attempt"), .figures = true, .letters = 8},
                          {.title = tr("Connection"), .figures = true, .letters = 10}},
          parent)
    , m_state(state)
{
}

void SpanTableModel::prepare()
{
    m_parts.clear();
    m_rows = 0;
    const auto tracks = m_state->recording().tracks();
    const Micros from = m_state->axis().from();
    const Micros to = std::min(m_state->axis().to(), m_state->now());
    for (std::size_t i = 0; i < tracks.size() && m_rows < kMostRows; ++i) {
        const Track &track = tracks[i];
        if (track.added >= to || track.removed <= from || track.spans.empty())
            continue;
        const qsizetype first = std::max<qsizetype>(spanIndexAt(track, from), 0);
        const qsizetype last = spanIndexAt(track, to - 1);
        if (last < first)
            continue;
        m_parts.push_back({static_cast<TrackIndex>(i), static_cast<quint32>(first), m_rows});
        m_rows += static_cast<int>(std::min<qsizetype>(last - first + 1, kMostRows - m_rows));
    }
}

std::optional<FoundSpan> SpanTableModel::spanAt(int row) const
{
    const auto after = std::ranges::upper_bound(m_parts, row, {}, &Part::firstRow);
    if (row < 0 || row >= m_rows || after == m_parts.begin())
        return std::nullopt;
    const Part &part = *(after - 1);
    const auto tracks = m_state->recording().tracks();
    const auto index = static_cast<std::size_t>(part.firstSpan) + static_cast<std::size_t>(row - part.firstRow);
    // What is old may have been thinned since the rows were counted.
    if (part.track >= tracks.size() || index >= tracks[part.track].spans.size())
        return std::nullopt;
    const trace::Span span = tracks[part.track].spans[index];
    return FoundSpan{{part.track, span.begin}, index, span, std::max(std::min(span.end, m_state->now()), span.begin)};
}

int SpanTableModel::rowOf(TrackIndex track) const
{
    const auto part = std::ranges::lower_bound(m_parts, track, {}, &Part::track);
    return part != m_parts.end() && part->track == track ? part->firstRow : -1;
}

QString SpanTableModel::cellText(int row, int column) const
{
    const auto found = spanAt(row);
    if (!found)
        return noValue();
    switch (static_cast<Column>(column)) {
    case Download:
        return m_state->recording().tracks()[found->ref.track].name;
    case Phase:
        return phaseWord(found->span.phase);
    case Begin:
        return recordedMoment(m_state->recording(), found->span.begin);
    case Length:
        return lengthText(found->end - found->span.begin);
    case Slot:
        return numberText(found->span.slot == trace::kNone ? -1 : found->span.slot + 1);
    case Attempt:
        return numberText(found->span.attempt == 0 ? -1 : found->span.attempt);
    case Connection:
        return numberText(
            found->span.connection == trace::kNone ? -1 : static_cast<qint64>(found->span.connection) + 1);
    }
    return {};
}

} // namespace sluice::ui
