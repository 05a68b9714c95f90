// SPDX-License-Identifier: MIT
// How the window is put together and what it remembers; what it does is in main_window.cpp.
#include "ui/window/main_window.h"

#include "ui/details/detail_panel.h"
#include "ui/downloads/category_list.h"
#include "ui/downloads/download_table_model.h"
#include "ui/downloads/download_view.h"
#include "ui/downloads/header_menu.h"
#include "ui/recording/recording_files.h"
#include "ui/style/reduced_motion.h"
#include "ui/window/actions.h"
#include "ui/window/adaptive_tool_bar.h"
#include "ui/window/bottom_panel.h"
#include "ui/window/delta_pump.h"
#include "ui/window/empty_state.h"
#include "ui/window/icons.h"
#include "ui/window/limit_control.h"
#include "ui/window/menus.h"
#include "ui/window/overlay_note.h"
#include "ui/window/picture.h"
#include "ui/window/status_summary.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sluice::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kFirstSize(1280, 800);
constexpr QSize kSmallest(640, 400);
constexpr int kPanelHeight = 300;
constexpr int kCategoriesWidth = 170;
// How long the status bar says what was saved.
constexpr int kToldMs = 8'000;

} // namespace

void MainWindow::buildToolBar()
{
    m_toolBar = new AdaptiveToolBar(tr("Toolbar"), this);
    m_toolBar->setObjectName(u"toolBar"_s);
    const Actions &actions = *m_actions;
    m_toolBar->addAction(actions[Command::Add]);
    m_toolBar->addSeparator();
    for (const Command command : {Command::Resume, Command::Pause, Command::Cancel, Command::Retry, Command::Remove})
        m_toolBar->addAction(actions[command]);
    m_toolBar->addSeparator();

    m_limit = new LimitControl(actions, m_toolBar);
    m_toolBar->addWidget(m_limit);
    connect(m_limit, &LimitControl::limitChanged, this, [this](int limit) {
        m_port.setLimit(limit);
        updateActions();
    });
    connect(m_limit, &LimitControl::editingDone, this, [this] { m_view->setFocus(Qt::OtherFocusReason); });

    auto *space = new QWidget(m_toolBar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_toolBar->addWidget(space);

    m_filter = new QLineEdit(m_toolBar);
    m_filter->setObjectName(u"filter"_s);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter by name, host or link"));
    m_filter->setToolTip(actions[Command::FocusFilter]->toolTip());
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(u"search"), QLineEdit::LeadingPosition);
    m_filter->setMinimumWidth(120);
    m_filter->setMaximumWidth(240);
    m_filter->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_filter->installEventFilter(this);
    for (auto *button : m_filter->findChildren<QToolButton *>())
        button->setAccessibleName(m_filter->accessibleName());
    m_toolBar->addWidget(m_filter);
    connect(m_filter, &QLineEdit::textChanged, this, &MainWindow::applyFilter);

    m_toolBar->setAlwaysWithText(actions[Command::Add]);
    addToolBar(m_toolBar);
}

void MainWindow::buildBody()
{
    m_model = new DownloadTableModel(this);
    m_view = new DownloadView(m_model, this);
    m_view->setObjectName(u"downloads"_s);
    m_view->setFrameShape(QFrame::NoFrame);
    m_note = new OverlayNote(m_view->viewport());
    m_categories = new CategoryList(this);
    m_categories->setObjectName(u"categories"_s);
    m_categories->setFrameShape(QFrame::NoFrame);
    m_details = new DetailPanel(this);
    for (auto *area : m_details->findChildren<QScrollArea *>()) {
        if (area->accessibleName().isEmpty())
            area->setAccessibleName(tr("Facts about the chosen download"));
    }
    m_panel = new BottomPanel(this);
    m_picture = new Picture(m_port, *m_panel, *m_details, this);

    m_across = new QSplitter(Qt::Horizontal, this);
    m_across->setHandleWidth(4);
    m_across->addWidget(m_categories);
    m_across->addWidget(m_view);
    m_across->setStretchFactor(0, 0);
    m_across->setStretchFactor(1, 1);
    m_across->setCollapsible(1, false);
    m_down = new QSplitter(Qt::Vertical, this);
    m_down->addWidget(m_across);
    m_down->addWidget(m_panel);
    m_down->setStretchFactor(0, 1);
    m_down->setStretchFactor(1, 0);
    m_down->setChildrenCollapsible(false);

    auto *empty = new EmptyState((*m_actions)[Command::Add], (*m_actions)[Command::Demo], this);
    m_pages = new QStackedWidget(this);
    m_pages->setObjectName(u"pages"_s);
    m_pages->addWidget(m_down);
    m_pages->addWidget(empty);

    m_messages = new MessageBar(this);
    auto *body = new QWidget(this);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);
    setCentralWidget(body);

    m_status = new StatusSummary(this);
    statusBar()->addWidget(m_status, 1);

    connect(m_categories, &CategoryList::categoryChanged, this, &MainWindow::applyFilter);
    connect(m_model, &DownloadTableModel::countsChanged, this, [this] { m_categories->setCounts(m_model->counts()); });
    connect(m_view, &DownloadView::selectedIdsChanged, this, &MainWindow::selectionChanged);
    connect(m_view, &DownloadView::currentIdChanged, this, &MainWindow::selectionChanged);
    connect(m_view, &DownloadView::downloadActivated, this, &MainWindow::activate);
    connect(m_view, &DownloadView::menuRequested, this, &MainWindow::showContextMenu);
    connect(m_details, &DetailPanel::remedyRequested, this, &MainWindow::offerRemedy);
    connect(m_details, &DetailPanel::openFolderRequested, this, [this](engine::Id id) {
        if (const engine::Row *row = m_model->find(id))
            openAll(foldersToOpen(std::span(row, 1)));
    });
    m_files = new RecordingFiles(this);
    connect(m_files, &RecordingFiles::written, this,
        [this](const QString &, const QString &text) { statusBar()->showMessage(text, kToldMs); });
    connect(m_picture, &Picture::picked, this, &MainWindow::pick);
    connect(m_picture, &Picture::limitRequested, m_limit, &LimitControl::choose);
    connect(m_panel, &BottomPanel::closeRequested, (*m_actions)[Command::TogglePanel], &QAction::trigger);
    // Ctrl+Tab order follows the eye: what is chosen on the left shows on the right, and its details below.
    setTabOrder(m_filter, m_categories);
    setTabOrder(m_categories, m_view);
    setTabOrder(m_view, m_panel);
}

