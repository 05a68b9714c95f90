// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/event.h"

namespace sluice::ui {

/// Which stretch of time a chart shows, and where a moment stands in it: µs ↔ logical pixels, from left to right in
/// every language. A value; nothing here draws. All results are finite, and within bounds whatever comes in: a pixel
/// is at least a µs, the window at most kLongest, and it stays near the recording's time.
class TimeAxis
{
public:
    /// 100 days; what a window can show at most.
    static constexpr double kLongest = 100.0 * 24 * 3'600 * 1e6;
    /// No window reaches further from 0 than this: about 30 years either way.
    static constexpr double kFarthest = 1e15;
    /// Positions are cut to this many pixels outside of the window, so that painters can make them integers.
    static constexpr double kOutside = 1e6;

    /// The first minute, one pixel wide.
    TimeAxis() = default;
    /// [from, to) over `width` pixels; less than a pixel counts as one.
    TimeAxis(trace::Micros from, trace::Micros to, double width);

    /// The left edge; the right edge, which is shown no more; and their distance. In whole µs.
    [[nodiscard]] trace::Micros from() const;
    [[nodiscard]] trace::Micros to() const;
    [[nodiscard]] trace::Micros length() const;
    /// Pixels from the left to the right edge.
    [[nodiscard]] double width() const { return m_width; }
    /// µs a pixel, at least 1.
    [[nodiscard]] double perPixel() const { return m_perPixel; }

    /// Where a moment stands, in pixels from the left edge; cut to kOutside beyond either edge.
    [[nodiscard]] double x(trace::Micros at) const;
    /// The moment at a position, which may be outside of the window.
    [[nodiscard]] trace::Micros at(double x) const;
    /// How many pixels a length of time takes, cut to the window and kOutside.
    [[nodiscard]] double pixels(trace::Micros length) const;
    /// True when any of [from, to) is in the window.
    [[nodiscard]] bool shows(trace::Micros from, trace::Micros to) const;

    /// Another width at the same scale; the left edge stays.
    void setWidth(double width);
    /// Shows `factor` times the detail (2 = half the time); the moment at `x` stays where it is, as far as the bounds
    /// allow. A factor that is no positive number changes nothing.
    void zoomAbout(double x, double factor);
    /// Moves the window by so many pixels, to later times when positive.
    void panBy(double pixels);
    /// Shows all of [from, to), at least a µs a pixel; in any order.
    void fit(trace::Micros from, trace::Micros to);
    /// Moves the window so that `now` stands liveMargin() before the right edge; the scale stays.
    void follow(trace::Micros now);
    /// Moves the window as little as needed to show [from, to), or its beginning where that is longer than the window.
    void reveal(trace::Micros from, trace::Micros to);

    /// How many pixels the live edge keeps from the right border.
    [[nodiscard]] double liveMargin() const;

    bool operator==(const TimeAxis &) const = default;

private:
    void settle();

    double m_from = 0;        ///< µs; doubles hold whole µs for 285 years
    double m_perPixel = 60e6; ///< µs
    double m_width = 1;       ///< pixels
};

} // namespace sluice::ui
