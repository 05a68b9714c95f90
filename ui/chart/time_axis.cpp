// SPDX-License-Identifier: MIT
#include "ui/chart/time_axis.h"

#include <algorithm>
#include <cmath>

namespace sluice::ui {

using trace::Micros;

namespace {

constexpr double kWidest = 1e5; ///< pixels; wider than any window

/// Also where `value` is no number: the lower bound.
double within(double value, double low, double high)
{
    return value > low ? std::min(value, high) : low;
}

Micros whole(double value)
{
    return static_cast<Micros>(std::llround(value));
}

/// The ends of a recording may be kOpen, or worse from a damaged file.
double bounded(Micros at)
{
    return within(static_cast<double>(at), -TimeAxis::kFarthest, TimeAxis::kFarthest);
}

} // namespace

TimeAxis::TimeAxis(Micros from, Micros to, double width)
    : m_width(width)
{
    fit(from, to);
}

Micros TimeAxis::from() const
{
    return whole(m_from);
}

Micros TimeAxis::to() const
{
    return whole(m_from + m_width * m_perPixel);
}

Micros TimeAxis::length() const
{
    return to() - from();
}

double TimeAxis::x(Micros at) const
{
    return within((static_cast<double>(at) - m_from) / m_perPixel, -kOutside, m_width + kOutside);
}

Micros TimeAxis::at(double x) const
{
    return whole(within(m_from + x * m_perPixel, -2 * kFarthest, 2 * kFarthest));
}

double TimeAxis::pixels(Micros length) const
{
    return within(static_cast<double>(length) / m_perPixel, 0, m_width + kOutside);
}

bool TimeAxis::shows(Micros from, Micros to) const
{
    return static_cast<double>(from)<m_from + m_width * m_perPixel &&static_cast<double>(to)> m_from;
}

void TimeAxis::setWidth(double width)
{
    m_width = width;
    settle();
}

void TimeAxis::zoomAbout(double x, double factor)
{
    if (!std::isfinite(x) || !std::isfinite(factor) || factor <= 0)
        return;
    const double held = within(x, -kOutside, m_width + kOutside);
    const double fixed = m_from + held * m_perPixel;
    m_perPixel = within(m_perPixel / factor, 1, kLongest / m_width);
    m_from = fixed - held * m_perPixel;
    settle();
}

void TimeAxis::panBy(double pixels)
{
    if (!std::isfinite(pixels))
        return;
    m_from += pixels * m_perPixel;
    settle();
}

void TimeAxis::fit(Micros from, Micros to)
{
    const double low = std::min(bounded(from), bounded(to));
    const double high = std::max(bounded(from), bounded(to));
    m_width = within(m_width, 1, kWidest);
    m_from = low;
    m_perPixel = (high - low) / m_width;
    settle();
}

void TimeAxis::follow(Micros now)
{
    m_from = bounded(now) - (m_width - liveMargin()) * m_perPixel;
    settle();
}

void TimeAxis::reveal(Micros from, Micros to)
{
    const double low = bounded(from);
    const double high = bounded(to);
    const double length = m_width * m_perPixel;
    if (high > m_from + length)
        m_from = high - length;
    if (low < m_from || high - low > length)
        m_from = low;
    settle();
}

double TimeAxis::liveMargin() const
{
    constexpr double kMargin = 24;
    return std::min(kMargin, m_width / 20);
}

void TimeAxis::settle()
{
    m_width = within(m_width, 1, kWidest);
    m_perPixel = within(m_perPixel, 1, kLongest / m_width);
    m_from = within(m_from, -kFarthest, kFarthest);
}

} // namespace sluice::ui
