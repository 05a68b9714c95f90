// SPDX-License-Identifier: MIT
#include "ui/downloads/row_texts.h"

#include "ui/style/error_words.h"
#include "ui/style/format.h"
#include "ui/style/words.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>

#include <cmath>

namespace sluice::ui {

using download::State;

namespace {

using namespace Qt::StringLiterals;

/// The context of the texts below, for translators.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(RowTexts)
};

/// The bytes that count for a person: those of a finished file whose total was never announced are its total.
qint64 totalOf(const engine::Row &row)
{
    return row.total < 0 && row.state == State::Done ? row.bytes : row.total;
}

QString spokenProgress(const engine::Row &row)
{
    if (row.state == State::Failed || row.state == State::Cancelled)
        return stateWord(row.state);
    const std::optional<double> fraction = fractionOf(row.bytes, totalOf(row));
    if (!fraction)
        return row.bytes > 0 ? Tr::tr("%1 received").arg(bytesText(row.bytes)) : Tr::tr("not begun");
    const int percent = *fraction < 1.0 ? std::min(99, static_cast<int>(*fraction * 100)) : 100;
    return Tr::tr("%1 percent").arg(QLocale().toString(percent));
}

QString sizeHover(const engine::Row &row)
{
    if (totalOf(row) < 0)
        return row.bytes > 0
            ? Tr::tr("%1 so far; the server did not say how many there are").arg(exactBytesText(row.bytes))
            : Tr::tr("Not known yet");
    if (row.bytes == totalOf(row) || row.bytes == 0)
        return exactBytesText(totalOf(row));
    return Tr::tr("%1 of %2").arg(exactBytesText(row.bytes), exactBytesText(totalOf(row)));
}

} // namespace

QString progressText(const engine::Row &row)
{
    if (row.state == State::Failed)
        return row.error ? errorBrief(*row.error) : stateWord(row.state);
    if (row.state == State::Cancelled)
        return {};
    if (row.bytes == 0 && row.state != State::Done && !download::isRunning(row.state))
        return {};
    const std::optional<double> fraction = fractionOf(row.bytes, totalOf(row));
    if (fraction)
        return percentText(*fraction);
    return row.bytes > 0 ? bytesText(row.bytes) : QString();
}

QString cellText(const engine::Row &row, Column column, qint64 nowMs)
{
    switch (column) {
    case Column::Name:
        return row.name;
    case Column::Progress:
        return progressText(row);
    case Column::State:
        return rowStateText(row, nowMs);
    case Column::Size:
        return bytesText(totalOf(row));
    case Column::Speed:
        return speedText(row.speed);
    case Column::Left:
        return clockText(timeLeftMs(row));
    case Column::Host:
        return row.insecure ? Tr::tr("%1 (not verified)").arg(row.host) : row.host;
    case Column::Message:
        return row.error && row.state != State::Done ? errorBrief(*row.error) : QString();
    }
    return {};
}

QString spokenText(const engine::Row &row, Column column, qint64 nowMs)
{
    switch (column) {
    case Column::Name:
        return row.name;
    case Column::Progress:
        return spokenProgress(row);
    case Column::State:
        return rowStateSentence(row, nowMs);
    case Column::Size:
    case Column::Speed:
    case Column::Left:
    case Column::Host:
    case Column::Message:
        break;
    }
    const QString text = cellText(row, column, nowMs);
    const QString said = text.isEmpty() || text == noValue() ? Tr::tr("none") : text;
    return Tr::tr("%1: %2").arg(columnTitle(column), said);
}

QString hoverText(const engine::Row &row, Column column, qint64 nowMs)
{
    switch (column) {
    case Column::Name:
        return row.path.isEmpty() ? Tr::tr("%1\nto %2").arg(row.name, QDir::toNativeSeparators(row.folder))
                                  : QDir::toNativeSeparators(row.path);
    case Column::Progress:
    case Column::Size:
        return sizeHover(row);
    case Column::State:
        return rowStateSentence(row, nowMs);
    case Column::Host:
        return row.insecure ? Tr::tr("%1\nThe identity of this server is not verified.").arg(row.url) : row.url;
    case Column::Message:
        if (!row.error || row.state == State::Done)
            return {};
        return errorText(*row.error, row.name, row.state == State::Backoff).explanation;
    case Column::Speed:
    case Column::Left:
        break;
    }
    return {};
}

} // namespace sluice::ui
