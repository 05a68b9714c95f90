// SPDX-License-Identifier: MIT
#include "ui/recording/recording_source.h"

#include <algorithm>
#include <utility>

namespace sluice::ui {

namespace {

/// A pause of the batches longer than this is a pause of the engine, and no time to invent.
constexpr qint64 kMaxAheadNs = 1'000'000'000;

} // namespace

RecordingSource::RecordingSource(QObject *parent)
    : QObject(parent)
{
}

RecordingSource::RecordingSource(trace::Recording recording, QObject *parent)
    : QObject(parent)
    , m_recording(std::move(recording))
    , m_live(false)
{
}

trace::Micros RecordingSource::now() const
{
    if (!m_live || !m_sinceBatch.isValid())
        return m_recording.now();
    return m_recording.now() + std::min(m_sinceBatch.nsecsElapsed(), kMaxAheadNs) / 1'000;
}

void RecordingSource::take(const trace::Batch &batch)
{
    if (batch.wallMs == 0)
        return; // the recorder is off
    m_recording.apply(batch);
    m_sinceBatch.start();
    if (!batch.events.empty())
        Q_EMIT grew();
}

} // namespace sluice::ui
