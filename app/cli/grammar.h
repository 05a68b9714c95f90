// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

#include <expected>
#include <span>
#include <vector>

namespace sluice::app {

/// What the program was asked to be.
enum class Command {
    Window, ///< `sluice [options] [URL…]`
    Get,    ///< `sluice get [options] URL…`
    Trace,  ///< `sluice trace [options] FILE`
};

enum class OptionId {
    Dir,
    Output,
    InputFile,
    Limit,
    Connections,
    HostLimit,
    LimitRate,
    ConnectTimeout,
    StallTimeout,
    Timeout,
    Retries,
    RetryWait,
    Checksum,
    Header,
    UserAgent,
    Referer,
    Proxy,
    Cookies,
    CaFile,
    Insecure,
    OnConflict,
    NoResume,
    Profile,
    Json,
    Quiet,
    Trace,
    Export,
    Theme,
    Start,
    QuitWhenDone,
    Demo,
    Help,
    Version,
};

/// Which command an option belongs to. Both: those that download.
enum class Scope { Both, GetOnly, WindowOnly, TraceOnly, Everywhere };

/// One option of the command line. `placeholder` is empty for switches, which take no value.
struct OptionSpec {
    OptionId id;
    char shortName; ///< '\0' = none
    const char *name;
    const char *placeholder;
    Scope scope;
    bool repeatable;
    const char *help; ///< source text, to be translated in the context "sluice::app::Options"
};

/// All options, in the order of the help page.
std::span<const OptionSpec> optionSpecs();

/// One option as it stood on the command line.
struct GivenOption {
    OptionId id = OptionId::Help;
    QString spelled; ///< "-j" or "--limit", as typed
    QString value;   ///< empty for switches
};

/// The command line cut into options and links; nothing has been understood yet.
struct Words {
    Command command = Command::Window;
    std::vector<GivenOption> options; ///< in the order given
    QStringList links;
};

/// Cuts the arguments (without the program's name) into options and links by the usual rules: "--name value",
/// "--name=value", "-nvalue", "-n value", switches may share one dash, "--" ends the options, a lone "-" is not
/// an option. The command is "get" or "trace" only as the very first word. The error is a whole sentence, translated: an
/// unknown option (with the nearest known one), a missing or unwanted value, an option given twice, or an
/// option of the other command. Pure but for the translation.
std::expected<Words, QString> splitWords(const QStringList &arguments);

/// The known long option that looks most like `name` ("--limt" → "--limit"); empty if none is near. Pure.
QString nearestOption(const QString &name);

} // namespace sluice::app
