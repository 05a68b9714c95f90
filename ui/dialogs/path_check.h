// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace sluice::ui {

/// What a path typed by a person is good for.
struct PathReport {
    enum class Verdict { Good, Note, Bad };
    Verdict verdict = Verdict::Good;
    QString text; ///< a sentence for the person; may be empty when good

    bool operator==(const PathReport &) const = default;
};

/// The path a typed text means: white space around it and a file:// before it removed, "~" for the home folder,
/// cleaned. Pure but for the home folder. Relative paths stay relative.
QString typedPath(const QString &text);

/// Whether downloads can go into a folder: it exists or can be created, it is writable, and how much room there
/// is. Reads the disk, so it may block on a slow volume; any thread.
PathReport inspectFolder(const QString &text);

/// Whether a file can be read; an empty text is good. Reads the disk; any thread.
PathReport inspectReadableFile(const QString &text);

} // namespace sluice::ui
