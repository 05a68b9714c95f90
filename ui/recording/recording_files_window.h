// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <QString>
#include <QWidget>

class QTabWidget;

namespace sluice::ui {

class RecordingSource;

/// A recording that was opened: its timeline, its throughput and its figures. A window of its own, with the keys of
/// the main one: Ctrl+1 to Ctrl+3, Ctrl+E, Ctrl+Shift+C; Ctrl+W closes it. Window thread.
class RecordingWindow : public QWidget
{
    Q_OBJECT

public:
    /// `name` is what people call the recording: the name of its file.
    RecordingWindow(const QString &name, trace::Recording recording, QWidget *parent = nullptr);

    [[nodiscard]] const trace::Recording &recording() const;
    /// What is seen now.
    [[nodiscard]] QWidget *page() const;

Q_SIGNALS:
    /// The person wants this recording, or what is seen of it, as a file.
    void exportWanted();
    /// Or beside another.
    void compareWanted();

private:
    void addKeys();

    RecordingSource *m_source;
    QTabWidget *m_pages;
};

} // namespace sluice::ui
