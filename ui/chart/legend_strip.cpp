// SPDX-License-Identifier: MIT
#include "ui/chart/legend_strip.h"

#include "ui/style/figures.h"
#include "ui/style/swatch_painter.h"

#include <QPainter>
#include <QStringList>

#include <utility>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

constexpr int kGap = 4;    ///< between a look and its text
constexpr int kApart = 12; ///< between two entries

} // namespace

LegendStrip::LegendStrip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LegendStrip::setEntries(std::vector<LegendEntry> entries)
{
    m_entries = std::move(entries);
    QStringList texts;
    for (const LegendEntry &entry : m_entries)
        texts.append(entry.text);
    const QString all = texts.join(u", "_s);
    if (all == accessibleDescription())
        return;
    setAccessibleName(tr("What the colours stand for"));
    setAccessibleDescription(all);
    setToolTip(texts.join(u'\n').toHtmlEscaped());
    update();
}

QSize LegendStrip::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 40, fontMetrics().height() + 4};
}

QSize LegendStrip::minimumSizeHint() const
{
    return {0, fontMetrics().height() + 4};
}

void LegendStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const int side = fontMetrics().height() - 4;
    const bool mirrored = isRightToLeft();
    const auto placed = [this, mirrored](int x, int room) {
        return QRect(mirrored ? width() - x - room : x, 0, room, height());
    };
    int x = 0;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const int room = fontMetrics().horizontalAdvance(m_entries[i].text) + 1;
        const bool last = i + 1 == m_entries.size();
        // Room for the sign that there is more.
        const int rest = last ? 0 : kApart + fontMetrics().horizontalAdvance(u'…');
        if (x + side + kGap + room + rest > width()) {
            drawLine(painter, placed(x, width() - x), Qt::AlignLeading, u"…"_s, Qt::ElideNone);
            return;
        }
        const QRect box = placed(x, side);
        paintChip(painter, QRect(box.left(), (height() - side) / 2, side, side), m_entries[i].look);
        painter.setPen(palette().color(foregroundRole()));
        drawLine(painter, placed(x + side + kGap, room), Qt::AlignLeft, m_entries[i].text, Qt::ElideNone);
        x += side + kGap + room + kApart;
    }
}

} // namespace sluice::ui
