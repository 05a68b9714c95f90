// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"
#include "ui/details/attempt_table_model.h"
#include "ui/details/track_ref.h"

#include <QWidget>

#include <optional>

class QLabel;
class QTableView;
class QTabWidget;

namespace sluice::ui {

class AttemptPane;
class SegmentPage;
class WaterfallPage;

/// The attempts of one download, seen three ways: what the recording has of them as a waterfall, all that are kept as
/// a list, and what they brought as a map of the file; the particulars of the chosen one beside. One choice for all
/// three. Without a recording there is the list alone. Window thread.
class AttemptsArea : public QWidget
{
    Q_OBJECT

public:
    /// The clock gives ms since the epoch.
    AttemptsArea(AttemptTableModel::Clock clock, QWidget *parent = nullptr);

    /// The recording to show; it outlives this or says goodbye by being destroyed. Null takes the views away.
    void setSource(RecordingSource *source);
    /// Shows a download, or its new values. Another one starts with no attempts and nothing chosen.
    void setRow(const engine::Row &row);
    /// Takes the attempts and the part file of the download shown.
    void setDetails(const engine::Details &details);
    /// Shows no download.
    void clear();
    /// Reports what changes with the clock alone. Call it once a second.
    void tick();

    qint64 now() const { return m_model->now(); }
    /// The number of the chosen attempt, 0 = none.
    int chosen() const { return m_chosen; }
    /// What is kept of the chosen attempt; null where there is nothing. Valid until the next change.
    const download::Attempt *chosenKept() const;

Q_SIGNALS:
    /// Another attempt was chosen, or what is known of it changed.
    void chosenChanged();

private:
    void setUpTable();
    void addViews();
    void choose(int number);
    void selectInTable(int number);
    void showAttempts();
    void showPane();
    void grew();
    const trace::AttemptBrief *recorded(int number) const;
    /// How many of the attempts that are kept the recording does not know.
    int earlierAttempts() const;

    TrackRef m_ref;
    std::optional<engine::Row> m_row;
    std::vector<download::ByteRange> m_have;
    int m_chosen = 0;
    bool m_selecting = false; ///< the table's selection is following, not leading
    AttemptTableModel *m_model;
    QTableView *m_table;
    QLabel *m_noAttempts;
    QTabWidget *m_tabs;
    WaterfallPage *m_waterfall = nullptr;
    SegmentPage *m_segments = nullptr;
    AttemptPane *m_pane;
};

} // namespace sluice::ui
