// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/port.h"
#include "ui/window/commands.h"

#include <QStringList>
#include <QUrl>

#include <functional>
#include <span>
#include <vector>

namespace sluice::ui {

/// The ids of the rows a command acts on, in the order of the queue. Pure.
std::vector<engine::Id> idsFor(Command command, std::span<const engine::Row> rows);

/// Tells the engine what a command means for the selected rows: resume, pause, cancel, retry, and the moves. Does
/// nothing when no row is concerned. Returns false when the command is none of these. Any thread.
bool runOnEngine(Command command, std::span<const engine::Row> rows, engine::Port &port);

/// Opens a file or folder with the desktop's program for it; false when there is none.
using OpenUrl = std::function<bool(const QUrl &)>;

/// At most this many files or folders are opened at once: a slip with "select all" must not start 10,000 programs.
inline constexpr int kMaxOpened = 12;

/// The finished files of the rows, at most kMaxOpened. Pure.
QList<QUrl> filesToOpen(std::span<const engine::Row> rows);
/// The folders of the rows, each once, at most kMaxOpened. Pure.
QList<QUrl> foldersToOpen(std::span<const engine::Row> rows);
/// The links of the rows, one a line. Pure.
QString linksText(std::span<const engine::Row> rows);

} // namespace sluice::ui
