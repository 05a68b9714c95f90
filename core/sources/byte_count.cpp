// SPDX-License-Identifier: MIT
#include "core/sources/link_list.h"

#include <QLatin1StringView>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sluice::sources {

namespace {

using namespace Qt::StringLiterals;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

// Takes the digits at the front.
QStringView takeDigits(QStringView &text)
{
    const qsizetype count = std::ranges::find_if_not(text, isDigit) - text.begin();
    const QStringView digits = text.first(count);
    text = text.sliced(count);
    return digits;
}

bool takeSuffix(QStringView &text, QLatin1StringView suffix)
{
    if (!text.endsWith(suffix, Qt::CaseInsensitive))
        return false;
    text.chop(suffix.size());
    return true;
}

} // namespace

std::expected<qint64, QString> parseBytes(const QString &text)
{
    QStringView rest = QStringView(text).trimmed();
    if (rest.isEmpty())
        return std::unexpected(u"empty"_s);
    if (rest.startsWith(u'-'))
        return std::unexpected(u"\"%1\" is negative"_s.arg(rest));

    const QString notANumber = u"\"%1\" is not a number of bytes like 800, 500K or 1.5M"_s.arg(rest);
    const QString outOfRange = u"\"%1\" is out of range"_s.arg(rest);
    const QStringView whole = takeDigits(rest);
    QStringView fraction;
    if (rest.startsWith(u'.')) {
        rest = rest.sliced(1);
        fraction = takeDigits(rest);
        if (fraction.isEmpty())
            return std::unexpected(notANumber);
    }
    if (whole.isEmpty())
        return std::unexpected(notANumber);

    rest = rest.trimmed();
    takeSuffix(rest, "/s"_L1);
    takeSuffix(rest, "b"_L1);
    if (rest.size() > 1)
        takeSuffix(rest, "i"_L1);
    const qsizetype power = rest.isEmpty() ? 0 : u"KMGTP"_s.indexOf(rest.front().toUpper()) + 1;
    if (rest.size() > 1 || (!rest.isEmpty() && power == 0))
        return std::unexpected(notANumber);

    const qint64 unit = qint64(1) << (10 * power);
    bool fits = false;
    const qint64 units = whole.toLongLong(&fits);
    if (!fits || units > std::numeric_limits<qint64>::max() / unit - 1)
        return std::unexpected(outOfRange);
    // The part after the point is below one unit, so a double is exact enough for it.
    const double part = fraction.isEmpty() ? 0.0 : QString(u"0."_s % fraction).toDouble();
    const qint64 bytes = units * unit + qint64(std::floor(part * double(unit)));
    // 0 means "no limit" to some callers; 0.2 bytes must not come to mean that.
    if (bytes == 0 && part > 0)
        return std::unexpected(outOfRange);
    return bytes;
}

} // namespace sluice::sources
