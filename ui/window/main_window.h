// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/port.h"
#include "ui/style/error_words.h"
#include "ui/window/command_runner.h"
#include "ui/window/message_bar.h"
#include "ui/window/window_state.h"

#include <QMainWindow>
#include <QPointer>

#include <vector>

class QLineEdit;
class QSplitter;
class QStackedWidget;

namespace sluice::ui {

class Actions;
class AdaptiveToolBar;
class AddDialog;
class BottomPanel;
class CategoryList;
class DeltaPump;
class DetailPanel;
class DownloadTableModel;
class DownloadView;
class LimitControl;
class OverlayNote;
class Picture;
class RecordingFiles;
class StatusSummary;

/// The window: it shows what the engine says, ten times a second, and turns what people do into commands. It never
/// waits for anything. Window thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// `port` outlives the window. `open` opens files and folders; without one the desktop does.
    explicit MainWindow(engine::Port &port, OpenUrl open = {}, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens the add dialog with these links in it, or puts them into the one that is open.
    void addLinks(const QString &text);
    /// The same for a list file.
    void addListFile(const QString &path);
    /// Shows or takes away the strip that marks the demo.
    void setDemoRunning(bool on);
    /// Shows a message above the table.
    void post(Message message);
    /// Brings the window to the front, e.g. when a second start handed over its links.
    void present();

Q_SIGNALS:
    /// Help → Demo downloads, or the link of the empty window.
    void demoRequested();
    /// The window was closed; the application should end in an orderly way.
    void quitRequested();

protected:
    bool event(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // main_window_layout.cpp
    void buildToolBar();
    void buildBody();
    void buildMenus();
    void showPanel(bool on);
    void showCategories(bool on);
    void restoreState();
    void saveState();

    // main_window.cpp
    void takeDelta(const engine::Delta &delta);
    void applyFilter();
    void showNote();
    void checkInsecure();
    void selectionChanged();
    void updateActions();
    void run(Command command);
    void showWatched();
    void offerRemedy(engine::Id id, Remedy remedy);
    void removeSelected();
    void removeRows(const std::vector<engine::Row> &rows);
    void askRemoveFiles();
    void openAll(const QList<QUrl> &urls);
    void setLowering(download::Lowering lowering);
    void activate(engine::Id id);
    void showContextMenu(const QPoint &global);
    void pick(engine::Id id);
    void showPage(const QString &id);
    std::vector<engine::Row> selectedRows() const;

    // main_window_dialogs.cpp
    AddDialog *makeAddDialog(const QString &folder);
    AddDialog *openAddDialog();
    void openPrefilled();
    void paste();
    void importFile();
    void amend(const engine::Row &row);
    void openSettings();
    void openShortcuts();
    void openAbout();

    engine::Port &m_port;
    OpenUrl m_open;
    WindowState m_state;
    Actions *m_actions = nullptr;
    AdaptiveToolBar *m_toolBar = nullptr;
    LimitControl *m_limit = nullptr;
    QLineEdit *m_filter = nullptr;
    MessageBar *m_messages = nullptr;
    QStackedWidget *m_pages = nullptr; ///< the empty state, or the rest
    QSplitter *m_across = nullptr;     ///< categories and table
    QSplitter *m_down = nullptr;       ///< these and the panel
    CategoryList *m_categories = nullptr;
    DownloadTableModel *m_model = nullptr;
    DownloadView *m_view = nullptr;
    OverlayNote *m_note = nullptr;
    BottomPanel *m_panel = nullptr;
    DetailPanel *m_details = nullptr;
    Picture *m_picture = nullptr;
    RecordingFiles *m_files = nullptr;
    StatusSummary *m_status = nullptr;
    DeltaPump *m_pump = nullptr;
    QPointer<AddDialog> m_addDialog;
    QString m_lastOffered; ///< text of the clipboard that was offered last; it is not offered again
    engine::Id m_watched = 0;
    bool m_loaded = false;
    int m_pulls = 0;
};

} // namespace sluice::ui
