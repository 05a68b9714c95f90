// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/options.h"
#include "core/download/request.h"
#include "core/sources/link.h"

#include <QString>
#include <QStringList>

#include <expected>
#include <vector>

namespace sluice::app {

/// Most problems listed one by one; the rest is counted.
inline constexpr int kMostProblems = 20;

/// Turns links and list files of the command line into requests, in their order, links first. `folder` is the
/// absolute path where files go that say nothing else (Options::dir, already resolved, or the default); empty
/// leaves Request::folder empty, for the window to decide.
///
/// Reads the list files and looks at every folder named, and creates nothing. Either everything is fine, or the
/// error lists what is wrong: whole sentences that name the link or "FILE, line N", each with its remedy, at
/// most kMostProblems of them and then how many more there are. Blocks while it reads.
std::expected<std::vector<download::Request>, QStringList> collectRequests(
    const Options &options, const QString &folder);

/// What is wrong with a link, as a whole sentence with the remedy; starts with the link itself. Pure but for the
/// translation.
QString linkProblemText(const QString &link, const sources::LinkError &error);

/// Options::dir as an absolute path, or `fallback` when it was not given.
QString targetFolder(const Options &options, const QString &fallback);

} // namespace sluice::app
