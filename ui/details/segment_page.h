// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/record.h"
#include "ui/details/track_ref.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QStackedWidget;

namespace sluice::ui {

class ChartOrTable;
class LegendStrip;
class SegmentMap;
class SegmentTableModel;

/// Which attempt or connection wrote what? The file map of one download with its legend and the table that says the
/// same. Hidden, it does nothing. Window thread.
class SegmentPage : public QWidget
{
    Q_OBJECT

public:
    explicit SegmentPage(QWidget *parent = nullptr);

    /// Shows this download of this recording; id 0 shows none.
    void setTrack(const TrackRef &ref);
    /// What is held of the file beyond what was recorded: the ranges of its part file; `complete` when it is done;
    /// its size in bytes, -1 = unknown.
    void setHeld(std::vector<download::ByteRange> have, bool complete, qint64 total);
    /// The recording has grown.
    void refresh();

Q_SIGNALS:
    /// The user chose bytes of an attempt; 0 = of none.
    void attemptPicked(int number);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void showMap(bool another);
    void showLegend();

    TrackRef m_ref;
    std::vector<download::ByteRange> m_have;
    bool m_complete = false;
    qint64 m_total = -1;
    bool m_another = true; ///< the download changed since the map was made
    QTimer m_rest;         ///< runs while a map of very many pieces must not be made again
    bool m_due = false;    ///< something came meanwhile
    SegmentMap *m_map;
    SegmentTableModel *m_model;
    ChartOrTable *m_both;
    LegendStrip *m_legend;
    QComboBox *m_by;
    QLabel *m_summary;
    QStackedWidget *m_pages;
};

} // namespace sluice::ui
