// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/recording.h"
#include "core/trace/summary.h"

#include <QString>
#include <QWidget>

class QSplitter;

namespace sluice::ui {

class TimelinePage;

/// One side of a comparison.
struct Compared {
    QString name;               ///< of the file, or "now"
    trace::Summary summary;     ///< of the recording as it was
    trace::Recording recording; ///< aligned(), both to the same length
};

/// Two recordings one above the other on one time axis, each from its own start and at the same scale, and a table of how
/// they differ. Zooming, panning and the kind of lanes go together. A window of its own. Window thread.
class CompareWindow : public QWidget
{
    Q_OBJECT

public:
    CompareWindow(Compared first, Compared second, QWidget *parent = nullptr);

    [[nodiscard]] TimelinePage *first() const { return m_first; }
    [[nodiscard]] TimelinePage *second() const { return m_second; }

private:
    TimelinePage *addSide(QSplitter *sides, const QString &name, trace::Recording recording);
    void keepTogether(TimelinePage *leader, TimelinePage *follower);

    TimelinePage *m_first = nullptr;
    TimelinePage *m_second = nullptr;
    bool m_moving = false;
};

} // namespace sluice::ui
