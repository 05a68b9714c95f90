// SPDX-License-Identifier: MIT
#include "app/window/session.h"

#include "app/get/look_pace.h"
#include "app/window/list_text.h"

#include <QStandardPaths>

#include <algorithm>
#include <utility>

namespace sluice::app {

namespace {

constexpr int kLookEveryMs = 20;
// In the queue of an earlier run nothing may be open for a moment, between the end of one and the start of the next.
constexpr int kQuietMs = 40;

} // namespace

void startDownloads(engine::Port &port, std::vector<download::Request> requests)
{
    QString folder = port.settings().folder;
    if (folder.isEmpty())
        folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    for (download::Request &request : requests) {
        if (request.folder.isEmpty())
            request.folder = folder;
    }
    port.add(std::move(requests), false);
}

Session::Session(engine::Port &port, const Options &options, std::unique_ptr<DemoRun> &demo)
    : m_port(port)
    , m_start(options.start)
    , m_quitWhenDone(options.quitWhenDone)
    , m_window(port)
    , m_demo(demo)
{
    connect(&m_window, &ui::MainWindow::quitRequested, this, &Session::finished);
    connect(&m_window, &ui::MainWindow::demoRequested, this, &Session::startDemo);
    connect(&m_events, &QTimer::timeout, this, &Session::look);
    m_sinceLook.start();
    if (m_quitWhenDone)
        m_events.start(kLookEveryMs); // the engine was started with its events recorded
}

Session::~Session()
{
    // The server ends with the program, so its downloads could never go on.
    takeEvents();
    if (!m_demoIds.empty())
        m_port.remove(m_demoIds, engine::RemoveFiles::All);
}

void Session::open(std::vector<download::Request> requests)
{
    m_window.show();
    bring(std::move(requests), m_start);
}

void Session::takeHandover(const Handover &handover)
{
    if (!handover.activationToken.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", handover.activationToken); // Qt takes it from there
    m_window.present();
    bring(handover.requests, handover.start);
}

void Session::bring(std::vector<download::Request> requests, bool start)
{
    if (requests.empty())
        return;
    if (start)
        startDownloads(m_port, std::move(requests));
    else
        m_window.addLinks(listText(requests));
}

void Session::startDemo()
{
    if (m_demoAdded)
        return m_window.present();
    if (!m_demo) {
        auto demo = DemoRun::start();
        if (!demo)
            return m_window.post({.kind = ui::Message::Kind::Warning, .text = demo.error()});
        m_demo = *std::move(demo);
    }
    m_demoAdded = true;
    m_port.recordEvents(true);
    m_events.start(kLookEveryMs);
    m_port.add(m_demo->requests(), false);
    m_window.setDemoRunning(true);
}

void Session::takeEvents()
{
    const std::vector<engine::StateEvent> events = m_port.takeEvents();
    for (const engine::StateEvent &event : events) {
        m_leftToDo.apply(event);
        if (event.kind == engine::StateEvent::Kind::Added && m_demo && m_demo->isOurs(event.url))
            m_demoIds.push_back(event.id);
    }
    if (!events.empty())
        m_sinceEvent.start();
}

void Session::look()
{
    const int before = m_leftToDo.count();
    takeEvents();
    if (!m_quitWhenDone)
        return;
    const int left = m_leftToDo.count();
    const int wait = nextLookMs(left, std::max(before - left, 0), m_sinceLook.restart());
    const bool isLively = m_sinceEvent.isValid() && m_sinceEvent.elapsed() < kLivelyMs;
    m_events.setInterval(isLively ? std::min(kLookEveryMs, wait) : kLookEveryMs);
    if (m_leftToDo.isNothing() && (!m_leftToDo.mayBeMore() || m_sinceEvent.elapsed() >= kQuietMs))
        Q_EMIT finished();
}

} // namespace sluice::app
