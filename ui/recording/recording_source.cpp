// SPDX-License-Identifier: MIT
#include "ui/recording/recording_source.h"

#include "core/trace/batch_pieces.h"

#include <algorithm>
#include <utility>

namespace sluice::ui {

namespace {

/// A pause of the batches longer than this is a pause of the engine, and no time to invent.
constexpr qint64 kMaxAheadNs = 1'000'000'000;
/// Events between two looks at the clock: about a millisecond.
constexpr std::size_t kPiece = 1'000;
/// Taken in one go, unless one piece takes longer; then others have their turn. Half a frame, and on a machine that is
/// busy with the downloads it may take five times as long.
constexpr qint64 kBudgetNs = 4'000'000;

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
    QElapsedTimer timer;
    timer.start();
    bool any = false;
    do {
        m_recording.apply(m_pending.front());
        any = any || !m_pending.front().events.empty();
        m_pending.pop_front();
    } while (!m_pending.empty() && timer.nsecsElapsed() < kBudgetNs);
    m_sinceBatch.start();
    if (!m_pending.empty())
        m_next.start();
    if (any)
        Q_EMIT grew();
}

} // namespace sluice::ui
