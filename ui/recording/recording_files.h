// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/export_file.h"
#include "core/trace/recording.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>
#include <QThreadPool>

#include <functional>
#include <memory>

class QFileDialog;
class QWidget;

namespace sluice::ui {

/// What a window does with recordings as files: save, open, compare, export. Asks for names in dialogs, reads and writes
/// on a thread of its own, and says what went wrong. Recordings are copied, so that they may grow on. Window thread.
class RecordingFiles : public QObject
{
    Q_OBJECT

public:
    /// `window` is the parent of dialogs and of the windows that open; it outlives this.
    explicit RecordingFiles(QWidget *window);
    /// Waits until what was begun is written.
    ~RecordingFiles() override;

    // These ask for a file first.

    void save(const trace::Recording &recording);
    void open();
    /// Against one file that is chosen; or two chosen files with each other. `name` is what to call `recording`; `asker`
    /// is the window that wants it, null = the main one.
    void compare(const QString &name, const trace::Recording &recording, QWidget *asker = nullptr);
    /// What `page` shows, as PNG or SVG, or the recording in a format of others. The page's window is asked, and may be
    /// closed before it answers.
    void exportSeen(const trace::Recording &recording, QWidget *page);

    // These do not, and return at once.

    void saveTo(const QString &path, const trace::Recording &recording);
    void openFrom(const QString &path);
    void compareFiles(const QStringList &paths, const QString &name, const trace::Recording &recording);
    /// The suffix of `path` says what: png, svg, or one of trace::formatOf(); another is a problem that is told.
    void exportTo(const QString &path, const trace::Recording &recording, QWidget *page);

    /// Something is being read or written.
    [[nodiscard]] bool isBusy() const { return m_running > 0; }

Q_SIGNALS:
    /// A file was written; a line for the status bar.
    void written(const QString &path, const QString &text);
    /// It was not, or not read; the person has been told in a message.
    void failed(const QString &text);
    /// A window with a recording or a comparison was opened.
    void opened(QWidget *window);
    void busyChanged(bool busy);

private:
    /// Does `work` on the thread and then what it returns on this one.
    void run(std::function<std::function<void()>()> work);
    void write(const QString &path, std::function<std::expected<void, trace::FileProblem>()> write);
    void writePicture(const QString &path, QWidget &page);
    void tell(const QString &text);
    void show(QWidget *window);
    /// A dialog of `asker`, null = the main window.
    QFileDialog *chooser(const QString &title, const QStringList &filters, QWidget *asker = nullptr);
    QFileDialog *saver(
        const QString &title, const QStringList &filters, const trace::Recording &recording, QWidget *asker = nullptr);

    QWidget *m_window;
    QThreadPool m_pool;
    int m_running = 0;
    QString m_folder; ///< where the last file was
};

} // namespace sluice::ui
