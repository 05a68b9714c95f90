// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"
#include "ui/chart/chart_table_model.h"

#include <vector>

namespace sluice::ui {

/// The callbacks over budget of both loops, the newest first.
class SlowTableModel : public ChartTableModel
{
    Q_OBJECT

public:
    enum Column { When, Loop, Took, Callback };

    explicit SlowTableModel(QObject *parent = nullptr);

    /// Replaces what is shown. `nowMs` is ms since the epoch.
    void setSlow(const engine::LoopHealth &window, const engine::LoopHealth &engine, qint64 nowMs);

protected:
    int countRows() const override;
    QString cellText(int row, int column) const override;

private:
    struct Line {
        engine::LoopHealth::Slow slow;
        bool ofWindow = false;
    };
    std::vector<Line> m_lines;
    qint64 m_nowMs = 0;
};

} // namespace sluice::ui
