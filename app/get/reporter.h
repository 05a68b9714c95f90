// SPDX-License-Identifier: MIT
#pragma once

#include "app/get/progress_view.h"
#include "core/engine/snapshot.h"

#include <span>

namespace sluice::app {

/// Tells the person or the program that started `sluice get` how it goes. One thread.
class Reporter
{
public:
    virtual ~Reporter() = default;

    /// State changes of this run, in order, as they come.
    virtual void events(std::span<const engine::StateEvent> events) = 0;
    /// How it stands; called about every progressIntervalMs().
    virtual void progress(const Progress &progress) = 0;
    /// Something the user should know once.
    virtual void notice(const engine::Notice &notice) = 0;
    /// The run has ended; nothing follows.
    virtual void finish(const Summary &summary, qint64 nowMs, bool interrupted) = 0;

    /// How often progress() is wanted, in ms.
    virtual int progressIntervalMs() const = 0;
    /// Nobody listens any more (a closed pipe): the run should stop and keep its state.
    virtual bool isBroken() const = 0;
};

/// Text for a notice, one sentence that names the file.
QString noticeText(const engine::Notice &notice);

} // namespace sluice::app