void MainWindow::buildMenus()
{
    QMenu *view = fillMenuBar(*menuBar(), *m_actions);
    QMenu *columns = view->addMenu(icon(u"columns"), tr("C&olumns"));
    connect(columns, &QMenu::aboutToShow, this, [this, columns] {
        columns->clear();
        fillColumnMenu(*columns, *m_view->horizontalHeader(), [this] { m_view->resetColumns(); });
    });
}

// A splitter forgets the size of what it hides, so it is kept here.
void MainWindow::showPanel(bool on)
{
    if (!on && m_panel->isVisible())
        m_state.panelHeight = m_panel->height();
    m_panel->setVisible(on);
    if (on) {
        const int height = m_state.panelHeight > 0 ? m_state.panelHeight : kPanelHeight;
        m_down->setSizes({std::max(this->height() - height, kPanelHeight), height});
    }
}

void MainWindow::showCategories(bool on)
{
    if (!on && m_categories->isVisible())
        m_state.categoriesWidth = m_categories->width();
    m_categories->setVisible(on);
    if (on) {
        const int width = m_state.categoriesWidth > 0 ? m_state.categoriesWidth : kCategoriesWidth;
        m_across->setSizes({width, std::max(this->width() - width, kCategoriesWidth)});
    }
}

void MainWindow::restoreState()
{
    m_state = parseWindowState(m_port.uiValue(QString(WindowState::kKey))).value_or(WindowState{});
    setMinimumSize(kSmallest);
    if (m_state.geometry.isEmpty() || !restoreGeometry(m_state.geometry))
        resize(kFirstSize);
    if (!m_state.table.isEmpty())
        m_view->restoreColumnState(m_state.table);
    m_panel->setCurrentId(m_state.tab);
    m_panel->setVisible(false);
    m_categories->setVisible(false);
    showPanel(m_state.panelOpen);
    showCategories(m_state.categoriesOpen);
    m_toolBar->setVisible(m_state.toolbarOpen);
    (*m_actions)[Command::TogglePanel]->setChecked(m_state.panelOpen);
    (*m_actions)[Command::ToggleCategories]->setChecked(m_state.categoriesOpen);
    (*m_actions)[Command::ToggleToolbar]->setChecked(m_state.toolbarOpen);
    (*m_actions)[Command::ReducedMotion]->setChecked(m_state.reducedMotion);
    setMotion(m_state.reducedMotion ? Motion::Reduced : Motion::System);
}

void MainWindow::saveState()
{
    m_state.geometry = saveGeometry();
    m_state.table = m_view->columnState();
    m_state.tab = m_panel->currentId();
    m_state.panelOpen = (*m_actions)[Command::TogglePanel]->isChecked();
    m_state.categoriesOpen = (*m_actions)[Command::ToggleCategories]->isChecked();
    m_state.toolbarOpen = (*m_actions)[Command::ToggleToolbar]->isChecked();
    m_state.reducedMotion = (*m_actions)[Command::ReducedMotion]->isChecked();
    if (m_panel->isVisible())
        m_state.panelHeight = m_panel->height();
    if (m_categories->isVisible())
        m_state.categoriesWidth = m_categories->width();
    m_port.setUiValue(QString(WindowState::kKey), serialise(m_state));
}

} // namespace sluice::ui
