// SPDX-License-Identifier: MIT
#include "ui/chart/time_texts.h"

#include "ui/style/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace sluice::ui {

using trace::Micros;

namespace {

using namespace Qt::StringLiterals;

constexpr Micros kMs = 1'000;
constexpr Micros kSecond = 1'000 * kMs;
constexpr Micros kMinute = 60 * kSecond;
constexpr Micros kHour = 60 * kMinute;

/// The context of the texts below, for translators.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(TimeTexts)
};

/// Four digits of `length` in `unit`, cut and not rounded, so that 999.99 ms is never "1000 ms".
QString fourDigits(Micros length, Micros unit)
{
    const Micros full = length / unit;
    const int decimals = full >= 100 ? 1 : full >= 10 ? 2 : 3;
    Micros step = unit;
    for (int i = 0; i < decimals; ++i)
        step /= 10;
    const auto cut = static_cast<double>(length - length % step);
    return QLocale().toString(cut / static_cast<double>(unit), 'f', decimals);
}

QString positiveText(Micros length)
{
    if (length < kMs)
        return Tr::tr("%1\u00A0µs").arg(QLocale().toString(length));
    if (length < kSecond)
        return Tr::tr("%1\u00A0ms").arg(fourDigits(length, kMs));
    if (length < kMinute)
        return Tr::tr("%1\u00A0s").arg(fourDigits(length, kSecond));
    QString clock = clockText(length / kMs);
    if (length >= kHour)
        return clock;
    const QLocale locale;
    return clock + locale.decimalPoint() + locale.toString(length % kSecond / (kSecond / 10));
}

} // namespace

QString lengthText(Micros length)
{
    if (length >= 0)
        return positiveText(length);
    return QLocale().negativeSign() + positiveText(-std::max(length, -std::numeric_limits<Micros>::max()));
}

QString preciseMomentText(qint64 wallMs)
{
    return wallMs <= 0 ? noValue() : QDateTime::fromMSecsSinceEpoch(wallMs).time().toString(u"HH:mm:ss.zzz"_s);
}

} // namespace sluice::ui
