// SPDX-License-Identifier: MIT
#pragma once

#include "ui/style/state_colours.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace sluice::ui {

/// What one look stands for.
struct LegendEntry {
    Swatch look;
    QString text;
};

/// One line of looks and what they stand for; what does not fit is in the tool tip. Window thread.
class LegendStrip : public QWidget
{
    Q_OBJECT

public:
    explicit LegendStrip(QWidget *parent = nullptr);

    void setEntries(std::vector<LegendEntry> entries);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<LegendEntry> m_entries;
};

} // namespace sluice::ui
