// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

class QMimeData;

namespace sluice::ui {

/// What was dropped or pasted, sorted out.
struct DroppedLinks {
    QString text;      ///< links, one a line, or any text
    QStringList files; ///< local files: lists of links

    bool isEmpty() const { return text.isEmpty() && files.isEmpty(); }
};

/// Links to files of this machine become `files`, other links `text`; without links the plain text counts.
DroppedLinks droppedLinks(const QMimeData &data);

} // namespace sluice::ui
