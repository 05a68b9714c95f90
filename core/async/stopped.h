// SPDX-License-Identifier: MIT
#pragma once

#include <exception>

namespace sluice::async {

/// Thrown out of an await whose stop_token was triggered before a result was there. It travels up to the scope
/// that asked for the stop, as CancelledError does in asyncio; nothing else should swallow it.
class Stopped final : public std::exception
{
public:
    [[nodiscard]] const char *what() const noexcept override { return "stopped"; }
};

/// Thrown by withTimeout when its time ran out. Not a Stopped: nobody asked for the work to end.
class TimedOut final : public std::exception
{
public:
    [[nodiscard]] const char *what() const noexcept override { return "timed out"; }
};

} // namespace sluice::async
