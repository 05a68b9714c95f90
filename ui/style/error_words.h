// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QList>
#include <QString>

namespace sluice::ui {

/// What a person can do about a failure.
enum class Remedy {
    Retry,       ///< start it again, with the bytes it holds
    ReplaceLink, ///< add it again with another link
    ChooseFolder,
    ChooseName,
};

/// A failure in words.
struct ErrorText {
    QString headline;    ///< what happened, to which file or host; one line
    QString explanation; ///< why, and what Sluice does next or what the person can do; a sentence or two
    QString raw;         ///< the library's or system's own text, untranslated; may be empty
};

/// A few words for a table: "503 Service Unavailable", "certificate has expired", "checksum differs". Never empty.
QString errorBrief(const Error &error);

/// The failure in full. `name` is the file as the window calls it; `willRetry` says that Sluice tries again by
/// itself, which changes the advice.
ErrorText errorText(const Error &error, const QString &name, bool willRetry);

/// What to offer, the most promising first; never empty.
QList<Remedy> remediesFor(const Error &error);
/// The words on a remedy's button or menu entry, with an ellipsis where a dialog follows.
QString remedyText(Remedy remedy);

} // namespace sluice::ui
