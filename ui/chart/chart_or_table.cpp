// SPDX-License-Identifier: MIT
#include "ui/chart/chart_or_table.h"

#include "ui/chart/chart_table.h"
#include "ui/chart/chart_table_model.h"

#include <QAction>

namespace sluice::ui {

ChartOrTable::ChartOrTable(QWidget *chart, ChartTable *table, ChartTableModel *model, QWidget *scope)
    : QStackedWidget(scope)
    , m_chart(chart)
    , m_table(table)
    , m_model(model)
    , m_action(new QAction(tr("&Table"), this))
{
    addWidget(chart);
    addWidget(table);
    m_action->setCheckable(true);
    m_action->setShortcut(Qt::Key_T);
    m_action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_action->setToolTip(
        tr("Show the same values as a table (%1)").arg(m_action->shortcut().toString(QKeySequence::NativeText)));
    m_action->setStatusTip(tr("Show the same values as a table"));
    scope->addAction(m_action);
    connect(m_action, &QAction::toggled, this, &ChartOrTable::showTable);
}

bool ChartOrTable::isTable() const
{
    return currentWidget() == m_table;
}

void ChartOrTable::showTable(bool on)
{
    m_action->setChecked(on);
    if (on == isTable())
        return;
    const bool focused = currentWidget()->hasFocus() || currentWidget()->isAncestorOf(focusWidget());
    if (on)
        m_model->refresh();
    setCurrentWidget(on ? static_cast<QWidget *>(m_table) : m_chart);
    if (focused)
        currentWidget()->setFocus(Qt::OtherFocusReason);
}

void ChartOrTable::refresh()
{
    if (isVisible() && isTable())
        m_model->refresh();
}

void ChartOrTable::showEvent(QShowEvent *event)
{
    QStackedWidget::showEvent(event);
    refresh();
}

} // namespace sluice::ui
