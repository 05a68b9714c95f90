// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/options.h"
#include "app/handover.h"
#include "app/window/demo_run.h"
#include "app/window/left_to_do.h"
#include "core/engine/port.h"
#include "ui/window/main_window.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace sluice::app {

/// Adds downloads that are to begin at once, to the default folder where they name none. Any thread.
void startDownloads(engine::Port &port, std::vector<download::Request> requests);

/// The window and what the command line, other starts and the demo want of it. Window thread.
class Session : public QObject
{
    Q_OBJECT

public:
    /// All three outlive the session; `demo` is filled when a demo starts and must outlive the engine, which
    /// writes into its folder to the last.
    Session(engine::Port &port, const Options &options, std::unique_ptr<DemoRun> &demo);
    ~Session() override;

    /// Shows the window and does what the command line says: `requests` go into the add dialog, or with --start
    /// straight into the queue.
    void open(std::vector<download::Request> requests);
    /// What another start handed over.
    void takeHandover(const Handover &handover);
    /// Starts a demo where none runs, adds its downloads and marks the window.
    void startDemo();

Q_SIGNALS:
    /// The application should end.
    void finished();

private:
    void bring(std::vector<download::Request> requests, bool start);
    void takeEvents();
    void look();

    engine::Port &m_port;
    bool m_start;
    bool m_quitWhenDone;
    ui::MainWindow m_window;
    std::unique_ptr<DemoRun> &m_demo;
    bool m_demoAdded = false;
    std::vector<download::Id> m_demoIds;
    LeftToDo m_leftToDo;
    QElapsedTimer m_sinceEvent;
    QElapsedTimer m_sinceLook;
    QTimer m_events;
};

} // namespace sluice::app
