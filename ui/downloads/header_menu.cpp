// SPDX-License-Identifier: MIT
#include "ui/downloads/header_menu.h"

#include "ui/downloads/column.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QMenu>

#include <utility>

namespace sluice::ui {

void fillColumnMenu(QMenu &menu, QHeaderView &header, std::function<void()> reset)
{
    for (int visual = 0; visual < header.count(); ++visual) {
        const int section = header.logicalIndex(visual);
        QAction *entry = menu.addAction(columnTitle(static_cast<Column>(section)));
        entry->setCheckable(true);
        entry->setChecked(!header.isSectionHidden(section));
        entry->setEnabled(static_cast<Column>(section) != Column::Name);
        QObject::connect(entry, &QAction::toggled, &header,
            [&header, section](bool shown) { header.setSectionHidden(section, !shown); });
    }
    menu.addSeparator();
    QAction *entry = menu.addAction(QCoreApplication::translate("HeaderMenu", "Reset columns"));
    QObject::connect(entry, &QAction::triggered, &header, std::move(reset));
}

} // namespace sluice::ui
