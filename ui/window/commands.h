// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"

#include <QKeySequence>
#include <QList>
#include <QString>

#include <array>

namespace sluice::ui {

/// Everything the window can be told to do; one QAction each.
enum class Command {
    Add,
    Paste,
    Import,
    OpenRecording,
    SaveRecording,
    CompareRecordings,
    ExportPicture,
    Settings,
    Quit,
    Resume,
    Pause,
    Cancel,
    Retry,
    Remove,
    RemoveFiles,
    UndoRemove,
    MoveTop,
    MoveUp,
    MoveDown,
    MoveBottom,
    OpenFile,
    OpenFolder,
    CopyLink,
    SelectAll,
    RaiseLimit,
    LowerLimit,
    SetLimit,
    Drain,
    Park,
    TogglePanel,
    ToggleCategories,
    ToggleToolbar,
    ShowTimeline,
    ShowThroughput,
    ShowSlots,
    ShowDetails,
    ShowHealth,
    ReducedMotion,
    FocusFilter,
    Demo,
    Shortcuts,
    About,
};
inline constexpr int kCommandCount = static_cast<int>(Command::About) + 1;

/// How a command looks and which keys it has. Texts are translated.
struct CommandInfo {
    QString id;        ///< stable, e.g. "remove-files"; the object name of its QAction
    QString text;      ///< for menus, with its mnemonic
    QString shortText; ///< for the toolbar
    QString tip;
    QString icon; ///< name for icon(); empty = none
    QList<QKeySequence> keys;
    bool checkable = false;
};
CommandInfo commandInfo(Command command);

/// What the enabled rules look at: the selected rows, counted, and a few facts of the window.
struct Selection {
    int count = 0;
    std::array<int, download::kStateCount> byState{};
    int withFile = 0;      ///< finished rows whose file is known
    int rows = 0;          ///< rows in the table, selected or not
    int limit = 1;         ///< the concurrency limit
    bool undoable = false; ///< a removal can be undone

    /// Counts one row in.
    void add(const engine::Row &row);
    int of(download::State state) const { return byState[static_cast<std::size_t>(state)]; }
};
/// Whether a command makes sense now. Pure.
bool isEnabled(Command command, const Selection &selection);

/// The rows of a selection a command acts on; the others are left alone. Pure.
bool appliesTo(Command command, download::State state);

} // namespace sluice::ui
