// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QList>

namespace sluice::ui {

/// How long a widget's paint events took, for benchmarks and the health page: the last kMost of them. Costs two reads
/// of the clock a frame. Window thread.
class FrameClock
{
public:
    static constexpr qsizetype kMost = 10'000;

    /// Measures from here to the end of the block.
    class Frame
    {
    public:
        explicit Frame(FrameClock &clock)
            : m_clock(clock)
        {
            m_timer.start();
        }
        ~Frame() { m_clock.add(m_timer.nsecsElapsed() / 1'000); }
        Q_DISABLE_COPY_MOVE(Frame)

    private:
        FrameClock &m_clock;
        QElapsedTimer m_timer;
    };

    /// Those since the last call, oldest first, in µs.
    [[nodiscard]] QList<qint64> take() { return std::exchange(m_times, {}); }

private:
    void add(qint64 micros)
    {
        if (m_times.size() >= kMost)
            m_times.removeFirst();
        m_times.append(micros);
    }

    QList<qint64> m_times;
};

} // namespace sluice::ui
