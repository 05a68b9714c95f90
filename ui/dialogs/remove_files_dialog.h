// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"

#include <QMessageBox>
#include <QStringList>

#include <span>

namespace sluice::ui {

/// What deleting the files of some downloads would lose.
struct FilesLost {
    int finished = 0;   ///< finished files
    int unfinished = 0; ///< part files with bytes in them
    qint64 bytes = 0;   ///< held by both
    QStringList names;  ///< of the first few
    bool operator==(const FilesLost &) const = default;
};
/// Pure.
FilesLost filesLost(std::span<const engine::Row> rows);

/// Asks before files are deleted: names what is lost; Cancel is the default answer. A yes is QDialog::accepted().
/// Window thread.
class RemoveFilesDialog : public QMessageBox
{
    Q_OBJECT

public:
    explicit RemoveFilesDialog(std::span<const engine::Row> rows, QWidget *parent = nullptr);
};

} // namespace sluice::ui
