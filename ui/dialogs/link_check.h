// SPDX-License-Identifier: MIT
#pragma once

#include "core/sources/link_list.h"

#include <QString>

#include <vector>

namespace sluice::ui {

/// What a pasted text holds. Good links come once each; a link one of whose lines is bad counts as bad with all
/// its lines, since without the broken option it would not be what was asked for.
struct LinkCheck {
    std::vector<download::Request> requests; ///< as parseLinkList gives them, in order, no duplicates
    int merged = 0;                          ///< duplicates left out
    std::vector<sources::BadLine> bad;       ///< in order of their lines
    QString remaining;                       ///< the lines that are to be mended, as they were typed
};

/// Checks a text as people paste it: as parseLinkList, and links may be indented. Pure, any thread; slow for
/// large texts.
LinkCheck checkLinks(const QString &text);

/// The same for a list that was read from a file: no duplicates, and what is to be mended as text. Pure.
LinkCheck checkImported(sources::LinkList list);

/// Whether a text, e.g. of the clipboard, holds a link worth offering: its first non-empty line is one. Pure.
bool looksLikeLinks(const QString &text);

/// Why a line is bad and what to do about it, in a sentence. Pure.
QString badLineText(const sources::BadLine &bad);

/// A problem with a list file, in a sentence that names it. Pure.
QString listFileText(const sources::ListFileError &error, const QString &path);

} // namespace sluice::ui
