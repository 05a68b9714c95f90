// SPDX-License-Identifier: MIT
#include "app/get/progress_view.h"

#include "app/get/error_text.h"
#include "app/terminal/format.h"
#include "app/terminal/text_width.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice::app {

using namespace Qt::StringLiterals;
using download::State;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::Progress)
};

// Columns of the right-hand side: "100%", "9.99 KiB", "9.99 KiB/s", "3:07:00", two spaces before each.
constexpr int kPercent = 4;
constexpr int kSize = 8;
constexpr int kSpeed = 10;
constexpr int kLeft = 7;
constexpr int kNumbers = kPercent + kSize + kSpeed + kLeft + 4 * 2;
constexpr int kNarrowestName = 12;
constexpr int kWidestName = 40;
constexpr int kNarrowestBar = 10;
constexpr int kWidestBar = 50;

QString right(const QString &text, int columns)
{
    const QString shown = elideMiddle(text, columns);
    return u"  "_s + QString(std::max(0, columns - textWidth(shown)), u' ') + shown;
}

/// 0 … 1000, or -1 while the size is unknown.
int perMille(const engine::Row &row)
{
    if (row.total < 0)
        return -1;
    if (row.total == 0)
        return 1000;
    return int(1000.0 * double(std::clamp<qint64>(row.bytes, 0, row.total)) / double(row.total));
}

QString bar(int done, int columns, bool utf8)
{
    const int inner = columns - 2;
    const int filled = done < 0 ? 0 : inner * done / 1000;
    return u'[' + QString(filled, utf8 ? QChar(0x2588) : u'#') + QString(inner - filled, utf8 ? QChar(0x2591) : u'.')
        + u']';
}

QString percentText(int done)
{
    return done < 0 ? QString() : QString::number(done / 10) + u'%';
}

/// What stands in the column of the speed.
QString speedText(const engine::Row &row)
{
    switch (row.state) {
    case State::Connecting:
        return Tr::tr("connecting");
    case State::Stalled:
        return Tr::tr("stalled");
    case State::Verifying:
        return Tr::tr("verifying");
    default:
        return formatBytes(row.speed) + "/s"_L1;
    }
}

QString leftText(const engine::Row &row)
{
    if (row.state != State::Receiving || row.total < 0 || row.speed <= 0)
        return {};
    return formatClock((row.total - row.bytes + row.speed - 1) / row.speed);
}

QString retryLine(const engine::Row &row, const QString &name, qint64 nowMs, int columns)
{
    const int nameColumns = std::clamp(columns * 2 / 5, std::min(columns, kNarrowestName), kWidestName);
    const QString wait = row.untilMs > nowMs
        ? Tr::tr("retry in %1").arg(formatClock((row.untilMs - nowMs + 999) / 1000))
        : Tr::tr("retry");
    const QString why = row.error ? ": "_L1 + errorHeadline(*row.error) : QString();
    return elideMiddle(padded(name, nameColumns) + u"  "_s + wait + why, columns);
}

QString rowLine(const engine::Row &row, qint64 nowMs, int columns, bool utf8)
{
    const QString name = harmless(row.name.isEmpty() ? row.url : row.name);
    if (row.state == State::Backoff)
        return retryLine(row, name, nowMs, columns);

    const int done = perMille(row);
    const int forNameAndBar = columns - kNumbers;
    if (forNameAndBar < kNarrowestName) {
        const int forName = std::max(0, columns - kPercent - 2);
        return elideMiddle(padded(name, forName) + right(percentText(done), kPercent), columns);
    }

    const QString numbers = right(percentText(done), kPercent)
        + right(formatBytes(row.total >= 0 ? row.total : row.bytes), kSize) + right(speedText(row), kSpeed)
        + right(leftText(row), kLeft);
    if (forNameAndBar < kNarrowestName + 2 + kNarrowestBar)
        return padded(name, forNameAndBar) + numbers;
    const int nameColumns = std::clamp((forNameAndBar - 2) / 2, kNarrowestName, kWidestName);
    const int barColumns = std::min(forNameAndBar - 2 - nameColumns, kWidestBar);
    return padded(name, nameColumns) + u"  "_s + bar(done, barColumns, utf8) + numbers;
}

QString totalsLine(const Progress &progress)
{
    const auto running
        = std::ranges::count_if(progress.active, [](const engine::Row &row) { return download::isRunning(row.state); });
    const Summary &sums = progress.summary;
    QStringList parts{Tr::tr("%1 active").arg(running)};
    if (const auto waiting = sums.unfinished - running; waiting > 0)
        parts << Tr::tr("%1 waiting").arg(waiting);
    parts << Tr::tr("%1 done").arg(sums.done);
    if (sums.failed > 0)
        parts << Tr::tr("%1 failed").arg(sums.failed);
    if (sums.cancelled > 0)
        parts << Tr::tr("%1 cancelled").arg(sums.cancelled);
    QString text = parts.join(", "_L1);

    qint64 speed = 0;
    for (const engine::Row &row : progress.active)
        speed += row.speed;
    text += "  "_L1 + formatBytes(speed) + "/s"_L1;
    // Without the size of everything that is left, a time would be a guess that jumps.
    if (progress.totals.unknownTotals == 0 && progress.totals.bytesLeft > 0 && speed > 0)
        text += "  "_L1 + Tr::tr("%1 left").arg(formatClock(progress.totals.bytesLeft / speed));
    return text;
}

} // namespace

QStringList progressLines(const Progress &progress, TerminalSize size, bool utf8)
{
    const int columns = std::max(1, size.columns - 1);
    // The cursor stands on a row of its own below the block, and one line sums up.
    const std::size_t room = std::size_t(std::max(0, size.rows - 2));
    std::size_t shown = std::min(progress.active.size(), room);
    const bool cut = shown < progress.active.size();
    if (cut && shown > 0)
        --shown; // for the line that says how many more there are

    QStringList lines;
    for (std::size_t i = 0; i < shown; ++i)
        lines << rowLine(progress.active[i], progress.nowMs, columns, utf8);
    if (cut && room > 0)
        lines << elideMiddle(Tr::tr("... and %1 more").arg(progress.active.size() - shown), columns);
    lines << elideMiddle(totalsLine(progress), columns);
    return lines;
}

QString summaryText(const Summary &summary)
{
    QStringList parts{Tr::tr("%1 done").arg(summary.done)};
    if (summary.failed > 0)
        parts << Tr::tr("%1 failed").arg(summary.failed);
    if (summary.cancelled > 0)
        parts << Tr::tr("%1 cancelled").arg(summary.cancelled);
    if (summary.unfinished > 0)
        parts << Tr::tr("%1 unfinished").arg(summary.unfinished);
    return Tr::tr("%1; %2 in %3").arg(parts.join(", "_L1), formatBytes(summary.bytes), formatSpan(summary.elapsedMs));
}

} // namespace sluice::app
