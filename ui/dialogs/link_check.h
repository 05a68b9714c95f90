// SPDX-License-Identifier: MIT
#pragma once

#include "core/sources/link_list.h"

#include <QHash>
#include <QString>

#include <vector>

namespace sluice::ui {

/// What a list of links holds for the add dialog. Good links come once each.
struct LinkCheck {
    std::vector<download::Request> requests; ///< as parseLinkList gives them, in order, no duplicates
    int merged = 0;                          ///< duplicates left out
    std::vector<sources::BadLine> bad;       ///< in order of their lines
    QString remaining;                       ///< the lines that are to be mended, as they were typed
    QHash<int, QString> reasons;             ///< badLineText() by line; made here since there may be many
};

/// Leaves out duplicates and gathers what is to be mended. Two links are the same when URL, folder and file name
/// are. Pure, any thread.
LinkCheck checkList(sources::LinkList list);

/// parseLinkList() and checkList() of a pasted text. Pure, any thread; slow for large texts.
LinkCheck checkLinks(const QString &text);

/// Whether a text, e.g. of the clipboard, holds a link worth offering: its first non-empty line is one. Pure.
bool looksLikeLinks(const QString &text);

/// Why a line is bad and what to do about it, in a sentence. Pure.
QString badLineText(const sources::BadLine &bad);

/// A problem with a list file, in a sentence that names it. Pure.
QString listFileText(const sources::ListFileError &error, const QString &path);

} // namespace sluice::ui
