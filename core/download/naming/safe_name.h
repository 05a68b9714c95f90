// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

#include <expected>
#include <optional>

namespace sluice::download {

/// The longest file name Sluice gives, in bytes: 255 is what file systems take, and ".part" is appended while the
/// file is unfinished.
inline constexpr qsizetype kMaxNameBytes = 255 - 5;

/// Makes any text one harmless component of a path, or nothing when nothing usable is left.
///
/// Control characters, separators of both kinds, characters that Windows file systems refuse, invisible and
/// direction-changing marks and invalid UTF-16 each become "_"; white space at both ends, dots at the end and
/// dots in front (a download is not hidden) go; runs of spaces become one. A name longer than `maxBytes` bytes of
/// UTF-8 is cut between characters, before its extension. Pure, idempotent.
std::optional<QString> safeName(QStringView raw, qsizetype maxBytes = kMaxNameBytes);

/// What is wrong with a name that the user chose. Such names are refused, never changed silently.
enum class NameProblem {
    Empty,
    Slash,   ///< a folder belongs into the folder option
    Dots,    ///< "." or ".."
    Control, ///< a control character, NUL included, or invalid UTF-16
    TooLong, ///< more than kMaxNameBytes bytes of UTF-8
};

/// Checks a name chosen by the user (`-o`, `out=`). Pure.
std::expected<void, NameProblem> checkUserName(QStringView name);

/// The problem as raw text, untranslated ("contains a slash").
QString nameProblemText(NameProblem problem);

} // namespace sluice::download
