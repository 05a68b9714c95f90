// SPDX-License-Identifier: MIT
#pragma once

#include "ui/recording/recording_source.h"

#include <QPointer>

namespace sluice::ui {

/// Which download of which recording a view shows; looked up anew each time, since the recording moves as it grows.
struct TrackRef {
    QPointer<RecordingSource> source;
    trace::Id id = 0;

    /// Null where the recording does not know the download. Valid until the recording grows.
    [[nodiscard]] const trace::Track *track() const
    {
        if (source.isNull() || id == 0)
            return nullptr;
        const auto index = source->recording().find(id);
        return index ? &source->recording().tracks()[*index] : nullptr;
    }
    [[nodiscard]] trace::Micros now() const { return source.isNull() ? 0 : source->now(); }
};

} // namespace sluice::ui
