// SPDX-License-Identifier: MIT
#include "ui/recording/recording_files.h"

#include "core/trace/recording_file.h"
#include "core/trace/summary.h"
#include "ui/recording/compare_align.h"
#include "ui/recording/compare_window.h"
#include "ui/recording/export_picture.h"
#include "ui/recording/recording_files_window.h"
#include "ui/recording/recording_files_words.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

#include <algorithm>
#include <optional>
#include <utility>

namespace sluice::ui {

using namespace Qt::StringLiterals;

namespace {

/// A recording to compare, by copy or by file.
struct Side {
    QString name;
    QString path; ///< empty where there is the recording
    std::shared_ptr<const trace::Recording> recording;
};

QString nameOf(const QString &path)
{
    return QFileInfo(path).completeBaseName();
}

std::optional<trace::FileProblem> read(Side &side)
{
    if (side.path.isEmpty())
        return std::nullopt;
    auto recording = trace::openRecording(side.path);
    if (!recording)
        return std::move(recording).error();
    side.recording = std::make_shared<const trace::Recording>(*std::move(recording));
    return std::nullopt;
}

Compared comparedOf(const Side &side, trace::Micros length)
{
    return {side.name, trace::summarise(*side.recording), aligned(*side.recording, length)};
}

} // namespace

RecordingFiles::RecordingFiles(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    m_pool.setMaxThreadCount(1);
}

RecordingFiles::~RecordingFiles()
{
    m_pool.waitForDone();
}

void RecordingFiles::saveTo(const QString &path, const trace::Recording &recording)
{
    write(path, [path, copy = std::make_shared<const trace::Recording>(recording)] {
        return trace::saveRecording(*copy, path);
    });
}

void RecordingFiles::openFrom(const QString &path)
{
    run([this, path]() -> std::function<void()> {
        auto result = std::make_shared<std::expected<trace::Recording, trace::FileProblem>>(trace::openRecording(path));
        return [this, path, result] {
            if (!*result)
                return tell(fileProblemText(result->error()));
            auto *window = new RecordingWindow(nameOf(path), std::move(**result), m_window);
            connect(window, &RecordingWindow::exportWanted, this,
                [this, window] { exportSeen(window->recording(), window->page()); });
            connect(window, &RecordingWindow::compareWanted, this,
                [this, window, path] { compare(nameOf(path), window->recording(), window); });
            show(window);
        };
    });
}

void RecordingFiles::compareFiles(const QStringList &paths, const QString &name, const trace::Recording &recording)
{
    if (paths.isEmpty())
        return;
    Side first{nameOf(paths[0]), paths[0], {}};
    Side second = paths.size() > 1 ? Side{nameOf(paths[1]), paths[1], {}}
                                   : Side{name, {}, std::make_shared<const trace::Recording>(recording)};
    run([this, first, second]() mutable -> std::function<void()> {
        for (Side *side : {&first, &second}) {
            if (auto problem = read(*side))
                return [this, text = fileProblemText(*problem)] {
                    tell(text);
                };
        }
        const auto lengthOf = [](const Side &side) {
            return side.recording->now() - startOf(*side.recording);
        };
        const trace::Micros length = std::max(lengthOf(first), lengthOf(second));
        auto both
            = std::make_shared<std::pair<Compared, Compared>>(comparedOf(first, length), comparedOf(second, length));
        return [this, both] {
            show(new CompareWindow(std::move(both->first), std::move(both->second), m_window));
        };
    });
}

void RecordingFiles::exportTo(const QString &path, const trace::Recording &recording, QWidget *page)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == "png"_L1 || suffix == "svg"_L1) {
        if (page)
            writePicture(path, *page);
        return;
    }
    const auto format = trace::formatOf(path);
    if (!format) {
        tell(tr("The name %1 does not say the format. Let it end in .png, .svg, .csv, .json or .har.").arg(path));
        return;
    }
    write(path, [path, format, copy = std::make_shared<const trace::Recording>(recording)] {
        return trace::writeFile(*copy, path, *format);
    });
}

void RecordingFiles::writePicture(const QString &path, QWidget &page)
{
    // Painted here and now; packing and writing takes longer and can wait.
    if (path.endsWith("svg"_L1, Qt::CaseInsensitive)) {
        write(path,
            [path, svg = svgOf(page)] { return trace::writeWhole(path, [&svg](QIODevice &out) { out.write(svg); }); });
        return;
    }
    constexpr double kAtLeast = 2; // fine enough for print and for screens better than this one
    write(path, [path, image = pictureOf(page, std::max(kAtLeast, page.devicePixelRatioF()))] {
        return trace::writeWhole(path, [&image](QIODevice &out) { image.save(&out, "PNG"); });
    });
}

void RecordingFiles::write(const QString &path, std::function<std::expected<void, trace::FileProblem>()> write)
{
    run([this, path, write = std::move(write)]() -> std::function<void()> {
        const auto result = write();
        return [this, path, result] {
            if (!result)
                return tell(fileProblemText(result.error()));
            Q_EMIT written(path, tr("%1 is written.").arg(QFileInfo(path).fileName()));
        };
    });
}

void RecordingFiles::run(std::function<std::function<void()>()> work)
{
    if (++m_running == 1)
        Q_EMIT busyChanged(true);
    m_pool.start([this, work = std::move(work)] {
        QMetaObject::invokeMethod(
            this,
            [this, then = work()] {
                then();
                if (--m_running == 0)
                    Q_EMIT busyChanged(false);
            },
            Qt::QueuedConnection);
    });
}

void RecordingFiles::tell(const QString &text)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Recording"), text, QMessageBox::Ok, m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText); // names may look like tags
    box->open();
    Q_EMIT failed(text);
}

void RecordingFiles::show(QWidget *window)
{
    window->show();
    Q_EMIT opened(window);
}

} // namespace sluice::ui
