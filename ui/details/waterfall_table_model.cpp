// SPDX-License-Identifier: MIT
#include "ui/details/waterfall_table_model.h"

#include "ui/chart/phase_words.h"
#include "ui/chart/time_texts.h"
#include "ui/details/waterfall_pieces.h"
#include "ui/details/waterfall_texts.h"
#include "ui/style/format.h"

#include <QLocale>

#include <algorithm>

namespace sluice::ui {

namespace {

std::vector<ChartTableModel::Column> columnsOfWaterfall()
{
    return {
        {WaterfallTableModel::tr("Attempt"), false, 14},
        {WaterfallTableModel::tr("Doing"), false, 28},
        {WaterfallTableModel::tr("Began after"), true, 12},
        {WaterfallTableModel::tr("Took"), true, 12},
        {WaterfallTableModel::tr("Connection"), true, 11},
    };
}

} // namespace

WaterfallTableModel::WaterfallTableModel(QObject *parent)
    : ChartTableModel(columnsOfWaterfall(), parent)
{
}

void WaterfallTableModel::setTrack(const TrackRef &ref)
{
    m_ref = ref;
    reload();
}

void WaterfallTableModel::prepare()
{
    m_lines.clear();
    m_firstRows.clear();
    m_count = 0;
    const trace::Track *track = m_ref.track();
    if (track == nullptr)
        return;
    m_end = lifeEnd(*track, m_ref.now());
    for (const WaterfallRow &line : waterfallRows(*track)) {
        if (line.kind == WaterfallRow::Kind::Connection)
            continue;
        m_lines.push_back(line);
        m_firstRows.push_back(m_count);
        m_count += std::max<std::size_t>(1, line.endSpan - line.firstSpan);
    }
}

int WaterfallTableModel::countRows() const
{
    return static_cast<int>(std::min<std::size_t>(m_count, kMostRows));
}

WaterfallTableModel::Place WaterfallTableModel::placeOf(int row) const
{
    const auto wanted = static_cast<std::size_t>(std::max(row, 0));
    if (row < 0 || wanted >= m_count)
        return {};
    const auto next = std::ranges::upper_bound(m_firstRows, wanted);
    const auto index = static_cast<std::size_t>(next - m_firstRows.begin()) - 1;
    const WaterfallRow &line = m_lines[index];
    if (line.endSpan <= line.firstSpan)
        return {&line, -1};
    return {&line, static_cast<qint64>(line.firstSpan + wanted - m_firstRows[index])};
}

int WaterfallTableModel::attemptAt(int row) const
{
    const Place place = placeOf(row);
    return place.line != nullptr ? place.line->number : 0;
}

QString WaterfallTableModel::cellText(int row, int column) const
{
    const trace::Track *track = m_ref.track();
    const Place place = placeOf(row);
    if (track == nullptr || place.line == nullptr || place.span >= std::ssize(track->spans))
        return {};
    const bool alone = place.span < 0;
    const trace::Span span = alone ? trace::Span() : track->spans[static_cast<std::size_t>(place.span)];
    const trace::Micros begin = alone ? place.line->begin : span.begin;
    const trace::Micros until = alone ? std::max(begin, std::min(place.line->end, m_end)) : shownEnd(span, m_end);
    const int connection = alone ? place.line->connection : span.connection;
    switch (column) {
    case Attempt:
        return rowLabel(*track, *place.line);
    case Doing:
        return alone ? rowResult(*track, *place.line, m_end) : phaseWord(span.phase);
    case Began:
        return lengthText(begin - track->added);
    case Took:
        return !alone && isEnding(span.phase) && begin >= m_end ? noValue() : lengthText(until - begin);
    case Connection:
        return connection == trace::kNone ? noValue() : QLocale().toString(connection + 1);
    default:
        return {};
    }
}

} // namespace sluice::ui
