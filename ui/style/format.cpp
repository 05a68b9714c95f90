// SPDX-License-Identifier: MIT
#include "ui/style/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kSecond = 1'000;
constexpr qint64 kMinute = 60 * kSecond;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;

/// The context of the texts below, for translators.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Format)
};

/// Digits and unit of a size: {"2.1", "GB"}.
struct Scaled {
    QString number;
    int unit = 0; ///< power of 1000
};

Scaled scaled(qint64 bytes)
{
    constexpr int kLargest = 6;
    auto value = static_cast<double>(bytes);
    int unit = 0;
    // 999.5 would be rounded to 1000 of the unit below, so it already belongs to the next one.
    while (value >= (unit == 0 ? 1000.0 : 999.5) && unit < kLargest) {
        value /= 1000.0;
        ++unit;
    }
    const bool fine = unit > 0 && value < 9.95;
    return {QLocale().toString(value, 'f', fine ? 1 : 0), unit};
}

QString withUnit(const Scaled &size, const std::array<const char *, 7> &units)
{
    return Tr::tr(units.at(static_cast<std::size_t>(size.unit))).arg(size.number);
}

QString twoDigits(qint64 value)
{
    const QLocale locale;
    const QString digits = locale.toString(value);
    return value < 10 ? locale.zeroDigit() + digits : digits;
}

QString clockOf(qint64 seconds)
{
    const qint64 minutes = seconds / 60 % 60;
    const qint64 hours = seconds / 3600;
    const QLocale locale;
    if (hours >= 100)
        return Tr::tr("%1\u00A0"
                      "d %2\u00A0h")
            .arg(locale.toString(hours / 24), locale.toString(hours % 24));
    if (hours > 0)
        return locale.toString(hours) + u':' + twoDigits(minutes) + u':' + twoDigits(seconds % 60);
    return locale.toString(minutes) + u':' + twoDigits(seconds % 60);
}

} // namespace

QString noValue()
{
    return u"–"_s;
}

QString bytesText(qint64 bytes)
{
    static constexpr std::array<const char *, 7> kUnits{
        QT_TRANSLATE_NOOP("Format", "%1\u00A0B"),
        QT_TRANSLATE_NOOP("Format", "%1\u00A0kB"),
        QT_TRANSLATE_NOOP("Format", "%1\u00A0MB"),
        QT_TRANSLATE_NOOP("Format", "%1\u00A0GB"),
        QT_TRANSLATE_NOOP("Format", "%1\u00A0TB"),
        QT_TRANSLATE_NOOP("Format", "%1\u00A0PB"),
        QT_TRANSLATE_NOOP("Format", "%1\u00A0EB"),
    };
    return bytes < 0 ? noValue() : withUnit(scaled(bytes), kUnits);
}

QString exactBytesText(qint64 bytes)
{
    if (bytes < 0)
        return noValue();
    const int plural = static_cast<int>(std::min<qint64>(bytes, 1'000'000));
    // In two pieces, or lupdate takes "A0b" for one escape.
    return Tr::tr("%1\u00A0"
                  "bytes",
        nullptr, plural)
        .arg(QLocale().toString(bytes));
}

QString speedText(qint64 bytesPerSecond)
{
    static constexpr std::array<const char *, 7> kUnits{
        QT_TRANSLATE_NOOP("Format", "%1\u00A0B/s"),
        QT_TRANSLATE_NOOP("Format", "%1\u00A0kB/s"),
        QT_TRANSLATE_NOOP("Format", "%1\u00A0MB/s"),
        QT_TRANSLATE_NOOP("Format", "%1\u00A0GB/s"),
        QT_TRANSLATE_NOOP("Format", "%1\u00A0TB/s"),
        QT_TRANSLATE_NOOP("Format", "%1\u00A0PB/s"),
        QT_TRANSLATE_NOOP("Format", "%1\u00A0EB/s"),
    };
    return bytesPerSecond <= 0 ? noValue() : withUnit(scaled(bytesPerSecond), kUnits);
}

std::optional<double> fractionOf(qint64 bytes, qint64 total)
{
    if (total < 0)
        return std::nullopt;
    if (bytes >= total)
        return 1.0;
    return std::max(0.0, static_cast<double>(bytes) / static_cast<double>(total));
}

QString percentText(double fraction)
{
    // Not NaN, not above all, and 100 only when nothing is missing.
    const double clamped = fraction > 0 ? std::min(fraction, 1.0) : 0.0;
    int percent = static_cast<int>(std::floor(clamped * 100 + 1e-9));
    if (clamped < 1.0)
        percent = std::min(percent, 99);
    return Tr::tr("%1\u00A0%").arg(QLocale().toString(percent));
}

QString clockText(qint64 ms)
{
    return ms < 0 ? noValue() : clockOf(ms / kSecond);
}

QString roughText(qint64 ms)
{
    const QLocale locale;
    const auto nearest = [ms](qint64 unit) {
        return ms / unit + (ms % unit * 2 >= unit ? 1 : 0);
    };
    if (ms < 0)
        return noValue();
    if (ms < 10 * kSecond)
        return Tr::tr("less than 10\u00A0s");
    if (nearest(10 * kSecond) < 6)
        return Tr::tr("about %1\u00A0s").arg(locale.toString(nearest(10 * kSecond) * 10));
    if (nearest(kMinute) < 60)
        return Tr::tr("about %1\u00A0min").arg(locale.toString(nearest(kMinute)));
    if (nearest(kHour) < 48)
        return Tr::tr("about %1\u00A0h").arg(locale.toString(nearest(kHour)));
    const qint64 days = nearest(kDay);
    const int plural = static_cast<int>(std::min<qint64>(days, 1'000'000));
    return Tr::tr("about %1\u00A0"
                  "days",
        nullptr, plural)
        .arg(locale.toString(days));
}

QString spanText(qint64 ms)
{
    if (ms < 0)
        return noValue();
    if (ms < kSecond)
        return Tr::tr("%1\u00A0ms").arg(QLocale().toString(ms));
    if (ms < kMinute) {
        // Cut, not rounded: 59.96 s must not read as a minute.
        const double tenths = std::floor(static_cast<double>(ms) / 100) / 10;
        return Tr::tr("%1\u00A0s").arg(QLocale().toString(tenths, 'f', 1));
    }
    return clockText(ms);
}

QString countdownText(qint64 ms)
{
    const qint64 seconds = ms <= 0 ? 0 : (ms - 1) / kSecond + 1;
    if (seconds < 60)
        return Tr::tr("%1\u00A0s").arg(QLocale().toString(seconds));
    return clockOf(seconds);
}

QString momentText(qint64 ms, qint64 nowMs)
{
    if (ms <= 0)
        return noValue();
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(ms);
    const QLocale locale;
    QString time = moment.time().toString(u"HH:mm:ss"_s);
    if (moment.date() == QDateTime::fromMSecsSinceEpoch(nowMs).date())
        return time;
    return locale.toString(moment.date(), QLocale::ShortFormat) + u' ' + time;
}

} // namespace sluice::ui
