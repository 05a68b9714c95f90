// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/event.h"

#include <memory>
#include <optional>

namespace sluice::engine {

/// What the record must remember of one download between two events.
struct TraceNotes {
    int slot = trace::kNone;
    int attempt = 0;
    int connection = trace::kNone;
    int lastConnection = trace::kNone; ///< of the present attempt, also when it has gone
    std::optional<trace::Phase> phase; ///< entered last
    trace::Micros started = 0;         ///< when the present hop was handed to libcurl
    int hops = 0;                      ///< of the present attempt
    qint64 recorded = 0;               ///< the bytes of the file up to here are told
    bool heldTold = false;             ///< that it waits for the disk is told
    QString name;                      ///< as told last
    qint64 total = -1;
    std::shared_ptr<trace::AttemptNotes> ending; ///< of the present attempt, as far as it is known
};

} // namespace sluice::engine
