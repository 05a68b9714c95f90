// SPDX-License-Identifier: MIT
#include "ui/recording/recording_source.h"

#include "core/trace/batch_pieces.h"

#include <algorithm>
#include <utility>

namespace sluice::ui {

namespace {

/// A pause of the batches longer than this is a pause of the engine, and no time to invent.
constexpr qint64 kMaxAheadNs = 1'000'000'000;
/// Events taken in one go: some ten milliseconds.
constexpr std::size_t kPiece = 20'000;

} // namespace

RecordingSource::RecordingSource(QObject *parent)
    : QObject(parent)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &RecordingSource::takeNext);
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

void RecordingSource::take(trace::Batch batch)
{
    if (batch.wallMs == 0)
        return; // the recorder is off
    for (trace::Batch &piece : trace::pieces(std::move(batch), kPiece))
        m_pending.push_back(std::move(piece));
    takeNext();
}

void RecordingSource::takeNext()
{
    if (m_pending.empty())
        return;
    const trace::Batch batch = std::move(m_pending.front());
    m_pending.pop_front();
    m_recording.apply(batch);
    m_sinceBatch.start();
    if (!m_pending.empty())
        m_next.start();
    if (!batch.events.empty())
        Q_EMIT grew();
}

} // namespace sluice::ui
