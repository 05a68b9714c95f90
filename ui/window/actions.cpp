// SPDX-License-Identifier: MIT
#include "ui/window/actions.h"

#include "ui/window/icons.h"

#include <QActionGroup>
#include <QWidget>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

QAction *make(const CommandInfo &info, QObject *parent)
{
    auto *action = new QAction(icon(info.icon), info.text, parent);
    action->setObjectName(info.id);
    action->setIconText(info.shortText);
    action->setShortcuts(info.keys);
    action->setStatusTip(info.tip);
    const QString keys = info.keys.isEmpty() ? QString() : info.keys.first().toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? info.tip : u"%1 (%2)"_s.arg(info.tip, keys));
    action->setCheckable(info.checkable);
    return action;
}

} // namespace

Actions::Actions(QWidget *owner)
    : QObject(owner)
{
    for (int i = 0; i < kCommandCount; ++i) {
        const auto command = static_cast<Command>(i);
        QAction *action = make(commandInfo(command), this);
        connect(action, &QAction::triggered, this, [this, command] { Q_EMIT triggered(command); });
        owner->addAction(action);
        m_actions[static_cast<std::size_t>(i)] = action;
    }
    auto *lowering = new QActionGroup(this);
    lowering->addAction((*this)[Command::Drain]);
    lowering->addAction((*this)[Command::Park]);
    (*this)[Command::About]->setMenuRole(QAction::AboutRole);
    (*this)[Command::Quit]->setMenuRole(QAction::QuitRole);
    (*this)[Command::Settings]->setMenuRole(QAction::PreferencesRole);
}

void Actions::update(const Selection &selection)
{
    for (int i = 0; i < kCommandCount; ++i)
        m_actions[static_cast<std::size_t>(i)]->setEnabled(isEnabled(static_cast<Command>(i), selection));
}

} // namespace sluice::ui
