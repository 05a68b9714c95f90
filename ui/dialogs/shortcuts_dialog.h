// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>
#include <QKeySequence>
#include <QList>
#include <QString>

#include <vector>

namespace sluice::ui {

/// One line of the list of keys.
struct ShortcutLine {
    QString what;
    QString tip;
    QList<QKeySequence> keys;
};

/// Every key of the window. Window thread.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutsDialog(const std::vector<ShortcutLine> &lines, QWidget *parent = nullptr);
};

} // namespace sluice::ui
