// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/record.h"
#include "ui/throughput/bucket_grid.h"
#include "ui/throughput/outages.h"
#include "ui/throughput/throughput_picture.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace sluice::ui {

class ChartOrTable;
class ChartTable;
class RecordingSource;
class ThroughputChart;
class ThroughputTableModel;

/// Where does my bandwidth go? The bytes of all downloads over time, stacked by download or host, from the last minute
/// to the whole session. Window thread.
class ThroughputPage : public QWidget
{
    Q_OBJECT

public:
    /// `source` outlives the page. A recording that was opened is shown whole.
    explicit ThroughputPage(RecordingSource *source, QWidget *parent = nullptr);

    /// The download chosen elsewhere; 0 = none. Its layer stands out; picks nothing.
    void setCurrent(download::Id id);

    void setRange(TimeRange range);
    void setGroupBy(GroupBy group);
    /// While on, the chart ends at the present moment; switched off it stays where it is. Live recordings only.
    void setFollow(bool on);

    /// Looks at the recording; the page does so by itself while it is seen.
    void refresh();

Q_SIGNALS:
    /// A download was chosen here.
    void picked(sluice::download::Id id);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QHBoxLayout *buildTools();
    void buildChart();
    void schedule();
    void pick(download::Id id);

    RecordingSource *m_source;
    PictureBuilder m_builder;
    OutageLog m_outages;
    ThroughputChart *m_chart = nullptr;
    ThroughputTableModel *m_model = nullptr;
    ChartTable *m_table = nullptr;
    ChartOrTable *m_area = nullptr;
    QComboBox *m_groups = nullptr;
    QComboBox *m_ranges = nullptr;
    QToolButton *m_follow = nullptr;
    QLabel *m_peak = nullptr;
    QTimer m_timer{this};
    trace::Micros m_frozenAt = 0; ///< where the chart ends while it does not follow
    download::Id m_current = 0;
};

} // namespace sluice::ui
