// SPDX-License-Identifier: MIT
#include "ui/slots/slot_cells.h"

#include "ui/chart/phase_words.h"
#include "ui/style/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_map>

namespace sluice::ui {

using namespace Qt::StringLiterals;
using trace::Micros;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Slots)
};

constexpr Micros kSpeedOver = 3'000'000;

/// What each download brought a second at the end of a recording.
std::unordered_map<trace::TrackIndex, qint64> lastSpeeds(const trace::Recording &recording, Micros now)
{
    std::unordered_map<trace::TrackIndex, qint64> speeds;
    const Micros from = std::max<Micros>(0, now - kSpeedOver);
    if (from >= now)
        return speeds;
    for (const trace::Throughput::Share &share : recording.throughput().shares(from, now))
        speeds[share.track]
            = static_cast<qint64>(static_cast<double>(share.bytes) * 1e6 / static_cast<double>(now - from));
    return speeds;
}

SlotCell cellOf(const trace::Track &track, const trace::Stay &stay, Micros now, const RowBook &book)
{
    SlotCell cell;
    cell.id = track.id;
    cell.name = track.name;
    cell.phase = track.spans.empty() ? trace::Phase::Receiving : track.spans.back().phase;
    cell.bytes = track.received;
    cell.total = track.total;
    cell.inSlot = std::max<Micros>(0, now - stay.begin);
    if (const BookRow *row = book.find(track.id)) {
        cell.bytes = row->bytes;
        cell.total = row->total;
        cell.speed = row->speed;
        cell.draining = row->draining;
    }
    cell.fraction = fractionOf(cell.bytes, cell.total);
    return cell;
}

} // namespace

std::vector<SlotCell> slotCells(const trace::Recording &recording, Micros now, const RowBook &book, bool live)
{
    std::vector<SlotCell> cells;
    std::unordered_map<trace::TrackIndex, qint64> speeds;
    if (!live)
        speeds = lastSpeeds(recording, now);
    for (const trace::Lane &lane : recording.lanes(trace::LaneKind::Slot)) {
        if (lane.stays().empty() || lane.stays().back().end != trace::kOpen)
            continue;
        const trace::Stay stay = lane.stays().back();
        if (stay.track >= recording.tracks().size())
            continue;
        SlotCell cell = cellOf(recording.tracks()[stay.track], stay, now, book);
        cell.number = static_cast<int>(lane.group);
        if (!live && speeds.contains(stay.track))
            cell.speed = speeds[stay.track];
        cells.push_back(std::move(cell));
    }
    std::ranges::sort(cells, {}, &SlotCell::number);
    const qint64 limit = std::clamp<qint64>(recording.limit().at(recording.now()), 0, download::kMaxLimit);
    const std::size_t used = cells.size();
    qint64 free = limit - std::ssize(cells);
    std::size_t next = 0;
    for (int number = 0; free > 0; ++number) {
        while (next < used && cells[next].number < number)
            ++next;
        if (next < used && cells[next].number == number)
            continue;
        SlotCell cell;
        cell.number = number;
        cells.push_back(cell);
        --free;
    }
    std::ranges::sort(cells, {}, &SlotCell::number);
    return cells;
}

std::vector<trace::SlotUse> slotUses(const std::vector<SlotCell> &cells)
{
    std::vector<trace::SlotUse> uses;
    for (const SlotCell &cell : cells) {
        if (cell.id == 0)
            continue;
        trace::SlotUse use;
        use.since = cell.inSlot;
        if (cell.speed > 0 && cell.total >= cell.bytes) {
            const double left = static_cast<double>(cell.total - cell.bytes) * 1e6 / static_cast<double>(cell.speed);
            use.remaining = static_cast<Micros>(std::min(left, 1e18));
        }
        uses.push_back(use);
    }
    return uses;
}

QString slotName(const SlotCell &cell)
{
    return Tr::tr("Slot %1").arg(cell.number + 1);
}

QString slotPhaseText(const SlotCell &cell)
{
    if (cell.id == 0)
        return Tr::tr("free");
    return cell.draining ? Tr::tr("%1 · draining").arg(phaseWord(cell.phase)) : phaseWord(cell.phase);
}

QString slotProgressText(const SlotCell &cell)
{
    if (cell.id == 0)
        return {};
    return cell.fraction ? percentText(*cell.fraction) : bytesText(cell.bytes);
}

QString slotSentence(const SlotCell &cell)
{
    if (cell.id == 0)
        return Tr::tr("%1: free").arg(slotName(cell));
    QStringList parts{slotPhaseText(cell), slotProgressText(cell)};
    if (cell.speed > 0)
        parts.append(speedText(cell.speed));
    parts.append(Tr::tr("%1 in the slot").arg(clockText(cell.inSlot / 1'000)));
    // The name goes last into the text: it comes from outside and may hold a "%1" of its own.
    return Tr::tr("%1: %2, %3").arg(slotName(cell), cell.name, parts.join(u", "_s));
}

} // namespace sluice::ui
