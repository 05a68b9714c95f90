// SPDX-License-Identifier: MIT
#include "ui/window/adaptive_tool_bar.h"

#include <QActionEvent>
#include <QLayout>
#include <QStyle>
#include <QStyleOptionToolBar>
#include <QToolButton>

namespace sluice::ui {

using namespace Qt::StringLiterals;

AdaptiveToolBar::AdaptiveToolBar(const QString &title, QWidget *parent)
    : QToolBar(title, parent)
{
    setMovable(false);
    setFloatable(false);
    setContextMenuPolicy(Qt::PreventContextMenu); // it would offer to hide the bar and nothing to bring it back
    setIconSize(QSize(16, 16));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
}

void AdaptiveToolBar::setAlwaysWithText(QAction *action)
{
    m_always = action;
    adapt();
}

void AdaptiveToolBar::resizeEvent(QResizeEvent *event)
{
    QToolBar::resizeEvent(event);
    adapt();
}

void AdaptiveToolBar::changeEvent(QEvent *event)
{
    QToolBar::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        adapt();
}

void AdaptiveToolBar::actionEvent(QActionEvent *event)
{
    QToolBar::actionEvent(event);
    adapt();
}

void AdaptiveToolBar::adapt()
{
    const bool words = widthWith(Qt::ToolButtonTextBesideIcon) <= width();
    const auto style = words ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly;
    if (toolButtonStyle() != style)
        setToolButtonStyle(style);
    if (auto *button = m_always ? qobject_cast<QToolButton *>(widgetForAction(m_always)) : nullptr)
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
}

// What the layout would need, asked without changing anything: changing the style inside a resize to find out
// would lead to another resize.
int AdaptiveToolBar::widthWith(Qt::ToolButtonStyle style) const
{
    const QMargins margins = layout()->contentsMargins();
    const int spacing = std::max(layout()->spacing(), 0);
    int total = margins.left() + margins.right();
    for (QAction *action : actions()) {
        QWidget *widget = widgetForAction(action);
        if (!widget || !action->isVisible())
            continue;
        auto *button = qobject_cast<QToolButton *>(widget);
        if (!button || action->isSeparator()) {
            total += std::max(widget->minimumSizeHint().width(), widget->minimumWidth()) + spacing;
            continue;
        }
        QStyleOptionToolButton option;
        option.initFrom(button);
        option.features = QStyleOptionToolButton::None;
        option.toolButtonStyle = style;
        QSize content = iconSize();
        if (style == Qt::ToolButtonTextBesideIcon)
            content.rwidth()
                += 4 + button->fontMetrics().size(Qt::TextShowMnemonic, action->iconText() + u"  ").width();
        content.setHeight(std::max(content.height(), button->fontMetrics().height()));
        total += button->style()->sizeFromContents(QStyle::CT_ToolButton, &option, content, button).width() + spacing;
    }
    return total;
}

} // namespace sluice::ui
