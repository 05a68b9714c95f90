// SPDX-License-Identifier: MIT
#include "ui/timeline/lane_pieces.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sluice::ui {

using trace::Block;
using trace::kOpen;
using trace::Lane;
using trace::Micros;
using trace::Phase;
using trace::Recording;
using trace::Span;
using trace::Stay;
using trace::Track;
using trace::TrackIndex;

namespace {

constexpr double kNarrow = 1.5;       ///< pixels; what is narrower is merged with its neighbours
constexpr double kPixelsAStay = 3;    ///< below that, stays are merged
constexpr std::size_t kLookedAt = 16; ///< spans of a run that decide its colour

struct Window {
    const TimeScale &scale;
    Micros from = 0;
    Micros to = 0;
    Micros now = 0;
};

bool isBad(Phase phase)
{
    return phase == Phase::Failed || phase == Phase::Backoff || phase == Phase::WaitRetryAfter;
}

/// One past the last span that begins before `moment`.
std::size_t firstFrom(const Track &track, Micros moment)
{
    return static_cast<std::size_t>(spanIndexAt(track, moment - 1) + 1);
}

/// Which of some neighbours took longest. Of very many, some are looked at.
Phase longest(const Track &track, std::size_t first, std::size_t last, Micros now)
{
    std::array<Micros, trace::kPhaseCount> times{};
    const std::size_t stride = std::max<std::size_t>((last - first) / kLookedAt, 1);
    for (std::size_t i = first; i < last; i += stride) {
        const Span span = track.spans[i];
        times.at(static_cast<std::size_t>(span.phase)) += std::max<Micros>(std::min(span.end, now) - span.begin, 0) + 1;
    }
    return static_cast<Phase>(std::ranges::max_element(times) - times.begin());
}

/// The spans of a track within [begin, end), which is a stay of its, or its life.
void appendSpans(
    const Track &track, TrackIndex index, const Window &window, Micros begin, Micros end, std::vector<Piece> &pieces)
{
    const Micros from = std::max(window.from, begin);
    const Micros to = std::min(window.to, end);
    const auto run = static_cast<Micros>(std::ceil(kNarrow * window.scale.perPixel));
    const std::size_t count = track.spans.size();
    auto i = static_cast<std::size_t>(std::max<qsizetype>(spanIndexAt(track, from), 0));
    while (i < count && track.spans[i].begin < to) {
        const Span span = track.spans[i];
        const Micros left = std::max(span.begin, begin);
        const Micros right = std::min(std::min(span.end, window.now), end);
        if (right <= left) {
            ++i;
            continue;
        }
        Piece piece{.phase = span.phase, .begins = span.begin <= begin, .track = index, .at = span.begin};
        piece.left = window.scale.x(left);
        std::size_t next = i + 1;
        Micros reached = right;
        if (right - left < run && !isEnd(span.phase)) {
            // In cells of a fixed grid, so that what is merged does not depend on where the window begins.
            next = std::max(firstFrom(track, std::min((left / run + 1) * run, end)), i + 1);
            // All but the last end within the cell; that one may have room for itself.
            if (next > i + 1
                && std::min(std::min(track.spans[next - 1].end, window.now), end) - track.spans[next - 1].begin >= run)
                --next;
            piece.merged = next > i + 1;
            piece.phase = piece.merged ? longest(track, i, next, window.now) : span.phase;
            reached = std::min(std::min(track.spans[next - 1].end, window.now), end);
        }
        piece.right = window.scale.x(reached);
        if (isEnd(piece.phase) && !piece.merged)
            piece.right = std::min(piece.right, piece.left + kEndWidth);
        piece.fails = reached == end && next < count && isBad(track.spans[next].phase);
        pieces.push_back(piece);
        i = next;
    }
}

void appendBlocks(const Lane &lane, const Window &window, std::vector<Piece> &pieces)
{
    std::vector<Block> blocks;
    const auto resolution = static_cast<Micros>(std::ceil(kPixelsAStay * window.scale.perPixel));
    lane.summarise(window.from, window.to, resolution, window.now, blocks);
    for (const Block &block : blocks) {
        Piece piece{.phase = block.phase, .merged = true, .begins = false, .busy = block.busy, .at = block.begin};
        piece.left = window.scale.x(block.begin);
        piece.right = window.scale.x(std::min(block.end, window.now));
        if (piece.right >= piece.left)
            pieces.push_back(piece);
    }
}

} // namespace

bool isEnd(Phase phase)
{
    return phase == Phase::Done || phase == Phase::Failed || phase == Phase::Cancelled;
}

Piece pieceOf(const Span &span, Micros now, const TimeScale &scale)
{
    Piece piece{.left = scale.x(span.begin), .phase = span.phase, .at = span.begin};
    piece.right = std::max(scale.x(std::min(span.end, now)), piece.left);
    if (isEnd(span.phase))
        piece.right = std::min(piece.right, piece.left + kEndWidth);
    return piece;
}

void appendPieces(const Recording &recording, const LaneList &lanes, int lane, const TimeScale &scale, Micros from,
    Micros to, Micros now, std::vector<Piece> &pieces)
{
    const Window window{scale, from, std::min(to, now), now};
    if (lane < 0 || lane >= lanes.count() || window.to <= window.from)
        return;
    if (lanes.isDownloads()) {
        const auto index = static_cast<TrackIndex>(lane);
        const Track &track = recording.tracks()[index];
        appendSpans(track, index, window, track.added, std::min(track.removed, now), pieces);
        return;
    }
    const Lane &shown = lanes.lane(recording, lane);
    const auto stays = shown.between(window.from, window.to);
    const double pixels = scale.x(window.to) - scale.x(window.from);
    if (static_cast<double>(stays.size()) * kPixelsAStay > pixels + 2 * kPixelsAStay) {
        appendBlocks(shown, window, pieces);
        return;
    }
    for (const Stay &stay : stays)
        appendSpans(recording.tracks()[stay.track], stay.track, window, stay.begin, std::min(stay.end, now), pieces);
}

} // namespace sluice::ui
