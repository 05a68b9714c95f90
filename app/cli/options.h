// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/grammar.h"
#include "core/download/request.h"
#include "core/download/settings.h"
#include "core/trace/export_file.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <expected>
#include <optional>

namespace sluice::app {

enum class Theme { System, Light, Dark };

/// The command line, understood. Unset values mean "as the settings say". Nothing here has touched the disk.
struct Options {
    Command command = Command::Window;
    bool help = false;
    bool version = false;

    QStringList links;      ///< as typed
    QStringList inputFiles; ///< "-" is standard input, at most once
    QString dir;            ///< as typed; empty = not given
    QString output;
    QString profile;

    std::optional<int> limit;
    std::optional<int> hostLimit;
    std::optional<qint64> rateLimit; ///< bytes a second
    std::optional<int> connectTimeoutMs;
    std::optional<int> stallTimeoutMs;
    std::optional<qint64> deadlineMs;
    std::optional<int> retries;
    std::optional<int> retryWaitMs;
    std::optional<download::Checksum> checksum;
    std::optional<download::Conflict> conflict;
    QList<QByteArray> headers; ///< "Name: value"
    QString userAgent;
    QString referer;
    QString proxy;
    QString cookieFile;
    QString caFile;
    bool insecure = false;
    bool noResume = false;

    QString traceFile;                         ///< of get: where the recording goes; empty = no recording
    std::optional<trace::FileFormat> exportAs; ///< of trace; links[0] is the recording, `output` the file to write

    bool json = false;
    bool quiet = false;

    Theme theme = Theme::System;
    bool start = false;
    bool quitWhenDone = false;
    bool demo = false;
};

/// Understands the arguments (without the program's name). The error is one whole, translated sentence or two
/// that name the option, the value and the remedy; exit status 2. Does not look at the disk, does not check the
/// links themselves: see collectRequests(). Any thread.
std::expected<Options, QString> parseOptions(const QStringList &arguments);

/// `base` with what the command line says put over it. Pure.
download::Settings withOptions(download::Settings base, const Options &options);

/// Why `name` cannot be the name of a file, as a whole sentence with the remedy; empty if it can. Pure but for
/// the translation.
QString fileNameProblem(const QString &name);

} // namespace sluice::app
