// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/record.h"
#include "ui/details/attempt_texts.h"

#include <QAbstractTableModel>

#include <functional>
#include <vector>

namespace sluice::ui {

/// The attempts of one download, the newest first. Window thread.
class AttemptTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// Milliseconds since the epoch; tests pass their own.
    using Clock = std::function<qint64()>;
    explicit AttemptTableModel(QObject *parent = nullptr, Clock clock = {});

    /// Replaces what is shown by the attempts of a download, newest last. Attempts known by their number are
    /// updated in place, so that the selection stays while a download goes on.
    void setAttempts(const std::vector<download::Attempt> &attempts);
    void clear() { setAttempts({}); }
    /// Reports what changes with the clock alone. Call it once a second.
    void tick();

    /// Null where there is no such row. Valid until the next change.
    const download::Attempt *attemptAt(int row) const;
    qint64 now() const { return m_clock(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    int size() const { return static_cast<int>(m_attempts.size()); }

    std::vector<download::Attempt> m_attempts; ///< newest last
    Clock m_clock;
};

} // namespace sluice::ui
