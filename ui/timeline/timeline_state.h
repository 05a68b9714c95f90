// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chart/time_axis.h"
#include "ui/chart/time_ticks.h"
#include "ui/recording/recording_source.h"
#include "ui/timeline/lane_list.h"
#include "ui/timeline/span_ref.h"
#include "ui/timeline/time_scale.h"

#include <QObject>

#include <optional>
#include <utility>

namespace sluice::ui {

/// What the parts of the timeline show in common: the window of time, the kind of lanes, what is selected and measured.
/// The parts change it and paint what it says. Window thread.
class TimelineState : public QObject
{
    Q_OBJECT

public:
    /// What is shown at first, and as long as nobody zooms.
    static constexpr trace::Micros kFirstWindow = 60'000'000;

    /// `source` outlives this.
    explicit TimelineState(RecordingSource *source, QObject *parent = nullptr);

    [[nodiscard]] const trace::Recording &recording() const { return m_source->recording(); }
    [[nodiscard]] bool isLive() const { return m_source->isLive(); }
    /// The moment that is painted as the present; moves with advance() only, so that all parts agree.
    [[nodiscard]] trace::Micros now() const { return m_now; }
    /// Takes the source's time, follows it, and looks for new lanes. Call it before painting what grew.
    void advance();

    [[nodiscard]] const TimeAxis &axis() const { return m_axis; }
    [[nodiscard]] TimeScale scale(double devicePixelRatio) const { return TimeScale::of(m_axis, devicePixelRatio); }
    /// The wall clock at time 0, ms since the epoch, for the labels of the axis: steady while clocks agree to two seconds,
    /// or labels would tremble with the rounding of each batch.
    [[nodiscard]] qint64 wallAtZero() const { return m_wallAtZero; }
    /// The pixels that the picture of time is wide, without the names of the lanes. What shows all of a recording that is
    /// not live still does at another width.
    void setWidth(double width);
    /// About a position; while following, about the live edge.
    void zoom(double x, double factor);
    /// Stops following where that moves away from the live edge.
    void pan(double pixels);
    /// Everything recorded.
    void fit();
    /// To the beginning of the recording.
    void goToBegin();
    void reveal(trace::Micros from, trace::Micros to);

    [[nodiscard]] bool isFollowing() const { return m_following; }
    /// Of a recording that is not live, its end is shown once.
    void setFollowing(bool on);

    [[nodiscard]] const LaneList &lanes() const { return m_lanes; }
    [[nodiscard]] trace::LaneKind kind() const { return m_lanes.kind(); }
    void setKind(trace::LaneKind kind);
    /// How moments are written on the axis: the time of day at first.
    void setLabels(TimeLabels labels);
    [[nodiscard]] TimeLabels labels() const { return m_labels; }

    /// The span that the keys move; nothing at first.
    [[nodiscard]] std::optional<FoundSpan> selected() const;
    [[nodiscard]] int selectedLane() const;
    void select(const SpanRef &ref);
    void clearSelection();
    /// The download chosen in the table, 0 = none.
    [[nodiscard]] trace::Id current() const { return m_current; }
    void setCurrent(trace::Id id);

    [[nodiscard]] std::optional<std::pair<trace::Micros, trace::Micros>> measured() const { return m_measured; }
    void measure(std::optional<std::pair<trace::Micros, trace::Micros>> ends);

Q_SIGNALS:
    /// Another window of time or something that grew: paint again.
    void moved();
    void followingChanged(bool on);
    /// Another kind, or other lanes of the kind.
    void lanesChanged();
    void kindChanged(trace::LaneKind kind);
    void selectionChanged();
    void currentChanged();
    void measureChanged();

private:
    void followNow();
    /// Where the axis ends that shows everything.
    [[nodiscard]] trace::Micros wholeEnd() const;
    [[nodiscard]] bool showsWhole() const;
    void lookAtClock();
    void keepInSight();
    void changeFollowing(bool on);

    RecordingSource *m_source;
    TimeAxis m_axis;
    TimeLabels m_labels = TimeLabels::Wall;
    trace::Micros m_now = 0;
    qint64 m_wallAtZero = 0;
    bool m_following = true;
    bool m_fitted = false; ///< what is not live is shown whole at first
    LaneList m_lanes;
    std::optional<SpanRef> m_selected;
    trace::Id m_current = 0;
    std::optional<std::pair<trace::Micros, trace::Micros>> m_measured;
};

} // namespace sluice::ui
