// SPDX-License-Identifier: MIT
#pragma once

#include "ui/details/file_pieces.h"

#include <QString>

namespace sluice::ui {

// What the file map says in words. All pure but for the locale.

/// Where the bytes of a piece came from: "Attempt 2", "From before", "Missing".
QString originText(const FilePiece &piece);
/// A piece in full: "Attempt 2, connection 1: 1,048,576 bytes, from byte 0 to 1,048,575".
QString pieceSentence(const FilePiece &piece);
/// The whole file in a sentence: what is held, what is missing, what was given up.
QString fileSummary(const FileMap &map);

} // namespace sluice::ui
