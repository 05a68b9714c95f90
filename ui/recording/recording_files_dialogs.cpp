// SPDX-License-Identifier: MIT
// The half of RecordingFiles that asks people for files.
#include "ui/recording/recording_files.h"

#include "core/trace/recording_file.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include <memory>

namespace sluice::ui {

using namespace Qt::StringLiterals;

namespace {

/// The suffix that a filter like "CSV (*.csv)" stands for.
QString suffixOfFilter(const QString &filter)
{
    static const QRegularExpression pattern(u"\\*\\.([a-z-]+)"_s);
    return pattern.match(filter).captured(1);
}

QStringList recordingFilter()
{
    return {RecordingFiles::tr("Recordings (*.%1)").arg(QString(trace::kFileSuffix))};
}

} // namespace

void RecordingFiles::save(const trace::Recording &recording)
{
    auto *dialog = saver(tr("Save recording"), recordingFilter());
    // As it is now, not as it will be when the person has found a name.
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, copy = std::make_shared<const trace::Recording>(recording)](
            const QString &path) { saveTo(path, *copy); });
    dialog->open();
}

void RecordingFiles::open()
{
    auto *dialog = chooser(tr("Open recording"), recordingFilter());
    connect(dialog, &QFileDialog::fileSelected, this, &RecordingFiles::openFrom);
    dialog->open();
}

void RecordingFiles::compare(const QString &name, const trace::Recording &recording)
{
    auto *dialog = chooser(tr("Compare with a recording, or choose two"), recordingFilter());
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this,
        [this, name, copy = std::make_shared<const trace::Recording>(recording)](
            const QStringList &paths) { compareFiles(paths, name, *copy); });
    dialog->open();
}

void RecordingFiles::exportSeen(const trace::Recording &recording, QWidget *page)
{
    QStringList filters;
    if (page)
        filters << tr("Picture of what is seen (*.png)") << tr("Picture in lines (*.svg)");
    filters << tr("Table of all spans (*.csv)") << tr("Chrome trace, for Perfetto (*.json)")
            << tr("HTTP archive, for browsers (*.har)");
    auto *dialog = saver(tr("Export"), filters);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, seen = QPointer(page), copy = std::make_shared<const trace::Recording>(recording)](
            const QString &path) { exportTo(path, *copy, seen); });
    dialog->open();
}

QFileDialog *RecordingFiles::chooser(const QString &title, const QStringList &filters)
{
    if (m_folder.isEmpty())
        m_folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(m_window, title, m_folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters(filters);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        if (!paths.isEmpty())
            m_folder = QFileInfo(paths.first()).absolutePath();
    });
    return dialog;
}

QFileDialog *RecordingFiles::saver(const QString &title, const QStringList &filters)
{
    auto *dialog = chooser(title, filters);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(suffixOfFilter(filters.first()));
    connect(dialog, &QFileDialog::filterSelected, dialog,
        [dialog](const QString &filter) { dialog->setDefaultSuffix(suffixOfFilter(filter)); });
    return dialog;
}

} // namespace sluice::ui
