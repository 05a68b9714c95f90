// SPDX-License-Identifier: MIT
#include "ui/timeline/span_words.h"

#include "ui/chart/phase_words.h"
#include "ui/chart/time_texts.h"
#include "ui/style/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>
#include <QStringList>

#include <algorithm>

namespace sluice::ui {

using namespace Qt::StringLiterals;
using trace::LaneKind;
using trace::Micros;
using trace::Recording;
using trace::Track;

namespace {

constexpr qsizetype kMostCounted = 10'000; ///< stays that are looked at to count downloads

/// The context of the texts below, for translators.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(SpanWords)
};

QString shortName(const QString &name)
{
    if (name.size() <= kLongestName)
        return name;
    constexpr qsizetype kSide = (kLongestName - 1) / 2;
    return name.first(kSide) + u'…' + name.last(kSide);
}

QString connectionText(const Recording &recording, int connection)
{
    const QString number = QLocale().toString(static_cast<qint64>(connection) + 1);
    const auto lanes = recording.lanes(LaneKind::Connection);
    // Connections are numbered as they come, so the lane is where its number says or not far behind.
    const auto group = static_cast<quint32>(connection);
    for (std::size_t i = group; i < lanes.size() && i < static_cast<std::size_t>(group) + 64; ++i) {
        if (lanes[i].group == group && !lanes[i].label.isEmpty())
            return Tr::tr("connection %1 to %2").arg(number, lanes[i].label);
    }
    return Tr::tr("connection %1").arg(number);
}

QStringList spanParts(const Recording &recording, const FoundSpan &found)
{
    const Track &track = recording.tracks()[found.ref.track];
    const QLocale locale;
    QStringList parts{shortName(track.name)};
    parts.append(
        found.span.thinned ? Tr::tr("%1 (summed up)").arg(phaseWord(found.span.phase)) : phaseWord(found.span.phase));
    const QString length = lengthText(found.end - found.span.begin);
    parts.append(Tr::tr("from %1").arg(recordedMoment(recording, found.span.begin)));
    parts.append(found.span.end == trace::kOpen ? Tr::tr("for %1 so far").arg(length) : Tr::tr("for %1").arg(length));
    if (found.span.attempt > 0)
        parts.append(Tr::tr("attempt %1").arg(locale.toString(found.span.attempt)));
    if (found.span.slot != trace::kNone)
        parts.append(Tr::tr("slot %1").arg(locale.toString(found.span.slot + 1)));
    if (found.span.connection != trace::kNone)
        parts.append(connectionText(recording, found.span.connection));
    return parts;
}

/// How many downloads held a slot within [from, to), and whether there may be more.
std::pair<qsizetype, bool> downloadsIn(const Recording &recording, Micros from, Micros to)
{
    QSet<trace::TrackIndex> seen;
    qsizetype looked = 0;
    for (const trace::Lane &lane : recording.lanes(LaneKind::Slot)) {
        for (const trace::Stay &stay : lane.between(from, to)) {
            if (++looked > kMostCounted)
                return {seen.size(), true};
            seen.insert(stay.track);
        }
    }
    return {seen.size(), false};
}

} // namespace

QString spanLabel(const Recording &recording, const LaneList &lanes, trace::TrackIndex track, trace::Phase phase)
{
    return lanes.isDownloads() ? phaseWord(phase) : shortName(recording.tracks()[track].name);
}

QString spanTip(const Recording &recording, const FoundSpan &found)
{
    return spanParts(recording, found).join(u'\n');
}

QString spanSentence(const Recording &recording, const FoundSpan &found)
{
    return spanParts(recording, found).join(u" · "_s);
}

QString recordedMoment(const Recording &recording, Micros at)
{
    return preciseMomentText(recording.wallMs(at));
}

QString measureText(const Recording &recording, std::pair<Micros, Micros> ends)
{
    const auto [from, to] = std::minmax(ends.first, ends.second);
    const QLocale locale;
    QStringList parts{lengthText(to - from)};
    if (to <= from)
        return parts.first();
    const auto [downloads, more] = downloadsIn(recording, from, to);
    const int plural = static_cast<int>(downloads);
    parts.append(more ? Tr::tr("more than %1 downloads").arg(locale.toString(downloads))
                      : Tr::tr("%Ln downloads", nullptr, plural));
    const auto atOnce = recording.inFlight().between(from, to);
    parts.append(atOnce.least == atOnce.most
            ? Tr::tr("%1 at once").arg(locale.toString(atOnce.most))
            : Tr::tr("%1 to %2 at once").arg(locale.toString(atOnce.least), locale.toString(atOnce.most)));
    const auto sums = recording.throughput().total(from, to, 1);
    const qint64 bytes = sums.empty() ? 0 : sums.front().bytes;
    if (bytes > 0) {
        parts.append(bytesText(bytes));
        const double rate = static_cast<double>(bytes) * 1e6 / static_cast<double>(to - from);
        parts.append(speedText(static_cast<qint64>(std::min(rate, 1e18))));
    }
    return parts.join(u" · "_s);
}

} // namespace sluice::ui
