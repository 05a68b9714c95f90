// SPDX-License-Identifier: MIT
#include "tests/bench/picture/preloaded_port.h"

#include <variant>

namespace sluice::bench {

namespace {

/// Ids of made-up downloads begin at 1, as the engine's do.
constexpr engine::Id kIdShift = 1'000'000'000;

} // namespace

trace::Batch PreloadedPort::takeTrace()
{
    if (!m_telling)
        return {};
    trace::Batch batch = m_port.takeTrace();
    if (batch.wallMs == 0)
        return batch;
    batch.now += m_past;
    for (trace::Event &event : batch.events) {
        std::visit(
            [this](auto &one) {
                if constexpr (requires { one.at; })
                    one.at += m_past;
                if constexpr (requires { one.deadline; })
                    one.deadline += m_past;
                if constexpr (requires { one.id; })
                    one.id += kIdShift;
                if constexpr (requires { one.connection; }) {
                    if (one.connection >= 0)
                        one.connection += m_connections;
                }
            },
            event);
    }
    return batch;
}

} // namespace sluice::bench
