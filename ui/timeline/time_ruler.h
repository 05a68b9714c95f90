// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/timeline_state.h"

#include <QWidget>

#include <vector>

class QPainter;

namespace sluice::ui {

struct LaneColours;

/// A marker of the recording in the window.
struct PlacedMarker {
    int x = 0;
    trace::Marker marker;
};

/// The markers to paint over [0, width) pixels, by kind and time: of those at one pixel the last of each kind. Of very
/// many, some; in time of the pixels. Pure.
std::vector<PlacedMarker> placedMarkers(const trace::Recording &recording, const TimeScale &scale, int width);

/// What a marker says: "Limit changed to 7 · 12:03:05.250".
QString markerText(const trace::Recording &recording, const trace::Marker &marker);

/// The times along the top, and below them a mark for each change of the limit, failed attempt, failed download and
/// deadline, each of another shape. Window thread.
class TimeRuler : public QWidget
{
    Q_OBJECT

public:
    /// `state` outlives the ruler.
    explicit TimeRuler(TimelineState *state, QWidget *parent = nullptr);

    /// Room at the leading side, where the lanes have their names; what the labels leave out stands there.
    void setInset(int pixels);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void paintMarks(QPainter &painter, const TimeScale &scale, const LaneColours &colours) const;
    int markTop() const;

    TimelineState *m_state;
    int m_inset = 0;
};

} // namespace sluice::ui
