// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/diagnosis.h"
#include "ui/slots/row_book.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QSplitter;
class QTableView;

namespace sluice::ui {

class ChartOrTable;
class ChartTable;
class DiagnosisBox;
class QueueModel;
class RecordingSource;
class SlotGridView;
class SlotModel;

/// Is the limit right? The gate now: a diagnosis with its evidence, each slot with who is in it, and the queue behind
/// them with what each waits for and when it will probably start. Window thread.
class SlotsPage : public QWidget
{
    Q_OBJECT

public:
    /// `source` outlives the page. A recording that was opened is shown as it was at its end.
    explicit SlotsPage(RecordingSource *source, QWidget *parent = nullptr);

    /// Takes what changed; call it for every delta, also while the page is hidden.
    void apply(const engine::Delta &delta);

    /// The download chosen elsewhere; 0 = none. Picks nothing.
    void setCurrent(download::Id id);

    /// Takes a look at the present moment; the page does so by itself while it is seen.
    void refresh();

Q_SIGNALS:
    /// A download was chosen here.
    void picked(sluice::download::Id id);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildSlots();
    QWidget *buildQueue();
    void selectCurrent();
    /// Shares the width of the queue out among its columns.
    void fitQueue();
    [[nodiscard]] QString slotsTitle(qint64 limit) const;
    void pickQueued(int row);
    void pick(download::Id id);

    RecordingSource *m_source;
    RowBook m_book;
    trace::EvidenceGatherer m_gatherer;
    trace::SteadyDiagnoses m_steady;
    SlotModel *m_slots = nullptr;
    QueueModel *m_queue = nullptr;
    DiagnosisBox *m_box = nullptr;
    SlotGridView *m_grid = nullptr;
    ChartTable *m_table = nullptr;
    ChartOrTable *m_gate = nullptr;
    QTableView *m_queueView = nullptr;
    bool m_roomyQueue = false;
    QLabel *m_slotsTitle = nullptr;
    QLabel *m_queueTitle = nullptr;
    QTimer m_timer{this};
    download::Id m_current = 0;
};

} // namespace sluice::ui
