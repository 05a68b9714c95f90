// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/start_estimate.h"
#include "ui/slots/row_book.h"

#include <QAbstractTableModel>

#include <vector>

namespace sluice::ui {

/// Who waits, in the order of the queue, what for, and when it will probably start. Texts are made for what is seen only.
/// Window thread.
class QueueModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Place, Reason, Start, ColumnCount };

    /// `book` outlives the model.
    explicit QueueModel(RowBook *book, QObject *parent = nullptr);

    /// Takes what changed in the book. `nowMs` is ms since the epoch.
    void refresh(trace::StartEstimate estimate, qint64 nowMs);

    [[nodiscard]] engine::Id idAt(int row) const;
    /// The row of a download; -1 if it does not wait.
    [[nodiscard]] int rowOf(engine::Id id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void apply(const QueueChange &change);
    QString text(int row, int column) const;
    QString startText(int row, const BookRow &found) const;

    RowBook *m_book;
    std::vector<QueuePlace> m_places;
    std::vector<QueuePlace> m_others; ///< of them, those that do not wait for a slot
    trace::StartEstimate m_estimate;
    qint64 m_nowMs = 0;
};

} // namespace sluice::ui
