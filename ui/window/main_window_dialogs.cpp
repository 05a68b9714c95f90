// SPDX-License-Identifier: MIT
// The dialogs the window opens; none of them is modal to the engine, and only the question before deleting files
// is modal to the window.
#include "ui/window/main_window.h"

#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/add_dialog.h"
#include "ui/dialogs/link_check.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/dialogs/shortcuts_dialog.h"
#include "ui/window/actions.h"
#include "ui/window/delta_pump.h"
#include "ui/window/dropped_links.h"
#include "ui/window/limit_control.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QMimeData>
#include <QStandardPaths>

#include <vector>

namespace sluice::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxRecent = 12;

QString defaultFolder(const engine::Settings &settings)
{
    if (!settings.folder.isEmpty())
        return settings.folder;
    const QString downloads = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    return downloads.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::HomeLocation) : downloads;
}

} // namespace

AddDialog *MainWindow::makeAddDialog(const QString &folder)
{
    const engine::Settings settings = m_port.settings();
    auto *dialog = new AddDialog(
        {.folder = folder, .recentFolders = m_state.recentFolders, .conflict = settings.conflict}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(
        dialog, &AddDialog::addRequested, this, [this](const std::vector<download::Request> &requests, bool paused) {
            if (requests.empty())
                return;
            const QString chosen = requests.front().folder;
            m_state.folder = chosen;
            m_state.recentFolders.removeAll(chosen);
            m_state.recentFolders.prepend(chosen);
            m_state.recentFolders = m_state.recentFolders.first(std::min(m_state.recentFolders.size(), kMaxRecent));
            m_port.add(requests, paused);
        });
    return dialog;
}

AddDialog *MainWindow::openAddDialog()
{
    if (!m_addDialog) {
        const QString folder = m_state.folder.isEmpty() ? defaultFolder(m_port.settings()) : m_state.folder;
        m_addDialog = makeAddDialog(folder);
    }
    m_addDialog->show();
    m_addDialog->raise();
    m_addDialog->activateWindow();
    return m_addDialog;
}

void MainWindow::addLinks(const QString &text)
{
    openAddDialog()->offerText(text);
}

void MainWindow::addListFile(const QString &path)
{
    openAddDialog()->offerFile(path);
}

void MainWindow::openPrefilled()
{
    const bool open = m_addDialog != nullptr;
    AddDialog *dialog = openAddDialog();
    const QString text = QApplication::clipboard()->text();
    if (open || text == m_lastOffered || !looksLikeLinks(text))
        return;
    m_lastOffered = text;
    dialog->offerText(text);
}

void MainWindow::paste()
{
    const QMimeData *clip = QApplication::clipboard()->mimeData();
    if (!clip)
        return;
    const DroppedLinks pasted = droppedLinks(*clip);
    if (pasted.isEmpty()) {
        openAddDialog();
        return;
    }
    m_lastOffered = pasted.text;
    for (const QString &path : pasted.files)
        addListFile(path);
    if (!pasted.text.isEmpty())
        addLinks(pasted.text);
}

void MainWindow::importFile()
{
    auto *chooser = new QFileDialog(this, tr("Import list file"), defaultFolder(m_port.settings()),
        tr("Lists of links (*.txt *.list *.lst *.aria2 *.input);;All files (*)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFiles);
    connect(chooser, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        for (const QString &path : paths)
            addListFile(path);
    });
    chooser->open();
}

void MainWindow::amend(const engine::Row &row)
{
    AddDialog *dialog = makeAddDialog(row.folder);
    dialog->setWindowTitle(tr("Download again: %1").arg(row.name));
    dialog->offerText(row.url);
    connect(dialog, &AddDialog::addRequested, this, [this, row] { removeRows({row}); }, Qt::SingleShotConnection);
    dialog->show();
}

void MainWindow::openSettings()
{
    engine::Settings settings = m_port.settings();
    settings.limit = m_limit->limit();
    settings.folder = defaultFolder(settings);
    auto *dialog = new SettingsDialog(settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::saved, this, [this](const engine::Settings &saved) {
        // A new default folder is where the next links should go.
        if (saved.folder != defaultFolder(m_port.settings()))
            m_state.folder.clear();
        m_port.setSettings(saved);
        m_limit->confirm(saved.limit);
        setLowering(saved.lowering);
        checkInsecure();
        updateActions();
    });
    dialog->open();
}

void MainWindow::openShortcuts()
{
    std::vector<ShortcutLine> lines;
    for (int i = 0; i < kCommandCount; ++i) {
        CommandInfo info = commandInfo(static_cast<Command>(i));
        lines.push_back({.what = info.text.remove(u'&').remove(u'…'), .tip = info.tip, .keys = info.keys});
    }
    auto *dialog = new ShortcutsDialog(lines, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void MainWindow::openAbout()
{
    auto *dialog = new AboutDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace sluice::ui
