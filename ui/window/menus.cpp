// SPDX-License-Identifier: MIT
#include "ui/window/menus.h"

#include "ui/window/actions.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

#include <initializer_list>
#include <optional>

namespace sluice::ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Menus)
};

// Nothing stands for a line between groups.
using Entry = std::optional<Command>;
constexpr Entry kLine = std::nullopt;

void addAll(QMenu &menu, const Actions &actions, std::initializer_list<Entry> entries)
{
    for (const Entry &entry : entries) {
        if (entry)
            menu.addAction(actions[*entry]);
        else
            menu.addSeparator();
    }
}

void addQueueOrder(QMenu &menu, const Actions &actions)
{
    QMenu *order = menu.addMenu(Texts::tr("&Queue order"));
    addAll(*order, actions, {Command::MoveTop, Command::MoveUp, Command::MoveDown, Command::MoveBottom});
}

} // namespace

QMenu *fillMenuBar(QMenuBar &bar, const Actions &actions)
{
    QMenu *file = bar.addMenu(Texts::tr("&File"));
    addAll(*file, actions,
        {Command::Add, Command::Paste, Command::Import, kLine, Command::OpenRecording, Command::SaveRecording,
            Command::CompareRecordings, Command::ExportPicture, kLine, Command::Settings, kLine, Command::Quit});

    QMenu *downloads = bar.addMenu(Texts::tr("&Downloads"));
    addAll(*downloads, actions,
        {Command::Resume, Command::Pause, Command::Cancel, Command::Retry, kLine, Command::OpenFile,
            Command::OpenFolder, Command::CopyLink, kLine});
    addQueueOrder(*downloads, actions);
    addAll(
        *downloads, actions, {Command::SelectAll, kLine, Command::Remove, Command::RemoveFiles, Command::UndoRemove});

    QMenu *limit = bar.addMenu(Texts::tr("&Limit"));
    addAll(*limit, actions,
        {Command::RaiseLimit, Command::LowerLimit, Command::SetLimit, kLine, Command::Drain, Command::Park});

    QMenu *view = bar.addMenu(Texts::tr("&View"));
    addAll(*view, actions,
        {Command::ShowTimeline, Command::ShowThroughput, Command::ShowSlots, Command::ShowDetails, Command::ShowHealth,
            kLine, Command::ToggleToolbar, Command::ToggleCategories, Command::TogglePanel, Command::ReducedMotion,
            kLine, Command::FocusFilter});

    QMenu *help = bar.addMenu(Texts::tr("&Help"));
    addAll(*help, actions, {Command::Demo, kLine, Command::Shortcuts, Command::About});
    return view;
}

void fillContextMenu(QMenu &menu, const Actions &actions)
{
    addAll(menu, actions,
        {Command::Resume, Command::Pause, Command::Cancel, Command::Retry, kLine, Command::OpenFile,
            Command::OpenFolder, Command::CopyLink, kLine});
    addQueueOrder(menu, actions);
    addAll(menu, actions, {kLine, Command::Remove, Command::RemoveFiles});
}

} // namespace sluice::ui
