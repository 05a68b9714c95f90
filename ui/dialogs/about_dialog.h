// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

namespace sluice::ui {

/// Name, version, licence, and the libraries it stands on. Window thread.
class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget *parent = nullptr);
};

} // namespace sluice::ui
