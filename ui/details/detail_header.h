// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace sluice::ui {

class ElidedLabel;

/// Name, state, link, folder and size of one download. The link can be copied, the folder opened.
class DetailHeader : public QWidget
{
    Q_OBJECT

public:
    explicit DetailHeader(QWidget *parent = nullptr);

    /// Shows the row as it is at `nowMs`, ms since the epoch.
    void setRow(const engine::Row &row, qint64 nowMs);

Q_SIGNALS:
    void openFolderRequested();

private:
    ElidedLabel *m_name;
    QLabel *m_chip;
    QLabel *m_state;
    QLineEdit *m_link;
    QToolButton *m_copy;
    QLineEdit *m_folder;
    QToolButton *m_open;
    QLineEdit *m_size;
};

} // namespace sluice::ui
