// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/event.h"

#include <functional>
#include <utility>

namespace sluice::trace {

/// Notes what happens, with the time, until somebody fetches it. One that is off notes nothing and costs a comparison
/// a call. One thread.
class Recorder
{
public:
    /// The steady clock in µs since any fixed moment; and the wall clock, ms since the epoch. Tests pass their own.
    struct Clocks {
        std::function<Micros()> steady;
        std::function<qint64()> wallMs;
    };
    static Clocks systemClocks();

    explicit Recorder(bool on, Clocks clocks = systemClocks());

    [[nodiscard]] bool isOn() const { return m_on; }
    /// The present moment; 0 when off.
    [[nodiscard]] Micros now() const { return m_on ? m_clocks.steady() - m_began : 0; }

    /// Notes an event; its `at`, where it has one and it is 0, becomes now.
    template <typename E>
    void note(E event)
    {
        if (!m_on)
            return;
        if constexpr (requires { event.at; }) {
            if (event.at == 0)
                event.at = now();
        }
        m_events.emplace_back(std::move(event));
    }

    /// Everything noted since the last call; an empty batch with wallMs 0 when off.
    [[nodiscard]] Batch take();

private:
    bool m_on;
    Clocks m_clocks;
    Micros m_began = 0;
    std::vector<Event> m_events;
};

} // namespace sluice::trace
