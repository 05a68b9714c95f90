// SPDX-License-Identifier: MIT
#pragma once

#include <QStackedWidget>

class QAction;

namespace sluice::ui {

class ChartTable;
class ChartTableModel;

/// A chart and the table that says the same, one of them in front. The table is up to date whenever it is seen and costs
/// nothing while it is not. Window thread.
class ChartOrTable : public QStackedWidget
{
    Q_OBJECT

public:
    /// Takes both widgets; `model` is the table's. The key of the action works anywhere in `scope`, the whole view.
    ChartOrTable(QWidget *chart, ChartTable *table, ChartTableModel *model, QWidget *scope);

    /// Checkable, with text, tool tip and the key T; for a button in the view's tool row.
    [[nodiscard]] QAction *action() const { return m_action; }
    [[nodiscard]] bool isTable() const;
    /// The focus goes along when it was in the other one.
    void showTable(bool on);

    /// The values have changed: the table, when it is seen, follows.
    void refresh();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *m_chart;
    ChartTable *m_table;
    ChartTableModel *m_model;
    QAction *m_action;
};

} // namespace sluice::ui
