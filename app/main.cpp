// SPDX-License-Identifier: MIT
#include "app/cli/help.h"
#include "app/cli/options.h"
#include "app/engine_factory.h"
#include "app/get/get_command.h"
#include "app/get/tally.h"
#include "app/terminal/complain.h"
#include "app/terminal/output.h"
#include "app/trace/trace_command.h"
#include "app/window/window_command.h"
#include "core/engine/engine_thread.h"
#include "ui/window/translations.h"

#include <QApplication>
#include <QLocale>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::app;

namespace {

std::expected<std::unique_ptr<engine::Port>, QString> makeEngine(const EngineStart &start)
{
    engine::EngineConfig config;
    config.storePath = start.storePath;
    config.settings = start.settings;
    config.oneRun = start.discardFinished;
    config.resume = start.resume;
    config.rows = start.rows;
    config.trace = start.trace;
    auto thread = std::make_unique<engine::EngineThread>(config);
    thread->recordEvents(start.recordEvents);
    if (auto started = thread->start(); !started)
        return std::unexpected(std::move(started).error());
    return thread;
}

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    return arguments;
}

void describe(QCoreApplication &application)
{
    QCoreApplication::setApplicationName(u"sluice"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SLUICE_VERSION));
    ui::installTranslations(application, QLocale());
}

int print(const QString &text)
{
    Output output(STDOUT_FILENO);
    output.write(text.toUtf8());
    return output.flush() ? kExitAllDone : kExitSomeFailed;
}

int runWithoutWindow(int argc, char **argv)
{
    // Qt's own event loop is 6 % faster than GLib's here, measured over 10,000 small files; nothing without a window
    // needs GLib's.
    if (!qEnvironmentVariableIsSet("QT_NO_GLIB"))
        qputenv("QT_NO_GLIB", "1");
    QCoreApplication application(argc, argv);
    describe(application);
    // Understood once more, now that messages can be translated.
    const auto options = parseOptions(argumentsOf(argc, argv));
    if (!options)
        return complain({options.error()}, kExitUsage);
    if (options->help)
        return print(helpText());
    if (options->version)
        return print(versionText());
    if (options->command == Command::Get)
        return runGet(*options, makeEngine);
    if (options->command == Command::Trace)
        return runTrace(*options);
    return complain({displayProblem()}, kExitUsage);
}

} // namespace

int main(int argc, char **argv)
{
    openStandardDescriptors();
    // Before any application object: only the window may be a QApplication, which needs a display.
    const auto options = parseOptions(argumentsOf(argc, argv));
    const bool window = options && options->command == Command::Window && !options->help && !options->version;
    if (!window || !displayProblem().isEmpty())
        return runWithoutWindow(argc, argv);

    QApplication application(argc, argv);
    describe(application);
    QGuiApplication::setDesktopFileName(u"org.sluice.Sluice"_s);
    return runWindow(application, *options, makeEngine);
}
