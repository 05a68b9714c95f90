// SPDX-License-Identifier: MIT
#include "ui/details/file_pieces.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace sluice::ui {

namespace {

using Origin = FilePiece::Origin;
using trace::Track;
using trace::Written;

bool isSound(const Written &range)
{
    return range.begin >= 0 && range.end > range.begin;
}

/// The last attempt that brought the first byte although an earlier one had brought it: from there on nothing that is
/// older counts. 0 = none.
int lastStartOver(const Track &track)
{
    std::set<int> first;
    for (const Written &range : track.written) {
        if (isSound(range) && range.begin == 0)
            first.insert(range.attempt);
    }
    return first.size() < 2 ? 0 : *first.rbegin();
}

/// Disjoint pieces by their beginning; what comes later lies on top.
class Layers
{
public:
    void add(const FilePiece &piece)
    {
        auto at = m_pieces.lower_bound(piece.begin);
        if (at != m_pieces.begin()) {
            const auto before = std::prev(at);
            const FilePiece old = before->second;
            if (old.end > piece.begin)
                before->second.end = piece.begin;
            if (old.end > piece.end)
                putRest(old, piece.end);
        }
        while (at != m_pieces.end() && at->first < piece.end) {
            const FilePiece old = at->second;
            at = m_pieces.erase(at);
            if (old.end > piece.end)
                putRest(old, piece.end);
        }
        m_pieces.insert_or_assign(piece.begin, piece);
    }

    std::vector<FilePiece> take() const
    {
        std::vector<FilePiece> pieces;
        pieces.reserve(m_pieces.size());
        for (const auto &[begin, piece] : m_pieces)
            pieces.push_back(piece);
        return pieces;
    }

private:
    void putRest(FilePiece old, qint64 begin)
    {
        old.begin = begin;
        m_pieces.insert_or_assign(begin, old);
    }

    std::map<qint64, FilePiece> m_pieces;
};

/// Joins what one attempt brought over one connection, and is in order already.
void append(std::vector<FilePiece> &pieces, const FilePiece &piece)
{
    if (!pieces.empty()) {
        FilePiece &last = pieces.back();
        const bool same
            = last.origin == piece.origin && last.attempt == piece.attempt && last.connection == piece.connection;
        if (same && last.end == piece.begin) {
            last.end = piece.end;
            return;
        }
    }
    pieces.push_back(piece);
}

std::vector<FilePiece> writtenPieces(const Track &track, int startedOver)
{
    std::vector<FilePiece> pieces;
    for (const Written &range : track.written) {
        if (isSound(range) && range.attempt >= startedOver)
            pieces.push_back({range.begin, range.end, Origin::Written, range.attempt, range.connection});
    }
    // Nearly always no byte came twice: then sorting is all there is to do.
    std::vector<FilePiece> sorted = pieces;
    std::ranges::sort(sorted, {}, &FilePiece::begin);
    const auto overlap = std::ranges::adjacent_find(
        sorted, [](const FilePiece &one, const FilePiece &next) { return one.end > next.begin; });
    if (overlap == sorted.end())
        return sorted;
    Layers layers;
    for (const FilePiece &piece : pieces)
        layers.add(piece);
    return layers.take();
}

/// Fills [begin, end), which nobody was seen to write, with what is held of it and what is missing.
void fillGap(std::vector<FilePiece> &pieces, qint64 begin, qint64 end, const Held &held)
{
    if (begin >= end)
        return;
    if (held.complete) {
        append(pieces, {begin, end, Origin::Before, 0, trace::kNone});
        return;
    }
    auto range = std::ranges::lower_bound(held.have, begin, std::ranges::less_equal(), &download::ByteRange::end);
    for (; range != held.have.end() && range->begin < end; ++range) {
        const qint64 from = std::max(begin, range->begin);
        const qint64 to = std::min(end, range->end);
        if (from > begin)
            append(pieces, {begin, from, Origin::Missing, 0, trace::kNone});
        if (to > from)
            append(pieces, {from, to, Origin::Before, 0, trace::kNone});
        begin = std::max(begin, to);
    }
    if (begin < end)
        append(pieces, {begin, end, Origin::Missing, 0, trace::kNone});
}

std::vector<ResumeMark> resumeMarks(const Track &track, const FileMap &map)
{
    // An attempt that brought nothing resumed nothing.
    std::set<int> wrote;
    for (const FilePiece &piece : map.pieces) {
        if (piece.origin == Origin::Written)
            wrote.insert(piece.attempt);
    }
    std::vector<ResumeMark> marks;
    for (const trace::AttemptBrief &brief : track.attempts) {
        if (brief.fromByte > 0 && brief.fromByte < map.extent && wrote.contains(brief.number))
            marks.push_back({brief.fromByte, brief.number});
    }
    std::ranges::stable_sort(marks, {}, &ResumeMark::at);
    return marks;
}

} // namespace

FileMap fileMap(const Track &track, const Held &held)
{
    FileMap map;
    map.startedOver = lastStartOver(track);
    const qint64 total = held.total >= 0 ? held.total : track.total;
    map.totalKnown = total >= 0;
    const std::vector<FilePiece> written = writtenPieces(track, map.startedOver);
    for (const Written &range : track.written) {
        if (isSound(range) && range.attempt < map.startedOver)
            map.givenUp += range.end - range.begin;
    }
    map.extent = std::max<qint64>(total, 0);
    if (!written.empty())
        map.extent = std::max(map.extent, written.back().end);
    if (!held.have.empty())
        map.extent = std::max(map.extent, held.have.back().end);
    qint64 cursor = 0;
    for (const FilePiece &piece : written) {
        fillGap(map.pieces, cursor, piece.begin, held);
        append(map.pieces, piece);
        cursor = piece.end;
    }
    fillGap(map.pieces, cursor, map.extent, held);
    map.resumes = resumeMarks(track, map);
    return map;
}

} // namespace sluice::ui
