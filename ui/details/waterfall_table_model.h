// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chart/chart_table_model.h"
#include "ui/details/track_ref.h"
#include "ui/details/waterfall_rows.h"

#include <vector>

namespace sluice::ui {

/// The waterfall as a table: each span with its attempt, what was done, when, how long, and over which connection.
/// Attempts whose spans were thinned have a row of their own.
class WaterfallTableModel : public ChartTableModel
{
    Q_OBJECT

public:
    enum Column { Attempt, Doing, Began, Took, Connection };

    explicit WaterfallTableModel(QObject *parent = nullptr);

    /// Shows this download; reads it at once.
    void setTrack(const TrackRef &ref);
    /// The number of the attempt that a row belongs to, 0 = none.
    int attemptAt(int row) const;

protected:
    void prepare() override;
    int countRows() const override;
    QString cellText(int row, int column) const override;

private:
    /// The line that holds a row, and the row's place among all spans; -1 for a line without spans.
    struct Place {
        const WaterfallRow *line = nullptr;
        qint64 span = -1;
    };
    Place placeOf(int row) const;

    TrackRef m_ref;
    std::vector<WaterfallRow> m_lines;    ///< without those of connections
    std::vector<std::size_t> m_firstRows; ///< of each line
    std::size_t m_count = 0;
    trace::Micros m_end = 0;
};

} // namespace sluice::ui
