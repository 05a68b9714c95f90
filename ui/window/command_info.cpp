// SPDX-License-Identifier: MIT
// The one table of names, words, icons and keys.
#include "ui/window/commands.h"

#include <QCoreApplication>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Commands)
};

QList<QKeySequence> keys(QKeyCombination first)
{
    return {QKeySequence(first)};
}

} // namespace

CommandInfo commandInfo(Command command)
{
    switch (command) {
    case Command::Add:
        return {.id = u"add"_s,
            .text = Texts::tr("&Add links…"),
            .shortText = Texts::tr("Add"),
            .tip = Texts::tr("Add links to download"),
            .icon = u"add"_s,
            .keys = keys(Qt::CTRL | Qt::Key_N)};
    case Command::Paste:
        return {.id = u"paste"_s,
            .text = Texts::tr("&Paste links"),
            .shortText = Texts::tr("Paste"),
            .tip = Texts::tr("Add the links on the clipboard"),
            .icon = u"paste"_s,
            .keys = keys(Qt::CTRL | Qt::Key_V)};
    case Command::Import:
        return {.id = u"import"_s,
            .text = Texts::tr("&Import list file…"),
            .shortText = Texts::tr("Import"),
            .tip = Texts::tr("Add the links in a text file, one a line"),
            .icon = u"import"_s,
            .keys = keys(Qt::CTRL | Qt::Key_O)};
    case Command::OpenRecording:
        return {.id = u"open-recording"_s,
            .text = Texts::tr("Open &recording…"),
            .shortText = Texts::tr("Open recording"),
            .tip = Texts::tr("Look at a session that was saved"),
            .icon = u"open-recording"_s,
            .keys = keys(Qt::CTRL | Qt::SHIFT | Qt::Key_O)};
    case Command::SaveRecording:
        return {.id = u"save-recording"_s,
            .text = Texts::tr("&Save recording…"),
            .shortText = Texts::tr("Save recording"),
            .tip = Texts::tr("Keep what the picture shows, to look at it again"),
            .icon = u"save"_s,
            .keys = keys(Qt::CTRL | Qt::Key_S)};
    case Command::CompareRecordings:
        return {.id = u"compare-recordings"_s,
            .text = Texts::tr("&Compare recordings…"),
            .shortText = Texts::tr("Compare"),
            .tip = Texts::tr("Show two recordings on one time axis"),
            .icon = u"compare"_s,
            .keys = keys(Qt::CTRL | Qt::SHIFT | Qt::Key_C)};
    case Command::ExportPicture:
        return {.id = u"export"_s,
            .text = Texts::tr("&Export…"),
            .shortText = Texts::tr("Export"),
            .tip = Texts::tr("Save the picture, or the recording for other programs"),
            .icon = u"export"_s,
            .keys = keys(Qt::CTRL | Qt::Key_E)};
    case Command::Settings:
        return {.id = u"settings"_s,
            .text = Texts::tr("&Settings…"),
            .shortText = Texts::tr("Settings"),
            .tip = Texts::tr("Change how Sluice downloads"),
            .icon = u"settings"_s,
            .keys = keys(Qt::CTRL | Qt::Key_Comma)};
    case Command::Quit:
        return {.id = u"quit"_s,
            .text = Texts::tr("&Quit"),
            .shortText = Texts::tr("Quit"),
            .tip = Texts::tr("Close Sluice; unfinished downloads go on at the next start"),
            .icon = u"quit"_s,
            .keys = keys(Qt::CTRL | Qt::Key_Q)};
    case Command::Resume:
        return {.id = u"resume"_s,
            .text = Texts::tr("&Resume"),
            .shortText = Texts::tr("Resume"),
            .tip = Texts::tr("Put the selected downloads back into the queue, with the bytes they hold"),
            .icon = u"resume"_s,
            .keys = keys(Qt::CTRL | Qt::Key_R)};
    case Command::Pause:
        return {.id = u"pause"_s,
            .text = Texts::tr("&Pause"),
            .shortText = Texts::tr("Pause"),
            .tip = Texts::tr("Stop the selected downloads; they keep their bytes"),
            .icon = u"pause"_s,
            .keys = keys(Qt::CTRL | Qt::Key_P)};
    case Command::Cancel:
        return {.id = u"cancel"_s,
            .text = Texts::tr("&Cancel"),
            .shortText = Texts::tr("Cancel"),
            .tip = Texts::tr("End the selected downloads and drop their unfinished bytes"),
            .icon = u"cancel"_s,
            .keys = keys(Qt::CTRL | Qt::Key_Period)};
    case Command::Retry:
        return {.id = u"retry"_s,
            .text = Texts::tr("Re&try"),
            .shortText = Texts::tr("Retry"),
            .tip = Texts::tr("Try the selected downloads again now"),
            .icon = u"retry"_s,
            .keys = keys(Qt::Key_F5)};
    case Command::Remove:
        return {.id = u"remove"_s,
            .text = Texts::tr("Re&move from list"),
            .shortText = Texts::tr("Remove"),
            .tip = Texts::tr("Take the selected downloads off the list; files stay"),
            .icon = u"remove"_s,
            .keys = keys(Qt::Key_Delete)};
    case Command::RemoveFiles:
        return {.id = u"remove-files"_s,
            .text = Texts::tr("Remove with &files…"),
            .shortText = Texts::tr("Remove with files"),
            .tip = Texts::tr("Take the selected downloads off the list and delete their files; asks first"),
            .icon = u"remove-files"_s,
            .keys = keys(Qt::SHIFT | Qt::Key_Delete)};
    case Command::UndoRemove:
        return {.id = u"undo-remove"_s,
            .text = Texts::tr("&Undo remove"),
            .shortText = Texts::tr("Undo"),
            .tip = Texts::tr("Bring back the downloads that were removed last"),
            .icon = u"undo"_s,
            .keys = keys(Qt::CTRL | Qt::Key_Z)};
    case Command::MoveTop:
        return {.id = u"move-top"_s,
            .text = Texts::tr("Move to &top"),
            .shortText = Texts::tr("To top"),
            .tip = Texts::tr("Let the selected downloads go first"),
            .icon = u"move-top"_s,
            .keys = keys(Qt::ALT | Qt::Key_Home)};
    case Command::MoveUp:
        return {.id = u"move-up"_s,
            .text = Texts::tr("Move &up"),
            .shortText = Texts::tr("Up"),
            .tip = Texts::tr("Move the selected downloads one place up in the queue"),
            .icon = u"move-up"_s,
            .keys = keys(Qt::ALT | Qt::Key_Up)};
    case Command::MoveDown:
        return {.id = u"move-down"_s,
            .text = Texts::tr("Move &down"),
            .shortText = Texts::tr("Down"),
            .tip = Texts::tr("Move the selected downloads one place down in the queue"),
            .icon = u"move-down"_s,
            .keys = keys(Qt::ALT | Qt::Key_Down)};
    case Command::MoveBottom:
        return {.id = u"move-bottom"_s,
            .text = Texts::tr("Move to &bottom"),
            .shortText = Texts::tr("To bottom"),
            .tip = Texts::tr("Let the selected downloads go last"),
            .icon = u"move-bottom"_s,
            .keys = keys(Qt::ALT | Qt::Key_End)};
    case Command::OpenFile:
        return {.id = u"open-file"_s,
            .text = Texts::tr("&Open file"),
            .shortText = Texts::tr("Open"),
            .tip = Texts::tr("Open the finished file"),
            .icon = u"open-file"_s,
            .keys = keys(Qt::CTRL | Qt::Key_Return)};
    case Command::OpenFolder:
        return {.id = u"open-folder"_s,
            .text = Texts::tr("Open fol&der"),
            .shortText = Texts::tr("Folder"),
            .tip = Texts::tr("Open the folder the file is in"),
            .icon = u"folder"_s,
            .keys = keys(Qt::CTRL | Qt::SHIFT | Qt::Key_Return)};
    case Command::CopyLink:
        return {.id = u"copy-link"_s,
            .text = Texts::tr("Copy &link"),
            .shortText = Texts::tr("Copy link"),
            .tip = Texts::tr("Copy the links of the selected downloads, one a line"),
            .icon = u"copy"_s,
            .keys = keys(Qt::CTRL | Qt::Key_C)};
    case Command::SelectAll:
        return {.id = u"select-all"_s,
            .text = Texts::tr("&Select all"),
            .shortText = Texts::tr("Select all"),
            .tip = Texts::tr("Select every download in the table"),
            .icon = u"select-all"_s,
            .keys = keys(Qt::CTRL | Qt::Key_A)};
    case Command::RaiseLimit:
        return {.id = u"raise-limit"_s,
            .text = Texts::tr("&Raise"),
            .shortText = Texts::tr("Raise"),
            .tip = Texts::tr("Let one more download run at once"),
            .icon = u"raise"_s,
            .keys = {QKeySequence(Qt::CTRL | Qt::Key_Up), QKeySequence(Qt::CTRL | Qt::Key_Plus)}};
    case Command::LowerLimit:
        return {.id = u"lower-limit"_s,
            .text = Texts::tr("&Lower"),
            .shortText = Texts::tr("Lower"),
            .tip = Texts::tr("Let one download fewer run at once"),
            .icon = u"lower"_s,
            .keys = {QKeySequence(Qt::CTRL | Qt::Key_Down), QKeySequence(Qt::CTRL | Qt::Key_Minus)}};
    case Command::SetLimit:
        return {.id = u"set-limit"_s,
            .text = Texts::tr("&Set…"),
            .shortText = Texts::tr("Set"),
            .tip = Texts::tr("Type how many downloads run at once"),
            .icon = u"limit"_s,
            .keys = keys(Qt::CTRL | Qt::Key_L)};
    case Command::Drain:
        return {.id = u"drain"_s,
            .text = Texts::tr("&Drain: let running downloads finish"),
            .shortText = Texts::tr("drain"),
            .tip = Texts::tr("When the limit is lowered, running downloads finish and no new ones start"),
            .icon = u"drain"_s,
            .keys = keys(Qt::CTRL | Qt::SHIFT | Qt::Key_D),
            .checkable = true};
    case Command::Park:
        return {.id = u"park"_s,
            .text = Texts::tr("&Park: put the youngest back into the queue"),
            .shortText = Texts::tr("park"),
            .tip = Texts::tr("When the limit is lowered, the youngest downloads wait again and keep their bytes"),
            .icon = u"park"_s,
            .keys = keys(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
            .checkable = true};
    case Command::TogglePanel:
        return {.id = u"toggle-panel"_s,
            .text = Texts::tr("&Lower panel"),
            .shortText = Texts::tr("Panel"),
            .tip = Texts::tr("Show or hide the panel below the table"),
            .icon = u"panel"_s,
            .keys = keys(Qt::CTRL | Qt::Key_J),
            .checkable = true};
    case Command::ToggleCategories:
        return {.id = u"toggle-categories"_s,
            .text = Texts::tr("&Categories"),
            .shortText = Texts::tr("Categories"),
            .tip = Texts::tr("Show or hide the list of categories"),
            .icon = u"categories"_s,
            .keys = keys(Qt::CTRL | Qt::Key_B),
            .checkable = true};
    case Command::ToggleToolbar:
        return {.id = u"toggle-toolbar"_s,
            .text = Texts::tr("&Toolbar"),
            .shortText = Texts::tr("Toolbar"),
            .tip = Texts::tr("Show or hide the toolbar"),
            .icon = {},
            .keys = keys(Qt::CTRL | Qt::SHIFT | Qt::Key_T),
            .checkable = true};
    case Command::ShowTimeline:
        return {.id = u"show-timeline"_s,
            .text = Texts::tr("&Timeline"),
            .shortText = Texts::tr("Timeline"),
            .tip = Texts::tr("Who ran, who waited, and for what"),
            .icon = u"timeline"_s,
            .keys = keys(Qt::CTRL | Qt::Key_1)};
    case Command::ShowThroughput:
        return {.id = u"show-throughput"_s,
            .text = Texts::tr("Through&put"),
            .shortText = Texts::tr("Throughput"),
            .tip = Texts::tr("Where the bandwidth goes"),
            .icon = u"throughput"_s,
            .keys = keys(Qt::CTRL | Qt::Key_2)};
    case Command::ShowSlots:
        return {.id = u"show-slots"_s,
            .text = Texts::tr("&Slots"),
            .shortText = Texts::tr("Slots"),
            .tip = Texts::tr("Who holds the slots, who waits, and whether the limit is right"),
            .icon = u"slots"_s,
            .keys = keys(Qt::CTRL | Qt::Key_3)};
    case Command::ShowDetails:
        return {.id = u"show-details"_s,
            .text = Texts::tr("&Details"),
            .shortText = Texts::tr("Details"),
            .tip = Texts::tr("Attempts, answers and pieces of the selected download"),
            .icon = u"details"_s,
            .keys = keys(Qt::CTRL | Qt::Key_4)};
    case Command::ShowHealth:
        return {.id = u"show-health"_s,
            .text = Texts::tr("&Health"),
            .shortText = Texts::tr("Health"),
            .tip = Texts::tr("How the event loops keep up"),
            .icon = u"health"_s,
            .keys = keys(Qt::CTRL | Qt::Key_5)};
    case Command::ReducedMotion:
        return {.id = u"reduced-motion"_s,
            .text = Texts::tr("Reduced &motion"),
            .shortText = Texts::tr("Reduced motion"),
            .tip = Texts::tr("Let the charts step once a second instead of moving"),
            .icon = u"timeline"_s,
            .keys = keys(Qt::CTRL | Qt::SHIFT | Qt::Key_M),
            .checkable = true};
    case Command::FocusFilter:
        return {.id = u"focus-filter"_s,
            .text = Texts::tr("&Filter"),
            .shortText = Texts::tr("Filter"),
            .tip = Texts::tr("Show only downloads whose name, host or link holds a text"),
            .icon = u"search"_s,
            .keys = keys(Qt::CTRL | Qt::Key_F)};
    case Command::Demo:
        return {.id = u"demo"_s,
            .text = Texts::tr("&Demo downloads"),
            .shortText = Texts::tr("Demo"),
            .tip = Texts::tr("Add two dozen downloads from a server inside Sluice; no network is needed"),
            .icon = u"demo"_s,
            .keys = keys(Qt::CTRL | Qt::SHIFT | Qt::Key_E)};
    case Command::Shortcuts:
        return {.id = u"shortcuts"_s,
            .text = Texts::tr("&Keyboard shortcuts"),
            .shortText = Texts::tr("Keys"),
            .tip = Texts::tr("Show every key"),
            .icon = u"keyboard"_s,
            .keys = keys(Qt::Key_F1)};
    case Command::About:
        return {.id = u"about"_s,
            .text = Texts::tr("&About Sluice"),
            .shortText = Texts::tr("About"),
            .tip = Texts::tr("Version and licence"),
            .icon = u"info"_s,
            .keys = keys(Qt::SHIFT | Qt::Key_F1)};
    }
    return {};
}

} // namespace sluice::ui
