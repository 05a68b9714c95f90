// SPDX-License-Identifier: MIT
// What the commands of the window do.
#include "ui/window/main_window.h"

#include "ui/dialogs/remove_files_dialog.h"
#include "ui/downloads/download_table_model.h"
#include "ui/downloads/download_view.h"
#include "ui/recording/recording_files.h"
#include "ui/recording/recording_source.h"
#include "ui/style/reduced_motion.h"
#include "ui/window/actions.h"
#include "ui/window/adaptive_tool_bar.h"
#include "ui/window/bottom_panel.h"
#include "ui/window/delta_pump.h"
#include "ui/window/icons.h"
#include "ui/window/limit_control.h"
#include "ui/window/menus.h"
#include "ui/window/picture.h"

#include <QLineEdit>
#include <QMenu>

#include <span>
#include <utility>

namespace sluice::ui {

using namespace Qt::StringLiterals;
using download::State;

namespace {

// Undo is offered for this long.
constexpr int kUndoMs = 12'000;
constexpr auto kUndoId = "undo-remove"_L1;

/// The id of the panel's page that a command shows; the commands are named after them.
QString pageOf(Command command)
{
    return commandInfo(command).id.sliced("show-"_L1.size());
}

} // namespace

void MainWindow::run(Command command)
{
    const auto isOn = [this](Command toggle) {
        return (*m_actions)[toggle]->isChecked();
    };
    switch (command) {
    case Command::Add:
        openPrefilled();
        break;
    case Command::Paste:
        paste();
        break;
    case Command::Import:
        importFile();
        break;
    case Command::OpenRecording:
        m_files->open();
        break;
    case Command::SaveRecording:
        m_files->save(m_picture->source()->recording());
        break;
    case Command::CompareRecordings:
        m_files->compare(tr("This session"), m_picture->source()->recording());
        break;
    case Command::ExportPicture:
        m_files->exportSeen(m_picture->source()->recording(), m_panel->currentPage());
        break;
    case Command::Settings:
        openSettings();
        break;
    case Command::Quit:
        close();
        break;
    case Command::Remove:
        removeSelected();
        break;
    case Command::RemoveFiles:
        askRemoveFiles();
        break;
    case Command::UndoRemove:
        m_messages->withdraw(kUndoId);
        m_pump->undo();
        break;
    case Command::OpenFile:
        openAll(filesToOpen(selectedRows()));
        break;
    case Command::OpenFolder:
        openAll(foldersToOpen(selectedRows()));
        break;
    case Command::CopyLink:
        m_view->copyLinks();
        break;
    case Command::SelectAll:
        m_view->selectAll();
        m_view->setFocus();
        break;
    case Command::RaiseLimit:
        m_limit->choose(m_limit->limit() + 1);
        break;
    case Command::LowerLimit:
        m_limit->choose(m_limit->limit() - 1);
        break;
    case Command::SetLimit:
        m_limit->edit();
        break;
    case Command::Drain:
    case Command::Park: {
        engine::Settings settings = m_port.settings();
        settings.lowering = command == Command::Drain ? download::Lowering::Drain : download::Lowering::Park;
        settings.limit = m_limit->limit(); // the engine may not have caught up with it yet
        m_port.setSettings(settings);
        setLowering(settings.lowering);
        break;
    }
    case Command::ShowTimeline:
    case Command::ShowThroughput:
    case Command::ShowSlots:
    case Command::ShowDetails:
    case Command::ShowHealth:
        showPage(pageOf(command));
        break;
    case Command::ReducedMotion:
        setMotion(isOn(Command::ReducedMotion) ? Motion::Reduced : Motion::System);
        break;
    case Command::TogglePanel:
        showPanel(isOn(Command::TogglePanel));
        break;
    case Command::ToggleCategories:
        showCategories(isOn(Command::ToggleCategories));
        break;
    case Command::ToggleToolbar:
        m_toolBar->setVisible(isOn(Command::ToggleToolbar));
        break;
    case Command::FocusFilter:
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
        break;
    case Command::Demo:
        Q_EMIT demoRequested();
        break;
    case Command::Shortcuts:
        openShortcuts();
        break;
    case Command::About:
        openAbout();
        break;
    default:
        runOnEngine(command, selectedRows(), m_port);
        break;
    }
    updateActions();
}

void MainWindow::removeSelected()
{
    const std::vector<engine::Row> rows = selectedRows();
    if (!rows.empty())
        removeRows(rows);
}

void MainWindow::removeRows(const std::vector<engine::Row> &rows)
{
    m_messages->withdraw(kUndoId);
    m_pump->remove(rows);
    Message message;
    message.id = kUndoId;
    message.text = rows.size() == 1
        ? tr("Removed “%1”. Its file stays.").arg(rows.front().name)
        : tr("Removed %Ln download(s). Files stay.", nullptr, static_cast<int>(rows.size()));
    message.actionText = tr("Undo");
    message.action = [this] {
        run(Command::UndoRemove);
    };
    message.dismissed = [this] {
        m_pump->commit();
        updateActions();
    };
    message.timeoutMs = kUndoMs;
    post(std::move(message));
}

void MainWindow::askRemoveFiles()
{
    const std::vector<engine::Row> rows = selectedRows();
    if (rows.empty())
        return;
    auto *dialog = new RemoveFilesDialog(rows, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    std::vector<engine::Id> ids = idsFor(Command::RemoveFiles, rows);
    connect(dialog, &QDialog::accepted, this,
        [this, ids = std::move(ids)] { m_port.remove(ids, engine::RemoveFiles::All); });
    dialog->open();
}

void MainWindow::openAll(const QList<QUrl> &urls)
{
    for (const QUrl &url : urls) {
        if (m_open(url))
            continue;
        post({.id = u"cannot-open"_s,
            .kind = Message::Kind::Warning,
            .text = tr("%1 could not be opened. It may have been moved, or no program is set for it.")
                .arg(url.toLocalFile())});
    }
}

void MainWindow::setLowering(download::Lowering lowering)
{
    m_limit->setLowering(lowering);
    (*m_actions)[lowering == download::Lowering::Drain ? Command::Drain : Command::Park]->setChecked(true);
}

void MainWindow::activate(engine::Id id)
{
    const engine::Row *found = m_model->find(id);
    if (!found)
        return;
    const engine::Row row = *found; // commands may change the model
    const std::vector<engine::Row> rows{row};
    switch (row.state) {
    case State::Done:
        openAll(filesToOpen(rows));
        break;
    case State::Failed:
        offerRemedy(id, row.error ? remediesFor(*row.error).first() : Remedy::Retry);
        break;
    case State::Paused:
    case State::Cancelled:
        runOnEngine(Command::Resume, rows, m_port);
        break;
    default:
        if (!m_panel->isVisible())
            (*m_actions)[Command::TogglePanel]->trigger();
        m_panel->setCurrentId(u"details"_s);
        break;
    }
}

void MainWindow::showContextMenu(const QPoint &global)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::vector<engine::Row> rows = selectedRows();
    // The first entry of a failed row is what helps.
    if (rows.size() == 1 && rows.front().state == State::Failed && rows.front().error) {
        for (const Remedy remedy : remediesFor(*rows.front().error)) {
            QAction *action = menu->addAction(remedy == Remedy::Retry ? icon(u"retry") : QIcon(), remedyText(remedy));
            connect(
                action, &QAction::triggered, this, [this, id = rows.front().id, remedy] { offerRemedy(id, remedy); });
        }
        menu->addSeparator();
    }
    fillContextMenu(*menu, *m_actions);
    menu->popup(global);
}

void MainWindow::offerRemedy(engine::Id id, Remedy remedy)
{
    const engine::Row *row = m_model->find(id);
    if (!row)
        return;
    const engine::Row copy = *row; // commands may change the model
    if (remedy == Remedy::Retry)
        runOnEngine(Command::Retry, std::span(&copy, 1), m_port);
    else
        amend(copy);
}

/// A download was chosen in the picture: the table goes there, unless its filter hides it.
void MainWindow::pick(engine::Id id)
{
    if (id != 0 && m_view->selectedIds() != std::vector{id})
        m_view->selectIds({id});
}

void MainWindow::showPage(const QString &id)
{
    if (QAction *panel = (*m_actions)[Command::TogglePanel]; !panel->isChecked())
        panel->trigger();
    m_panel->setCurrentId(id);
    m_panel->focusPage();
}

} // namespace sluice::ui
