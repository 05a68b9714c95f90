// SPDX-License-Identifier: MIT
#include "app/trace/trace_command.h"

#include "app/get/tally.h"
#include "app/terminal/complain.h"
#include "app/terminal/output.h"
#include "app/trace/file_words.h"
#include "app/trace/summary_table.h"
#include "app/trace/target_check.h"
#include "core/trace/export_file.h"
#include "core/trace/recording_file.h"

#include <csignal>
#include <limits>
#include <unistd.h>

namespace sluice::app {

int runTrace(const Options &options)
{
    std::signal(SIGPIPE, SIG_IGN);
    if (!options.output.isEmpty()) {
        if (const QString problem = targetProblem(options.output); !problem.isEmpty())
            return complain({problem}, kExitUsage);
    }
    const auto recording = trace::openRecording(options.links.first());
    if (!recording)
        return complain({fileProblemText(recording.error())}, kExitUsage);
    if (!options.output.isEmpty()) {
        const auto format = options.exportAs ? options.exportAs : trace::formatOf(options.output);
        const auto written = trace::writeFile(*recording, options.output, format.value());
        return written ? kExitAllDone : complain({fileProblemText(written.error())}, kExitSomeFailed);
    }
    Output output(STDOUT_FILENO);
    // A file or a pipe takes names whole; somebody may look for them there.
    const int columns = output.isTerminal() ? terminalSize(STDOUT_FILENO).columns : std::numeric_limits<int>::max();
    output.write(summaryTable(*recording, columns).toUtf8());
    return output.flush() ? kExitAllDone : kExitSomeFailed;
}

} // namespace sluice::app
