// SPDX-License-Identifier: MIT
#include "ui/downloads/download_header.h"

#include "ui/downloads/column.h"
#include "ui/downloads/header_menu.h"

#include <QContextMenuEvent>
#include <QMenu>

#include <algorithm>
#include <array>

namespace sluice::ui {

namespace {

constexpr int kStateVersion = 1;

} // namespace

DownloadHeader::DownloadHeader(QWidget *parent)
    : TableHeader(parent)
{
    setAccessibleName(tr("Columns"));
    setSectionsMovable(true);
    setSortIndicatorClearable(true);
    setSortIndicator(-1, Qt::AscendingOrder);
    setSortIndicatorShown(true);
    setMinimumSectionSize(fontMetrics().horizontalAdvance(u'0') * 4);
}

void DownloadHeader::fit(int room)
{
    std::array<int, kColumnCount> widths{};
    for (int section = 0; section < kColumnCount; ++section) {
        const int sample = fontMetrics().horizontalAdvance(widestSample(static_cast<Column>(section))) + 20;
        widths.at(static_cast<std::size_t>(section)) = std::max(sample, sectionSizeHint(section));
    }
    widths = fittedWidths(widths, room, fontMetrics().averageCharWidth() * 16);
    for (int section = 0; section < kColumnCount; ++section)
        resizeSection(section, widths.at(static_cast<std::size_t>(section)));
}

void DownloadHeader::resetColumns(int room)
{
    for (int section = 0; section < kColumnCount; ++section) {
        moveSection(visualIndex(section), section);
        setSectionHidden(section, false);
    }
    fit(room);
    setSortIndicator(-1, Qt::AscendingOrder);
}

QByteArray DownloadHeader::columnState() const
{
    QByteArray state = saveState();
    state.prepend(static_cast<char>(kStateVersion));
    return state;
}

bool DownloadHeader::restoreColumnState(const QByteArray &state)
{
    if (state.isEmpty() || state.at(0) != kStateVersion || !restoreState(state.mid(1)))
        return false;
    // A state that hides everything must not leave an empty table.
    setSectionHidden(static_cast<int>(Column::Name), false);
    return true;
}

void DownloadHeader::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillColumnMenu(*menu, *this, [this] { Q_EMIT resetRequested(); });
    menu->popup(event->globalPos());
    event->accept();
}

} // namespace sluice::ui
