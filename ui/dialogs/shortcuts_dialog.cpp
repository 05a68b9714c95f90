// SPDX-License-Identifier: MIT
#include "ui/dialogs/shortcuts_dialog.h"

#include "ui/dialogs/button_icons.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace sluice::ui {

using namespace Qt::StringLiterals;

ShortcutsDialog::ShortcutsDialog(const std::vector<ShortcutLine> &lines, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"shortcutsDialog"_s);
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(560, 520);
    auto *table = new QTableWidget(static_cast<int>(lines.size()), 2, this);
    table->setObjectName(u"shortcuts"_s);
    table->setAccessibleName(tr("Keyboard shortcuts"));
    table->setHorizontalHeaderLabels({tr("What"), tr("Keys")});
    table->verticalHeader()->hide();
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    for (int row = 0; row < table->rowCount(); ++row) {
        const ShortcutLine &line = lines[static_cast<std::size_t>(row)];
        auto *what = new QTableWidgetItem(line.what);
        what->setToolTip(line.tip);
        table->setItem(row, 0, what);
        table->setItem(row, 1, new QTableWidgetItem(QKeySequence::listToString(line.keys, QKeySequence::NativeText)));
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    removeButtonIcons(*buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(12);
    column->addWidget(table);
    column->addWidget(buttons);
}

} // namespace sluice::ui
