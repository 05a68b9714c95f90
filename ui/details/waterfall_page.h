// SPDX-License-Identifier: MIT
#pragma once

#include "ui/details/track_ref.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace sluice::ui {

class ChartOrTable;
class LegendStrip;
class WaterfallTableModel;
class WaterfallView;

/// Why did it take so long, or fail? The waterfall of one download with its legend and the table that says the same.
/// Hidden, it does nothing. Window thread.
class WaterfallPage : public QWidget
{
    Q_OBJECT

public:
    explicit WaterfallPage(QWidget *parent = nullptr);

    /// Shows this download of this recording; id 0 shows none.
    void setTrack(const TrackRef &ref);
    /// How many attempts are older than the recording; they are told about, since the list beside has them.
    void setEarlierAttempts(int count);
    /// Chooses an attempt without telling; 0 chooses none.
    void showAttempt(int number);
    /// The recording has grown.
    void refresh();

Q_SIGNALS:
    /// The user chose an attempt; 0 = none.
    void attemptPicked(int number);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showContent();
    void showLegend(const trace::Track &track);

    TrackRef m_ref;
    WaterfallView *m_view;
    WaterfallTableModel *m_model;
    ChartOrTable *m_both;
    LegendStrip *m_legend;
    QLabel *m_earlier;
    QLabel *m_nothing;
    QStackedWidget *m_pages;
    int m_earlierCount = 0;
    quint32 m_phases = 0; ///< the phases in the legend, one bit each
};

} // namespace sluice::ui
