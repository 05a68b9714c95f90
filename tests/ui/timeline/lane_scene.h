// SPDX-License-Identifier: MIT
#pragma once

#include "tests/ui/timeline/story.h"
#include "ui/timeline/lane_view.h"

#include <QImage>
#include <QPalette>

#include <utility>

namespace sluice::ui::testing {

inline QPalette paletteOf(bool dark)
{
    QPalette palette;
    palette.setColor(QPalette::Base, dark ? QColor(0x1B, 0x1E, 0x20) : QColor(Qt::white));
    palette.setColor(QPalette::Text, dark ? QColor(Qt::white) : QColor(Qt::black));
    palette.setColor(QPalette::Highlight, QColor(0x30, 0x60, 0xC0));
    return palette;
}

/// A view of a recording that does not change, 60 px a second from the left edge on.
struct Scene {
    explicit Scene(trace::Recording recording, trace::LaneKind kind = trace::LaneKind::Download, bool dark = false)
        : source(std::move(recording))
        , state(&source)
        , view(&state)
    {
        view.setPalette(paletteOf(dark));
        view.resize(1'200, 200);
        state.setKind(kind);
        state.setWidth(1'200);
        view.show();
    }

    /// Where a moment of a lane is, in the middle of its height.
    QPoint at(int lane, double seconds) const
    {
        const double x = state.scale(view.devicePixelRatioF()).x(Story::micros(seconds));
        return {static_cast<int>(x), view.rows().row(lane, 0, 1).center().y()};
    }
    QImage image() { return view.grab().toImage(); }
    QColor colour(int lane, double seconds) { return image().pixelColor(at(lane, seconds)); }

    RecordingSource source;
    TimelineState state;
    LaneView view;
};

} // namespace sluice::ui::testing
