// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <deque>

namespace sluice::ui {

/// The recording that the views show: the running one, fed batch by batch, or one that was opened. Views read it and
/// repaint on grew(); they never keep pointers into it. Window thread.
class RecordingSource : public QObject
{
    Q_OBJECT

public:
    /// A live one, empty at first.
    explicit RecordingSource(QObject *parent = nullptr);
    /// One that was opened and never changes.
    explicit RecordingSource(trace::Recording recording, QObject *parent = nullptr);

    [[nodiscard]] const trace::Recording &recording() const { return m_recording; }
    [[nodiscard]] bool isLive() const { return m_live; }
    /// The present moment on the recording's clock: a live one goes on between two batches, at most a second.
    [[nodiscard]] trace::Micros now() const;

    /// Takes what happened since the last time; an empty batch only moves the clock. A very large one is taken piece by
    /// piece, between other events.
    void take(trace::Batch batch);

Q_SIGNALS:
    /// Something was recorded. Views that are hidden wait until they are shown.
    void grew();

private:
    void takeNext();

    trace::Recording m_recording;
    bool m_live = true;
    QElapsedTimer m_sinceBatch;
    std::deque<trace::Batch> m_pending;
    QTimer m_next;
};

} // namespace sluice::ui
