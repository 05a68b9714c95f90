// SPDX-License-Identifier: MIT
#include "app/window/window_command.h"

#include "app/cli/collect_requests.h"
#include "app/get/interrupts.h"
#include "app/get/tally.h"
#include "app/profile.h"
#include "app/single_instance.h"
#include "app/terminal/complain.h"
#include "app/window/demo_run.h"
#include "app/window/loop_report.h"
#include "app/window/session.h"
#include "ui/window/theme.h"

#include <QApplication>

#include <memory>
#include <utility>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::Window)
};

constexpr int kExitFailure = 1;

ui::Theme themeOf(Theme theme)
{
    switch (theme) {
    case Theme::Light:
        return ui::Theme::Light;
    case Theme::Dark:
        return ui::Theme::Dark;
    case Theme::System:
        break;
    }
    return ui::Theme::System;
}

/// The options that are settings of the whole engine.
bool changesSettings(const Options &options)
{
    return withOptions({}, options) != download::Settings{};
}

int handOver(const Profile &profile, const Options &options, std::vector<download::Request> requests)
{
    Handover handover;
    handover.requests = std::move(requests);
    handover.start = options.start;
    handover.activationToken = qgetenv("XDG_ACTIVATION_TOKEN");
    const auto taken = SingleInstance::handOver(profile, handover);
    if (!taken)
        return complain({taken.error()}, kExitFailure);
    if (changesSettings(options)) {
        return complain(
            {Tr::tr("Sluice runs already and keeps its settings. Change them in its window.")}, kExitAllDone);
    }
    return kExitAllDone;
}

int show(const Options &options, const EngineFactory &makeEngine, const Profile &profile, SingleInstance *instance,
    std::unique_ptr<DemoRun> &demo, std::vector<download::Request> requests)
{
    EngineStart start;
    start.storePath = profile.windowStore();
    // What the queue holds may be done before there is a session that could ask.
    start.recordEvents = options.quitWhenDone;
    start.trace = true;
    const auto engine = makeEngine(start);
    if (!engine)
        return complain({engine.error()}, kExitFailure);
    engine::Port &port = **engine;
    if (changesSettings(options))
        port.setSettings(withOptions(port.settings(), options));

    // The engine works while the window is made.
    if (options.start && !requests.empty())
        startDownloads(port, std::exchange(requests, {}));

    Interrupts interrupts;
    Session session(port, options, demo);
    QObject::connect(&interrupts, &Interrupts::interrupted, qApp, &QCoreApplication::quit);
    QObject::connect(&session, &Session::finished, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    if (instance)
        QObject::connect(instance, &SingleInstance::handedOver, &session, &Session::takeHandover);
    session.open(std::move(requests));
    if (options.demo)
        session.startDemo();
    const auto report = LoopReport::wanted();
    return QApplication::exec();
}

} // namespace

QString displayProblem()
{
    const bool named = !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
    if (named || !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        return {};
    return Tr::tr("There is no display for a window. Use \"sluice get URL\", which needs none.");
}

int runWindow(QApplication &application, const Options &options, const EngineFactory &makeEngine)
{
    // Without -d the window's own folder counts, not the one the program happens to be started in.
    auto requests = collectRequests(options, options.dir.isEmpty() ? QString() : targetFolder(options, {}));
    if (!requests)
        return complain(requests.error(), kExitUsage);
    QApplication::setQuitOnLastWindowClosed(false); // the session says when
    ui::applyTheme(application, themeOf(options.theme));

    // Before the engine, after which it ends.
    std::unique_ptr<DemoRun> demo;
    if (options.demo) {
        auto started = DemoRun::start();
        if (!started)
            return complain({started.error()}, kExitFailure);
        demo = *std::move(started);
    }
    const auto profile = openProfile(demo ? demo->profileFolder() : options.profile);
    if (!profile)
        return complain({profile.error()}, kExitUsage);
    const auto instance = SingleInstance::claim(*profile);
    if (!instance)
        return complain({instance.error()}, kExitFailure);
    if (!*instance)
        return handOver(*profile, options, *std::move(requests));
    return show(options, makeEngine, *profile, instance->get(), demo, *std::move(requests));
}

} // namespace sluice::app
