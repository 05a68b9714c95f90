// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chart/chart_table_model.h"
#include "ui/timeline/timeline_state.h"

#include <vector>

namespace sluice::ui {

/// The spans in the timeline's window as rows, download by download and by time. Holds one number for each download
/// that has any there; cells are read from the recording when they are seen. Window thread.
class SpanTableModel : public ChartTableModel
{
    Q_OBJECT

public:
    enum Column { Download, Phase, Begin, Length, Slot, Attempt, Connection };

    /// `state` outlives the model.
    explicit SpanTableModel(const TimelineState *state, QObject *parent = nullptr);

    /// The span in a row; nothing where there is none (any more).
    [[nodiscard]] std::optional<FoundSpan> spanAt(int row) const;
    /// The first row of a download, -1 = none.
    [[nodiscard]] int rowOf(trace::TrackIndex track) const;

protected:
    void prepare() override;
    int countRows() const override { return m_rows; }
    QString cellText(int row, int column) const override;

private:
    struct Part {
        trace::TrackIndex track = 0;
        quint32 firstSpan = 0;
        int firstRow = 0;
    };

    const TimelineState *m_state;
    std::vector<Part> m_parts; ///< by row
    int m_rows = 0;
};

} // namespace sluice::ui
