// SPDX-License-Identifier: MIT
#include "ui/timeline/lane_labels.h"

#include "ui/timeline/span_words.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <span>

namespace sluice::ui {

using trace::Micros;

namespace {

constexpr int kPad = 4;
constexpr int kStep = 4; ///< widths are rounded down to multiples, so that a growing bar does not cut anew each frame
constexpr int kCut = 56; ///< pixels from which a text is cut rather than left out
constexpr qsizetype kMostTexts = 2'000;

bool isPlain(const Swatch &colours)
{
    return colours.pattern == Pattern::Solid || colours.pattern == Pattern::Outline
        || colours.pattern == Pattern::Strike;
}

bool isHollow(const Swatch &colours)
{
    return colours.pattern == Pattern::Outline || colours.pattern == Pattern::Strike;
}

/// Whether a stay may have room for a text. Where they are dense, hardly any has, and none is looked for.
bool anyWide(std::span<const trace::Stay> stays, const TimeScale &scale)
{
    constexpr std::size_t kMostStays = 200;
    const auto wide = static_cast<Micros>(LaneLabels::kNarrowest * scale.perPixel);
    return stays.size() <= kMostStays
        && std::ranges::any_of(stays, [wide](const trace::Stay &stay) { return stay.end - stay.begin >= wide; });
}

} // namespace

void LaneLabels::setFont(const QFont &font)
{
    if (font == m_font)
        return;
    m_font = font;
    m_texts.clear();
}

void LaneLabels::paint(QPainter &painter, const trace::Recording &recording, const LaneList &lanes, int lane,
    const TimeScale &scale, Micros now, const QRect &bar, const LaneColours &colours)
{
    const Micros from = scale.at(0);
    const Micros to = scale.at(bar.width());
    if (!lanes.isDownloads() && !anyWide(lanes.lane(recording, lane).between(from, to), scale))
        return;
    m_pieces.clear();
    appendPieces(recording, lanes, lane, scale, from, to, now, m_pieces);
    const auto rectOf = [&bar](const Piece &piece) {
        QRect rect = LanePainter::rectOf(piece, bar, 0, bar.width());
        rect.translate(bar.left(), 0);
        return rect;
    };
    for (std::size_t i = 0; i < m_pieces.size();) {
        std::size_t widest = i;
        std::size_t next = i + 1;
        for (; !lanes.isDownloads() && next < m_pieces.size() && !m_pieces[next].begins; ++next) {
            if (rectOf(m_pieces[next]).width() > rectOf(m_pieces[widest]).width())
                widest = next;
        }
        const Piece &piece = m_pieces[widest];
        const QRect rect = rectOf(piece);
        if (rect.width() >= kNarrowest && !piece.merged) {
            const Swatch &mark = swatch(markOf(piece.phase), colours.side);
            // Names differ at their ends, words at their beginnings.
            const Qt::TextElideMode cut = lanes.isDownloads() ? Qt::ElideRight : Qt::ElideMiddle;
            write(painter, rect, spanLabel(recording, lanes, piece.track, piece.phase), cut, mark, colours.text);
        }
        i = next;
    }
}

void LaneLabels::write(QPainter &painter, const QRect &rect, const QString &text, Qt::TextElideMode cut,
    const Swatch &colours, const QColor &plainInk)
{
    const int room = (rect.width() - 2 * kPad) / kStep * kStep;
    const auto key = std::make_pair(text, room);
    auto known = m_texts.find(key);
    if (known == m_texts.end()) {
        if (m_texts.size() >= kMostTexts)
            m_texts.clear();
        // Two letters and three dots say nothing. What is left out is kept as well, or it would be measured each frame.
        const QFontMetrics metrics(m_font);
        const bool leftOut = room < kCut && metrics.horizontalAdvance(text) > room;
        QStaticText made(leftOut ? QString() : metrics.elidedText(text, cut, room));
        made.setTextFormat(Qt::PlainText);
        made.prepare({}, m_font);
        known = m_texts.insert(key, made);
    }
    if (known->text().isEmpty())
        return;
    const QSizeF size = known->size();
    const int width = std::min(static_cast<int>(size.width()) + 1, room);
    const QRect place(rect.left() + kPad, rect.top() + (rect.height() - static_cast<int>(size.height())) / 2, width,
        static_cast<int>(size.height()));
    // A pattern behind letters makes both hard to see.
    if (!isPlain(colours))
        painter.fillRect(place.adjusted(-2, 0, 2, 0).intersected(rect.adjusted(1, 1, -1, -1)), colours.fill);
    painter.setPen(isHollow(colours) ? plainInk : colours.ink);
    painter.drawStaticText(place.topLeft(), *known);
}

} // namespace sluice::ui
