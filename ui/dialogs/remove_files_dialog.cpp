// SPDX-License-Identifier: MIT
#include "ui/dialogs/remove_files_dialog.h"

#include "ui/style/format.h"

#include <QPushButton>

#include <algorithm>

namespace sluice::ui {

using namespace Qt::StringLiterals;
using download::State;

namespace {

constexpr qsizetype kNamesShown = 5;

} // namespace

FilesLost filesLost(std::span<const engine::Row> rows)
{
    FilesLost lost;
    for (const engine::Row &row : rows) {
        const bool finished = row.state == State::Done && !row.path.isEmpty();
        const bool part = row.state != State::Done && row.bytes > 0;
        if (!finished && !part)
            continue;
        ++(finished ? lost.finished : lost.unfinished);
        lost.bytes += std::max<qint64>(row.bytes, 0);
        if (lost.names.size() < kNamesShown)
            lost.names.append(row.name);
    }
    return lost;
}

RemoveFilesDialog::RemoveFilesDialog(std::span<const engine::Row> rows, QWidget *parent)
    : QMessageBox(parent)
{
    setObjectName(u"removeFilesDialog"_s);
    setWindowTitle(tr("Remove with files"));
    setIcon(QMessageBox::Warning);
    setTextFormat(Qt::PlainText);
    const FilesLost lost = filesLost(rows);
    const int downloads = static_cast<int>(rows.size());
    const int files = lost.finished + lost.unfinished;
    if (files == 0) {
        setText(tr("Remove %Ln download(s)?", nullptr, downloads));
        setInformativeText(tr("There are no files to delete."));
    } else {
        setText(tr("Delete %Ln file(s) for good?", nullptr, files));
        QStringList names;
        constexpr qsizetype kLongest = 64;
        for (const QString &name : lost.names)
            names.append(name.size() > kLongest ? name.first(kLongest / 2) + u'…' + name.last(kLongest / 2) : name);
        if (files > names.size())
            names.append(tr("and %Ln more", nullptr, files - static_cast<int>(names.size())));
        setInformativeText(names.join(u'\n') + u"\n\n"_s
            + tr("%1 are lost: %2 finished, %3 unfinished. This cannot be undone.")
                .arg(bytesText(lost.bytes), QString::number(lost.finished), QString::number(lost.unfinished)));
    }
    QPushButton *yes = addButton(files == 0 ? tr("Remove") : tr("Delete files"), QMessageBox::AcceptRole);
    yes->setObjectName(u"deleteFiles"_s);
    QPushButton *no = addButton(QMessageBox::Cancel);
    setDefaultButton(no);
    setEscapeButton(no);
}

} // namespace sluice::ui
