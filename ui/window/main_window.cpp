// SPDX-License-Identifier: MIT
#include "ui/window/main_window.h"

#include "ui/details/detail_panel.h"
#include "ui/downloads/category_list.h"
#include "ui/downloads/download_table_model.h"
#include "ui/downloads/download_view.h"
#include "ui/style/error_words.h"
#include "ui/window/actions.h"
#include "ui/window/adaptive_tool_bar.h"
#include "ui/window/bottom_panel.h"
#include "ui/window/delta_pump.h"
#include "ui/window/dropped_links.h"
#include "ui/window/icons.h"
#include "ui/window/limit_control.h"
#include "ui/window/notices.h"
#include "ui/window/overlay_note.h"
#include "ui/window/picture.h"
#include "ui/window/status_summary.h"

#include <QCloseEvent>
#include <QDesktopServices>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace sluice::ui {

using namespace Qt::StringLiterals;
using download::State;

namespace {

// Pulls between looks at what changes seldom: about a second.
constexpr int kSeldom = 1'000 / DeltaPump::kIntervalMs;

} // namespace

MainWindow::MainWindow(engine::Port &port, OpenUrl open, QWidget *parent)
    : QMainWindow(parent)
    , m_port(port)
    , m_open(open ? std::move(open) : OpenUrl([](const QUrl &url) { return QDesktopServices::openUrl(url); }))
    , m_actions(new Actions(this))
    , m_pump(new DeltaPump(port, this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Sluice"_s);
    setWindowIcon(appIcon());
    setAcceptDrops(true);
    setUnifiedTitleAndToolBarOnMac(true);
    buildToolBar();
    buildBody();
    buildMenus();
    restoreState();
    connect(m_actions, &Actions::triggered, this, &MainWindow::run);
    connect(m_pump, &DeltaPump::arrived, this, &MainWindow::takeDelta);

    const engine::Settings settings = m_port.settings();
    m_limit->setUse(settings.limit, 0);
    setLowering(settings.lowering);
    checkInsecure();
    m_view->setFocus();
    m_pump->start();
    updateActions();
}

MainWindow::~MainWindow()
{
    // Its destructor commits a removal, and nothing may come back into a window that is half gone.
    m_pump->disconnect(this);
}

void MainWindow::takeDelta(const engine::Delta &delta)
{
    const async::LoopMonitor::Guard guard(&m_picture->monitor(), "window: what the engine says");
    m_model->apply(delta);
    m_picture->take(delta);
    m_limit->setUse(delta.totals.limit, delta.totals.active);
    m_status->setTotals(delta.totals);
    showWatched();
    if (delta.details)
        m_details->setDetails(*delta.details);
    for (const engine::Notice &notice : delta.notices)
        post(messageFor(notice));
    m_loaded = m_loaded || delta.loaded;
    m_pages->setCurrentIndex(m_loaded && m_model->total() == 0 ? 1 : 0);

    ++m_pulls;
    const bool changed = !delta.changed.empty() || !delta.removed.empty();
    if (changed)
        showNote();
    // Counting a huge selection ten times a second would be felt.
    constexpr int kHuge = 2'000;
    if (m_pulls % kSeldom == 0 || (changed && m_model->total() < kHuge))
        updateActions();
    if (m_pulls % kSeldom == 0)
        checkInsecure();
}

void MainWindow::applyFilter()
{
    m_model->setFilter(m_categories->category(), m_filter->text());
    showNote();
    updateActions();
}

void MainWindow::showNote()
{
    if (m_model->rowCount() > 0 || m_model->total() == 0)
        m_note->say({});
    else if (const QString text = m_filter->text().trimmed(); !text.isEmpty())
        m_note->say(tr("Nothing here matches “%1”. Esc clears the filter.").arg(text));
    else
        m_note->say(tr("No downloads are in “%1”.").arg(categoryTitle(m_categories->category())));
}

void MainWindow::checkInsecure()
{
    const Message message = insecureMessage();
    const bool insecure = m_port.settings().insecure;
    if (insecure && !m_messages->contains(message.id))
        m_messages->post(message);
    else if (!insecure)
        m_messages->withdraw(message.id);
}

void MainWindow::setDemoRunning(bool on)
{
    if (on)
        m_messages->post(demoMessage());
    else
        m_messages->withdraw(demoMessage().id);
}

void MainWindow::post(Message message)
{
    m_messages->post(std::move(message));
}

void MainWindow::present()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

std::vector<engine::Row> MainWindow::selectedRows() const
{
    std::vector<engine::Row> rows;
    for (const engine::Id id : m_view->selectedIds()) {
        if (const engine::Row *row = m_model->find(id))
            rows.push_back(*row);
    }
    return rows;
}

void MainWindow::selectionChanged()
{
    const std::vector<engine::Id> ids = m_view->selectedIds();
    const engine::Id current = m_view->currentId();
    const bool currentIsSelected = std::ranges::find(ids, current) != ids.end();
    const engine::Id watched = ids.empty() ? 0 : currentIsSelected ? current : ids.front();
    if (watched != m_watched) {
        m_watched = watched;
        m_port.watch(watched);
        m_picture->setCurrent(watched);
        showWatched();
    }
    updateActions();
}

void MainWindow::showWatched()
{
    if (const engine::Row *row = m_model->find(m_watched))
        m_details->setRow(*row);
    else
        m_details->clear();
}

void MainWindow::updateActions()
{
    Selection selection;
    for (const engine::Id id : m_view->selectedIds()) {
        if (const engine::Row *row = m_model->find(id))
            selection.add(*row);
    }
    selection.rows = m_model->rowCount();
    selection.limit = m_limit->limit();
    selection.undoable = m_pump->undoable() > 0;
    m_actions->update(selection);
}

bool MainWindow::event(QEvent *event)
{
    // The status bar holds the totals; a tip for every menu entry would make them blink.
    if (event->type() == QEvent::StatusTip)
        return true;
    return QMainWindow::event(event);
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Escape:
            m_filter->clear();
            m_view->setFocus();
            return true;
        case Qt::Key_Down:
        case Qt::Key_Return:
        case Qt::Key_Enter:
            m_view->setFocus();
            return true;
        default:
            break;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    m_pump->commit();
    event->accept();
    Q_EMIT quitRequested();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    // Rows of our own table are links too; dropping them where they came from would ask to add them again.
    const auto *from = qobject_cast<QWidget *>(event->source());
    const bool ours = from && isAncestorOf(from);
    if (!ours && (event->mimeData()->hasUrls() || event->mimeData()->hasText()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const DroppedLinks dropped = droppedLinks(*event->mimeData());
    for (const QString &path : dropped.files)
        addListFile(path);
    if (!dropped.text.isEmpty())
        addLinks(dropped.text);
    event->acceptProposedAction();
}

} // namespace sluice::ui
