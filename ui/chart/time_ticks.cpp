// SPDX-License-Identifier: MIT
#include "ui/chart/time_ticks.h"

#include "ui/style/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace sluice::ui {

using trace::Micros;

namespace {

using namespace Qt::StringLiterals;

constexpr Micros kMs = 1'000;
constexpr Micros kSecond = 1'000 * kMs;
constexpr Micros kMinute = 60 * kSecond;
constexpr Micros kHour = 60 * kMinute;
constexpr Micros kDay = 24 * kHour;
constexpr double kLeastApart = 8; ///< pixels; bounds the number of ticks

/// The context of the texts below, for translators.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(TimeTicks)
};

Micros floorTo(Micros at, Micros step)
{
    const Micros rest = at % step;
    return at - (rest < 0 ? rest + step : rest);
}

/// 1, 2, 5, 10, 20, … times `unit`, the smallest that is not below `least`.
Micros decimalStep(double least, Micros unit)
{
    constexpr std::array<Micros, 3> kSteps{1, 2, 5};
    for (Micros power = unit; power < static_cast<Micros>(TimeAxis::kFarthest); power *= 10) {
        for (const Micros step : kSteps) {
            if (static_cast<double>(step * power) >= least)
                return step * power;
        }
    }
    return static_cast<Micros>(TimeAxis::kFarthest);
}

/// `value` in `unit`, with as many decimals as a tick of `step` needs.
QString decimal(Micros value, Micros unit, Micros step)
{
    int decimals = 0;
    for (Micros part = unit; part > step && decimals < 6; part /= 10)
        ++decimals;
    return QLocale().toString(static_cast<double>(value) / static_cast<double>(unit), 'f', decimals);
}

QString partOfSecond(Micros value, Micros step)
{
    if (step < kMs && value < kMs)
        return Tr::tr("+%1\u00A0µs").arg(QLocale().toString(value));
    return Tr::tr("+%1\u00A0ms").arg(decimal(value, kMs, step));
}

QString elapsedText(Micros at, Micros step)
{
    const Micros length = std::abs(at);
    QString text;
    if (length == 0)
        text = Tr::tr("%1\u00A0s").arg(QLocale().toString(0));
    else if (length >= kMinute && step >= kSecond)
        text = clockText(length / kMs);
    else if (length < kMs)
        text = Tr::tr("%1\u00A0µs").arg(QLocale().toString(length));
    else if (length < kSecond)
        text = Tr::tr("%1\u00A0ms").arg(decimal(length, kMs, step));
    else
        text = Tr::tr("%1\u00A0s").arg(decimal(length, kSecond, step));
    return at < 0 ? QLocale().negativeSign() + text : text;
}

/// The clock on the wall as µs of a calendar without time zones.
class LocalClock
{
public:
    LocalClock(qint64 wallAtZeroMs, Micros near)
    {
        // Beyond this a wall clock is nonsense, and QDateTime slow or invalid.
        constexpr qint64 kLatest = 10'000LL * 365 * 24 * 3'600'000;
        const qint64 base = std::clamp<qint64>(wallAtZeroMs, 0, kLatest);
        const qint64 ms = base + near / kMs;
        // The offset at the left edge holds for all of the window: nobody looks for the hour of a clock change.
        m_shift = (base + QDateTime::fromMSecsSinceEpoch(ms).offsetFromUtc() * 1'000LL) * kMs;
    }

    Micros shift() const { return m_shift; }
    QDate date(Micros local) const { return QDate(1970, 1, 1).addDays(floorTo(local, kDay) / kDay); }
    QTime time(Micros local) const
    {
        return QTime::fromMSecsSinceStartOfDay(static_cast<int>((local - floorTo(local, kDay)) / kMs));
    }

private:
    Micros m_shift = 0;
};

Tick wallTick(const LocalClock &clock, Micros local, Micros step)
{
    Tick tick{.at = local - clock.shift(), .label = {}, .major = false};
    const QTime time = clock.time(local);
    if (floorTo(local, kDay) == local) {
        tick.label = QLocale().toString(clock.date(local), u"d MMM"_s);
        tick.major = step < kDay;
    } else if (step >= kMinute) {
        tick.label = time.toString(u"HH:mm"_s);
    } else if (floorTo(local, kSecond) == local) {
        tick.label = time.toString(u"HH:mm:ss"_s);
        tick.major = step < kSecond;
    } else {
        tick.label = partOfSecond(local - floorTo(local, kSecond), step);
    }
    return tick;
}

/// What the labels of ticks that far apart leave out.
QString wallBase(const LocalClock &clock, Micros local, Micros step)
{
    if (step < kSecond)
        return clock.time(local).toString(u"HH:mm:ss"_s);
    return QLocale().toString(clock.date(local), QLocale::ShortFormat);
}

} // namespace

Micros tickStep(double perPixel, double apart)
{
    constexpr std::array<Micros, 17> kSteps{kSecond, 2 * kSecond, 5 * kSecond, 10 * kSecond, 15 * kSecond, 30 * kSecond,
        kMinute, 2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute, kHour, 2 * kHour, 3 * kHour,
        6 * kHour, 12 * kHour};
    const double least = std::min(perPixel * std::max(apart, kLeastApart), TimeAxis::kFarthest);
    constexpr double kHalfSecond = 500e3;
    if (least <= kHalfSecond)
        return decimalStep(least, 1);
    const auto *const step
        = std::ranges::find_if(kSteps, [least](Micros one) { return static_cast<double>(one) >= least; });
    return step != kSteps.end() ? *step : decimalStep(least, kDay);
}

Ticks timeTicks(const TimeAxis &axis, TimeLabels labels, qint64 wallAtZeroMs, double apart)
{
    Ticks result;
    result.step = tickStep(axis.perPixel(), apart);
    const LocalClock clock(wallAtZeroMs, axis.from());
    const Micros shift = labels == TimeLabels::Wall ? clock.shift() : 0;
    const Micros end = axis.to() + shift;
    for (Micros local = floorTo(axis.from() + shift, result.step); local < end; local += result.step) {
        if (labels == TimeLabels::Wall)
            result.ticks.push_back(wallTick(clock, local, result.step));
        else
            result.ticks.push_back({local, elapsedText(local, result.step), false});
    }
    if (labels == TimeLabels::Wall)
        result.base = wallBase(clock, axis.from() + shift, result.step);
    return result;
}

} // namespace sluice::ui
