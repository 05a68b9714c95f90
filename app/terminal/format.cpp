// SPDX-License-Identifier: MIT
#include "app/terminal/format.h"

#include "app/terminal/text_width.h"

#include <QLatin1StringView>

#include <array>

namespace sluice::app {

using namespace Qt::StringLiterals;

QString formatBytes(qint64 bytes)
{
    static constexpr std::array units{"B"_L1, "KiB"_L1, "MiB"_L1, "GiB"_L1, "TiB"_L1, "PiB"_L1, "EiB"_L1};
    if (bytes < 0)
        return u"?"_s;
    auto value = double(bytes);
    std::size_t unit = 0;
    // 999.5 and not 1024, so that a number never has four figures.
    while (value >= 999.5 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    const int decimals = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    return QString::number(value, 'f', decimals) + u' ' + units[unit];
}

QString formatClock(qint64 seconds)
{
    if (seconds < 0)
        return u"?"_s;
    const auto two = [](qint64 n) {
        return QString::number(n).rightJustified(2, u'0');
    };
    if (seconds >= 86'400)
        return QString::number(seconds / 86'400) + " d "_L1 + QString::number(seconds % 86'400 / 3600) + " h"_L1;
    if (seconds >= 3600)
        return QString::number(seconds / 3600) + u':' + two(seconds % 3600 / 60) + u':' + two(seconds % 60);
    return QString::number(seconds / 60) + u':' + two(seconds % 60);
}

QString formatSpan(qint64 ms)
{
    if (ms < 9'950)
        return QString::number(double(std::max<qint64>(0, ms)) / 1000, 'f', 1) + " s"_L1;
    const qint64 seconds = (ms + 500) / 1000;
    if (seconds < 60)
        return QString::number(seconds) + " s"_L1;
    if (seconds < 3600)
        return QString::number(seconds / 60) + " min "_L1 + QString::number(seconds % 60) + " s"_L1;
    return QString::number(seconds / 3600) + " h "_L1 + QString::number(seconds % 3600 / 60) + " min"_L1;
}

QString quoted(const QString &text)
{
    // Cut long input first: harmless() need not walk through megabytes to show 80 columns.
    constexpr qsizetype kEnough = 400;
    const QString head = text.size() <= 2 * kEnough ? text : text.first(kEnough) + text.last(kEnough);
    return u'"' + elideMiddle(harmless(head), 80) + u'"';
}

} // namespace sluice::app
