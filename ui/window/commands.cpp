// SPDX-License-Identifier: MIT
#include "ui/window/commands.h"

namespace sluice::ui {

using download::State;

void Selection::add(const engine::Row &row)
{
    ++count;
    ++byState[static_cast<std::size_t>(row.state)];
    if (row.state == State::Done && !row.path.isEmpty())
        ++withFile;
}

bool appliesTo(Command command, State state)
{
    switch (command) {
    case Command::Resume:
        return state == State::Paused || state == State::Failed || state == State::Cancelled;
    case Command::Pause:
        return download::isRunning(state) || download::isWaiting(state);
    case Command::Cancel:
        return !download::isFinal(state);
    case Command::Retry:
        return state == State::Failed || state == State::Cancelled || state == State::Backoff;
    case Command::MoveTop:
    case Command::MoveUp:
    case Command::MoveDown:
    case Command::MoveBottom:
        return !download::isFinal(state);
    case Command::OpenFile:
        return state == State::Done;
    default:
        return true;
    }
}

bool isEnabled(Command command, const Selection &selection)
{
    switch (command) {
    case Command::Resume:
    case Command::Pause:
    case Command::Cancel:
    case Command::Retry:
    case Command::MoveTop:
    case Command::MoveUp:
    case Command::MoveDown:
    case Command::MoveBottom:
        for (int i = 0; i < download::kStateCount; ++i) {
            if (selection.byState[static_cast<std::size_t>(i)] > 0 && appliesTo(command, static_cast<State>(i)))
                return true;
        }
        return false;
    case Command::Remove:
    case Command::RemoveFiles:
    case Command::OpenFolder:
    case Command::CopyLink:
        return selection.count > 0;
    case Command::OpenFile:
        return selection.withFile > 0;
    case Command::SelectAll:
        return selection.rows > 0;
    case Command::RaiseLimit:
        return selection.limit < download::kMaxLimit;
    case Command::LowerLimit:
        return selection.limit > download::kMinLimit;
    case Command::UndoRemove:
        return selection.undoable;
    default:
        return true;
    }
}

} // namespace sluice::ui
