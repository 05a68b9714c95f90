// SPDX-License-Identifier: MIT
#include "app/get/record_builder.h"

#include "core/trace/batch_pieces.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

/// Events applied in one go, well under a millisecond: so long at most the end of a run waits for a thread that
/// everybody else goes before.
constexpr std::size_t kPiece = 512;

} // namespace

RecordBuilder::RecordBuilder(std::size_t mostWaiting)
    : m_mostWaiting(mostWaiting)
    , m_thread(QThread::create([this] { run(); }))
{
    m_thread->setObjectName(u"record"_s);
    m_thread->start(QThread::IdlePriority);
}

RecordBuilder::~RecordBuilder()
{
    endThread();
}

void RecordBuilder::take(trace::Batch batch)
{
    m_now = batch.now;
    m_kept.push_back(std::move(batch));
    handOver(false);
    while (m_events > m_mostWaiting && applyNext()) { }
}

void RecordBuilder::handOver(bool waits)
{
    {
        // An idle thread that holds the lock may not run for a while: then what is kept goes with the next.
        std::unique_lock lock(m_mutex, std::defer_lock);
        if (waits)
            lock.lock();
        else if (!lock.try_lock())
            return;
        for (trace::Batch &kept : m_kept) {
            m_events += kept.events.size();
            m_waiting.push_back(std::move(kept));
        }
        m_kept.clear();
    }
    m_more.notify_one();
}

bool RecordBuilder::isIdle()
{
    handOver(true);
    const std::scoped_lock lock(m_applying, m_mutex);
    return m_kept.empty() && m_waiting.empty() && m_pieces.empty();
}

trace::Recording RecordBuilder::finish()
{
    endThread();
    handOver(true);
    while (applyNext()) { }
    return std::move(m_recording);
}

void RecordBuilder::run()
{
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            m_more.wait(lock, [this] { return m_ends || m_events > m_mostWaiting / 2; });
        }
        while (!m_ends && applyNext()) { }
        if (m_ends)
            return;
    }
}

bool RecordBuilder::applyNext()
{
    const std::scoped_lock applying(m_applying);
    if (m_pieces.empty()) {
        trace::Batch batch;
        {
            const std::scoped_lock lock(m_mutex);
            if (m_waiting.empty())
                return false;
            batch = std::move(m_waiting.front());
            m_waiting.pop_front();
            m_events -= batch.events.size();
        }
        std::ranges::move(trace::pieces(std::move(batch), kPiece), std::back_inserter(m_pieces));
    }
    m_recording.apply(m_pieces.front());
    m_pieces.pop_front();
    return true;
}

void RecordBuilder::endThread()
{
    if (!m_thread)
        return;
    {
        const std::scoped_lock lock(m_mutex);
        m_ends = true;
    }
    m_more.notify_one();
    m_thread->wait();
    m_thread.reset();
}

} // namespace sluice::app
