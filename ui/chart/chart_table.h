// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

namespace sluice::ui {

class ChartTableModel;

/// Shows the values of a chart to those who do not see it, or want the numbers: rows are chosen whole with the arrow
/// keys, read out cell by cell, and copied with Ctrl+C (tabs between cells; with titles when more than one row is
/// chosen). Window thread.
class ChartTable : public QTableView
{
    Q_OBJECT

public:
    /// At most so many rows are copied at once.
    static constexpr int kMostCopied = 100'000;

    /// `model` outlives the table; `name` is what a screen reader calls it.
    ChartTable(ChartTableModel *model, const QString &name, QWidget *parent = nullptr);

    /// What Ctrl+C takes: the chosen rows in their order, empty when there are none.
    [[nodiscard]] QString selectedText() const;

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    ChartTableModel *m_model;
};

} // namespace sluice::ui
