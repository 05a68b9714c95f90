// SPDX-License-Identifier: MIT
#include "app/get/get_command.h"

#include "app/cli/collect_requests.h"
#include "app/get/get_run.h"
#include "app/get/interrupts.h"
#include "app/get/json_reporter.h"
#include "app/get/record_builder.h"
#include "app/get/text_reporter.h"
#include "app/profile.h"
#include "app/terminal/complain.h"
#include "app/terminal/output.h"
#include "app/trace/file_words.h"
#include "app/trace/target_check.h"
#include "core/trace/export_file.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <cerrno>
#include <langinfo.h>
#include <memory>
#include <unistd.h>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::GetCommand)
};

bool localeIsUtf8()
{
    return qstrcmp(::nl_langinfo(CODESET), "UTF-8") == 0;
}

bool hasBars(const Options &options, const Output &errors)
{
    return !options.quiet && errors.isTerminal() && qgetenv("TERM") != "dumb";
}

std::unique_ptr<Reporter> makeReporter(const Options &options, Output &output, Output &errors)
{
    using enum TextReporter::Verbosity;
    if (options.json)
        return std::make_unique<JsonReporter>(output, errors);
    const bool bars = hasBars(options, errors);
    return std::make_unique<TextReporter>(output, errors, options.quiet ? Quiet : bars ? Bars : Lines, localeIsUtf8());
}

} // namespace

int runGet(const Options &options, const EngineFactory &makeEngine)
{
    Output output(STDOUT_FILENO, &Interrupts::isRequested);
    Output errors(STDERR_FILENO, &Interrupts::isRequested);

    auto requests = collectRequests(options, targetFolder(options, QDir::currentPath()));
    if (!requests)
        return complain(requests.error(), kExitUsage);
    if (const QString problem = targetProblem(options.traceFile); !options.traceFile.isEmpty() && !problem.isEmpty())
        return complain({problem}, kExitUsage);
    const auto profile = openProfile(options.profile);
    if (!profile)
        return complain({profile.error()}, kExitUsage);
    const auto store = claimGetStore(*profile);
    if (!store)
        return complain({store.error()}, kExitSomeFailed);

    // Not before: until here Ctrl+C may simply end the process, for instance while it reads standard input.
    Interrupts interrupts;
    EngineStart start;
    start.storePath = store->path;
    start.settings = withOptions({}, options);
    start.settings->folder = targetFolder(options, QDir::currentPath());
    start.discardFinished = true;
    start.resume = !options.noResume;
    start.rows = options.json || hasBars(options, errors);
    start.trace = !options.traceFile.isEmpty();
    const auto engine = makeEngine(start);
    if (!engine)
        return complain({engine.error()}, kExitSomeFailed);

    const std::unique_ptr<Reporter> reporter = makeReporter(options, output, errors);
    std::unique_ptr<RecordBuilder> record;
    if (start.trace)
        record = std::make_unique<RecordBuilder>();
    int status = kExitSomeFailed;
    {
        GetRun run(**engine, *reporter);
        if (record)
            run.record(*record);
        QObject::connect(&interrupts, &Interrupts::interrupted, &run, &GetRun::interrupt);
        QObject::connect(&run, &GetRun::finished, &run, [&status](int result) {
            status = result;
            QCoreApplication::quit();
        });
        run.start(*std::move(requests));
        QCoreApplication::exec();
    }
    if (record) {
        const trace::Recording recording = record->finish();
        const auto written = trace::writeFile(recording, options.traceFile, trace::formatOf(options.traceFile).value());
        if (!written)
            return complain({fileProblemText(written.error())}, std::max(status, kExitSomeFailed));
    }
    // A reader that went away has seen enough; a full disk has swallowed what somebody wanted to keep.
    if (output.isBroken() && output.error() != EPIPE && output.error() != EINTR) {
        return complain({Tr::tr("Standard output cannot be written to (%1).").arg(qt_error_string(output.error()))},
            std::max(status, kExitSomeFailed));
    }
    return status;
}

} // namespace sluice::app
