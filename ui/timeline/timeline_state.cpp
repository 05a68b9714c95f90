// SPDX-License-Identifier: MIT
#include "ui/timeline/timeline_state.h"

#include <algorithm>
#include <cstdlib>

namespace sluice::ui {

using trace::LaneKind;
using trace::Micros;

TimelineState::TimelineState(RecordingSource *source, QObject *parent)
    : QObject(parent)
    , m_source(source)
    , m_axis(0, kFirstWindow, 1)
    , m_following(source->isLive())
{
    m_lanes.update(recording(), LaneKind::Slot);
    m_now = m_source->now();
    lookAtClock();
}

void TimelineState::advance()
{
    // The source's clock may run ahead of a batch that comes late; the picture never runs backwards.
    m_now = std::max(m_now, m_source->now());
    if (m_lanes.update(recording(), m_lanes.kind()))
        Q_EMIT lanesChanged();
    if (m_following)
        followNow();
    lookAtClock();
    Q_EMIT moved();
}

void TimelineState::setWidth(double width)
{
    const bool first = m_axis.width() <= 1;
    // A window takes its size in steps; until a person looks elsewhere, each of them shows everything.
    const bool whole = !m_fitted || showsWhole();
    if (first)
        m_axis = TimeAxis(m_axis.from(), m_axis.from() + kFirstWindow, width);
    else
        m_axis.setWidth(width);
    if (m_following)
        followNow();
    else if (whole && !isLive())
        fit();
    Q_EMIT moved();
}

void TimelineState::zoom(double x, double factor)
{
    m_axis.zoomAbout(m_following ? m_axis.x(m_now) : x, factor);
    if (m_following)
        followNow();
    keepInSight();
    Q_EMIT moved();
}

void TimelineState::pan(double pixels)
{
    const Micros before = m_axis.from();
    m_axis.panBy(pixels);
    keepInSight();
    if (m_axis.from() == before)
        return;
    changeFollowing(false);
    Q_EMIT moved();
}

void TimelineState::fit()
{
    m_fitted = true;
    changeFollowing(false);
    m_axis.fit(0, wholeEnd());
    Q_EMIT moved();
}

Micros TimelineState::wholeEnd() const
{
    // A little room at the right, as when following.
    const double share = m_axis.liveMargin() / m_axis.width();
    return m_now + static_cast<Micros>(static_cast<double>(m_now) * share);
}

bool TimelineState::showsWhole() const
{
    // The axis keeps whole pixels, and so does what follows another.
    const auto near = [this](Micros at, Micros wanted) {
        constexpr double kPixels = 2;
        return std::abs(static_cast<double>(at - wanted)) <= kPixels * m_axis.perPixel();
    };
    return near(m_axis.from(), 0) && near(m_axis.to(), wholeEnd());
}

void TimelineState::goToBegin()
{
    changeFollowing(false);
    m_axis.reveal(0, 0);
    keepInSight();
    Q_EMIT moved();
}

void TimelineState::reveal(Micros from, Micros to)
{
    const Micros before = m_axis.from();
    if (!m_axis.shows(from, std::max(to, from + 1)))
        m_axis.reveal(from, to);
    if (m_axis.from() == before)
        return;
    changeFollowing(false);
    Q_EMIT moved();
}

void TimelineState::setFollowing(bool on)
{
    if (on)
        followNow();
    changeFollowing(on && isLive());
    Q_EMIT moved();
}

void TimelineState::setLabels(TimeLabels labels)
{
    m_labels = labels;
    Q_EMIT moved();
}

void TimelineState::setKind(LaneKind kind)
{
    if (kind == m_lanes.kind())
        return;
    m_lanes.update(recording(), kind);
    Q_EMIT kindChanged(kind);
    Q_EMIT lanesChanged();
    Q_EMIT moved();
}

std::optional<FoundSpan> TimelineState::selected() const
{
    return m_selected ? findSpan(recording(), *m_selected, m_now) : std::nullopt;
}

int TimelineState::selectedLane() const
{
    const auto span = selected();
    if (!span)
        return -1;
    return m_lanes.laneOf(recording(), span->ref.track, span->ref.begin);
}

void TimelineState::select(const SpanRef &ref)
{
    m_selected = ref;
    Q_EMIT selectionChanged();
}

void TimelineState::clearSelection()
{
    if (!m_selected)
        return;
    m_selected.reset();
    Q_EMIT selectionChanged();
}

void TimelineState::setCurrent(trace::Id id)
{
    if (id == m_current)
        return;
    m_current = id;
    Q_EMIT currentChanged();
}

void TimelineState::measure(std::optional<std::pair<Micros, Micros>> ends)
{
    if (ends == m_measured)
        return;
    m_measured = ends;
    Q_EMIT measureChanged();
}

void TimelineState::followNow()
{
    m_axis.follow(m_now);
    // Until there is a window full of it, time grows from the left.
    if (m_axis.from() < 0)
        m_axis.reveal(0, m_axis.length());
}

void TimelineState::lookAtClock()
{
    constexpr qint64 kAgree = 2'000;
    const Micros seen = std::clamp<Micros>(m_axis.from(), 0, m_now);
    const qint64 wall = recording().wallMs(seen) - seen / 1'000;
    if (std::abs(wall - m_wallAtZero) > kAgree)
        m_wallAtZero = wall;
}

void TimelineState::keepInSight()
{
    // A tenth of the window shows something of the recording, however far it is panned.
    const Micros tenth = m_axis.length() / 10;
    if (m_axis.from() > m_now - tenth)
        m_axis.panBy(static_cast<double>(m_now - tenth - m_axis.from()) / m_axis.perPixel());
    if (m_axis.to() < tenth)
        m_axis.panBy(static_cast<double>(tenth - m_axis.to()) / m_axis.perPixel());
}

void TimelineState::changeFollowing(bool on)
{
    if (on == m_following)
        return;
    m_following = on;
    Q_EMIT followingChanged(on);
}

} // namespace sluice::ui
