// SPDX-License-Identifier: MIT
#include "ui/downloads/column.h"

#include "ui/style/format.h"
#include "ui/style/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

/// The context of the texts below, for translators.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Column)
};

bool sameError(const engine::Row &before, const engine::Row &after)
{
    if (before.error == after.error)
        return true;
    return before.error && after.error && *before.error == *after.error;
}

} // namespace

QString columnTitle(Column column)
{
    switch (column) {
    case Column::Name:
        return Tr::tr("Name");
    case Column::Progress:
        return Tr::tr("Progress");
    case Column::State:
        return Tr::tr("State");
    case Column::Size:
        return Tr::tr("Size");
    case Column::Speed:
        return Tr::tr("Speed");
    case Column::Left:
        return Tr::tr("Left");
    case Column::Host:
        return Tr::tr("Host");
    case Column::Message:
        return Tr::tr("Error");
    }
    return {};
}

bool isNumeric(Column column)
{
    return column == Column::Size || column == Column::Speed || column == Column::Left;
}

QString widestSample(Column column)
{
    switch (column) {
    case Column::Name:
        return u"a-name-of-common-length.tar.xz"_s;
    case Column::Progress:
        return u"the progress and 100 %"_s;
    case Column::State:
        return Tr::tr("Retry in %1").arg(countdownText(59'000)) + u" · 503 Service Una"_s;
    case Column::Size:
        return bytesText(888'000'000);
    case Column::Speed:
        return speedText(888'000'000);
    case Column::Left:
        return clockText(8 * 3'600'000);
    case Column::Host:
        return u"downloads.example"_s;
    case Column::Message:
        return u"an error in a few words"_s;
    }
    return {};
}

std::array<int, kColumnCount> fittedWidths(std::array<int, kColumnCount> wanted, int room, int least)
{
    const auto width = [&wanted](Column column) -> int & {
        return wanted.at(static_cast<std::size_t>(column));
    };
    const int numbers = width(Column::Size) + width(Column::Speed) + width(Column::Left);
    const int texts = width(Column::Name) + width(Column::Progress) + width(Column::State);
    const int left = room - numbers;
    if (texts <= left || texts <= 0)
        return wanted;
    for (const Column column : {Column::Name, Column::Progress, Column::State}) {
        const auto share = static_cast<int>(qint64{width(column)} * std::max(0, left) / texts);
        width(column) = std::min(width(column), std::max(least, share));
    }
    return wanted;
}

ColumnSet changedColumns(const engine::Row &before, const engine::Row &after)
{
    ColumnSet changed = 0;
    const auto mark = [&changed](bool differs, ColumnSet columns) {
        changed |= differs ? columns : 0;
    };
    mark(before.name != after.name, bit(Column::Name));
    mark(before.bytes != after.bytes || before.total != after.total, bit(Column::Progress) | bit(Column::Left));
    mark(before.total != after.total || (after.total < 0 && before.bytes != after.bytes), bit(Column::Size));
    mark(before.speed != after.speed, bit(Column::Speed) | bit(Column::Left));
    mark(before.host != after.host, bit(Column::Host));
    mark(before.why != after.why || before.untilMs != after.untilMs || before.draining != after.draining,
        bit(Column::State));
    mark(before.state != after.state || !sameError(before, after),
        bit(Column::Progress) | bit(Column::State) | bit(Column::Left) | bit(Column::Message));
    mark(before.insecure != after.insecure || before.url != after.url, bit(Column::Host));
    return changed;
}

} // namespace sluice::ui
