// SPDX-License-Identifier: MIT
// The half of RecordingFiles that asks people for files.
#include "ui/recording/recording_files.h"

#include "core/trace/recording_file.h"

#include <QDateTime>
#include <QDir>
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

/// The person's documents. Where there is no such folder a dialog would take its name for that of a file.
QString firstFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

/// When it began: two recordings of a day do not get in each other's way.
QString nameFor(const trace::Recording &recording)
{
    const qint64 wallMs = recording.wallMs(0);
    if (wallMs <= 0)
        return u"sluice"_s;
    return QDateTime::fromMSecsSinceEpoch(wallMs).toString(u"'sluice'-yyyy-MM-dd-HHmm"_s);
}

} // namespace

void RecordingFiles::save(const trace::Recording &recording)
{
    auto *dialog = saver(tr("Save recording"), recordingFilter(), recording);
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

void RecordingFiles::compare(const QString &name, const trace::Recording &recording, QWidget *asker)
{
    auto *dialog = chooser(tr("Compare with a recording, or choose two"), recordingFilter(), asker);
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
    auto *dialog = saver(tr("Export"), filters, recording, page ? page->window() : nullptr);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, seen = QPointer(page), copy = std::make_shared<const trace::Recording>(recording)](
            const QString &path) { exportTo(path, *copy, seen); });
    dialog->open();
}

QFileDialog *RecordingFiles::chooser(const QString &title, const QStringList &filters, QWidget *asker)
{
    if (m_folder.isEmpty())
        m_folder = firstFolder();
    auto *dialog = new QFileDialog(asker ? asker : m_window, title, m_folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters(filters);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        if (!paths.isEmpty())
            m_folder = QFileInfo(paths.first()).absolutePath();
    });
    return dialog;
}

QFileDialog *RecordingFiles::saver(
    const QString &title, const QStringList &filters, const trace::Recording &recording, QWidget *asker)
{
    auto *dialog = chooser(title, filters, asker);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(suffixOfFilter(filters.first()));
    dialog->selectFile(nameFor(recording)); // the suffix is the filter's
    connect(dialog, &QFileDialog::filterSelected, dialog,
        [dialog](const QString &filter) { dialog->setDefaultSuffix(suffixOfFilter(filter)); });
    return dialog;
}

} // namespace sluice::ui
