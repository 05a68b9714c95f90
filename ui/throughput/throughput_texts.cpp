// SPDX-License-Identifier: MIT
#include "ui/throughput/throughput_texts.h"

#include "ui/style/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

using namespace Qt::StringLiterals;
using trace::Micros;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Throughput)
};

QString rateText(double rate)
{
    return speedText(static_cast<qint64>(std::llround(std::clamp(rate, 0.0, 9e18))));
}

ReadoutLine lineOf(int series, const QString &name, double rate, qint64 bytes)
{
    return {series, name, rateText(rate), bytesText(bytes)};
}

} // namespace

bool hasOutage(const ThroughputPicture &picture, const std::vector<Outage> &outages, int bucket)
{
    const Micros begin = picture.grid.begin(bucket);
    const auto after = std::ranges::upper_bound(outages, begin, {}, &Outage::end);
    return after != outages.end() && after->begin < begin + picture.grid.length;
}

QString Readout::sentence() const
{
    QStringList parts{when};
    for (const ReadoutLine &line : lines)
        parts.append(line.speed.isEmpty() ? line.name : QString(line.name + u": "_s + line.speed));
    return parts.join(u"; "_s);
}

Readout readout(const ThroughputPicture &picture, const std::vector<Outage> &outages, int bucket, qint64 wallAtZeroMs)
{
    Readout made;
    if (bucket < 0 || bucket >= picture.grid.count)
        return made;
    const auto at = static_cast<std::size_t>(bucket);
    const qint64 begin = wallAtZeroMs + picture.grid.begin(bucket) / 1'000;
    const qint64 end = begin + picture.grid.length / 1'000;
    const qint64 now = wallAtZeroMs + picture.known / 1'000;
    made.when = u"%1 – %2"_s.arg(momentText(begin, now), momentText(end, now));
    if (picture.grid.begin(bucket) >= picture.known) {
        made.lines.push_back({-1, Tr::tr("not recorded yet"), {}, {}});
        return made;
    }
    made.lines.push_back(lineOf(-1, Tr::tr("Total"), picture.rate(bucket, picture.total[at]), picture.total[at]));
    for (std::size_t i = picture.series.size(); i-- > 0;) {
        const Series &series = picture.series[i];
        if (series.bytes[at] > 0)
            made.lines.push_back(
                lineOf(static_cast<int>(i), series.name, picture.rate(bucket, series.bytes[at]), series.bytes[at]));
    }
    if (picture.rateLimit[at] > 0)
        made.lines.push_back({-1, Tr::tr("Speed limit"), speedText(picture.rateLimit[at]), {}});
    if (hasOutage(picture, outages, bucket))
        made.lines.push_back({-1, Tr::tr("Outage: downloads ran, and no byte came"), {}, {}});
    return made;
}

QString peakText(const trace::Recording &recording)
{
    const trace::Throughput &throughput = recording.throughput();
    if (throughput.peak() <= 0)
        return {};
    return Tr::tr("Peak %1 at %2")
        .arg(speedText(throughput.peak()),
            momentText(recording.wallMs(throughput.peakAt()), recording.wallMs(recording.now())));
}

} // namespace sluice::ui
