// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <unordered_set>

namespace sluice::engine {

/// Which volumes are known to be full, so that the user reads of each once, however many downloads fail there. A plain
/// value.
class FullVolumes
{
public:
    /// What tells volumes apart; never looked into.
    using Volume = const void *;

    /// A download to `volume` has failed. Returns whether the user should be told that it is full.
    [[nodiscard]] bool failed(Volume volume, const Error &error)
    {
        return error.kind == ErrorKind::DiskFull && m_told.insert(volume).second;
    }
    /// A file was completed there: it has room again.
    void finished(Volume volume) { m_told.erase(volume); }
    /// The user has asked to go on, and so may have made room anywhere.
    void forget() { m_told.clear(); }

private:
    std::unordered_set<Volume> m_told;
};

} // namespace sluice::engine
