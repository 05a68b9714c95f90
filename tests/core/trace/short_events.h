// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <QStringList>

#include <limits>
#include <memory>

/// Short ways to write events, and recordings as texts.
namespace sluice::trace::testing {

using namespace Qt::StringLiterals;

inline constexpr qint64 kMost = std::numeric_limits<qint64>::max();

inline Added added(Micros at, Id id, const QString &host = u"host"_s)
{
    return {at, id, u"file"_s, u"http://host/file"_s, host};
}

inline Entered entered(Micros at, Id id, Phase phase, int slot = kNone, int attempt = 0, int connection = kNone)
{
    return {at, id, phase, slot, attempt, connection, 0, false};
}

inline Entered renamed(Micros at, Id id, Phase phase, int slot, int attempt, int connection)
{
    return {at, id, phase, slot, attempt, connection, 0, true};
}

inline AttemptEnded attemptEnded(Micros at, Id id, int number, bool failed, int status = 200)
{
    auto report = std::make_shared<AttemptReport>();
    report->number = number;
    report->status = status;
    report->bytes = 10;
    if (failed)
        report->error = std::make_shared<const sluice::Error>();
    return {at, id, 4, report};
}

inline Recording recordingOf(std::vector<Event> events, Micros now = 1000)
{
    Recording recording;
    recording.apply({now, 1'000'000, std::move(events)});
    return recording;
}

/// "wait-slot 0-10, receiving 10-… s0 a1 c4"
inline QString toText(const SpanList &spans)
{
    QStringList texts;
    for (const Span &span : spans) {
        QString text = phaseName(span.phase) + u' ' + QString::number(span.begin) + u'-'
            + (span.end == kOpen ? u"…"_s : QString::number(span.end));
        if (span.slot != kNone)
            text += u" s"_s + QString::number(span.slot);
        if (span.attempt != 0)
            text += u" a"_s + QString::number(span.attempt);
        if (span.connection != kNone)
            text += u" c"_s + QString::number(span.connection);
        texts << text;
    }
    return texts.join(u", "_s);
}

/// "group: track 0-10, …"; lanes after each other.
inline QString toText(std::span<const Lane> lanes)
{
    QStringList texts;
    for (const Lane &lane : lanes) {
        QStringList stays;
        for (const Stay &stay : lane.stays())
            stays << u"%1@%2 %3-%4"_s.arg(stay.track)
                         .arg(stay.firstSpan)
                         .arg(stay.begin)
                         .arg(stay.end == kOpen ? u"…"_s : QString::number(stay.end));
        texts << QString::number(lane.group) + lane.label + u": "_s + stays.join(u", "_s);
    }
    return texts.join(u"; "_s);
}

inline QString toText(const StepSeries &series)
{
    QStringList texts;
    for (const StepSeries::Step &step : series.steps())
        texts << u"%1:%2"_s.arg(step.at).arg(step.value);
    return texts.join(u' ');
}

using Events = std::vector<Event>;

} // namespace sluice::trace::testing
