// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"
#include "ui/downloads/column.h"
#include "ui/downloads/row_list.h"

#include <QAbstractTableModel>

#include <functional>
#include <limits>
#include <vector>

namespace sluice::ui {

/// The table of downloads: raw values by role, texts for people by the usual roles. Sorts and filters by itself
/// and tells the view only about what it can see, so that 100,000 rows and many changes a second stay cheap.
///
/// Changed values show at once. What moves rows waits for settle(), once a second, and does not happen while the
/// rows are held; rows the user added, removed or moved, and a new sorting or filter, do not wait. Window thread.
class DownloadTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole, ///< engine::Id as qint64
        StateRole,             ///< download::State as int
        WhyRole,               ///< download::WaitReason as int
        UntilRole,             ///< ms since the epoch, 0 = unknown
        BytesRole,             ///< held
        TotalRole,             ///< -1 = unknown
        SpeedRole,             ///< bytes a second
        LeftRole,              ///< ms, -1 = unknown
        FractionRole,          ///< 0 … 1, invalid where the total is unknown
        AttemptsRole,
        UrlRole,
        HostRole,
        FolderRole,
        PathRole,
        ErrorRole, ///< sluice::Error, invalid if none
    };

    /// Milliseconds since the epoch; tests pass their own.
    using Clock = std::function<qint64()>;
    explicit DownloadTableModel(QObject *parent = nullptr, Clock clock = {});

    /// Takes what changed. Rows may be new, known or unknown; ids both changed and removed are removed.
    void apply(const engine::Delta &delta);

    /// Shows one category and the rows that hold every word of `text` in name, link or host. At once.
    void setFilter(Category category, const QString &text);
    const RowFilter &filter() const { return m_rows.filter(); }
    /// Sorts by one column, or by the queue. At once, and from then on by settle().
    void setSorting(const Sorting &sorting);
    const Sorting &sorting() const { return m_rows.sorting(); }
    /// QTableView's way to setSorting(); column -1 is the order of the queue.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// While held, no row shown moves or leaves: the pointer is over them. New ones are appended.
    void setHeld(bool held) { m_held = held; }
    bool isHeld() const { return m_held; }
    /// Rows the view shows now; only they are reported as changed. Without a call all are.
    void setVisibleRows(int first, int last);
    /// Brings rows into their places and categories, unless held. Call it once a second.
    void settle();
    /// Reports the visible countdowns as changed. Call it once a second.
    void tick();

    /// Null for an unknown id. Valid until the next call of a non-const function.
    const engine::Row *find(engine::Id id) const { return m_rows.find(id); }
    /// The id of a shown row, 0 where there is none.
    engine::Id idAt(int row) const;
    /// The shown row of an id, -1 where it is unknown or filtered out.
    int rowOf(engine::Id id) const { return m_rows.positionOf(id); }
    /// All downloads, shown or not.
    int total() const { return m_rows.total(); }
    /// Downloads by category, whatever the filter.
    CategoryCounts counts() const { return countCategories(m_rows.byState()); }
    /// The first shown row from `from` on, going round, whose name begins with `prefix` whatever the case; -1 if none.
    int findByName(const QString &prefix, int from) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// The links of the rows, as a list of links and as text.
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    QStringList mimeTypes() const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }

Q_SIGNALS:
    /// counts() changed.
    void countsChanged();
    /// Around every re-sort and every reset: a view keeps its selection by id meanwhile.
    void aboutToRearrange();
    void rearranged();

private:
    struct Touched {
        int position = 0;
        ColumnSet columns = 0;
    };

    const engine::Row *rowAt(const QModelIndex &index) const;
    QVariant value(const engine::Row &row, int role) const;
    void hide(const std::vector<int> &positions);
    void append(std::vector<RowList::Slot> slots);
    void reorder();
    void resetShown();
    void report(std::vector<Touched> touched);

    RowList m_rows;
    Clock m_clock;
    int m_firstVisible = 0;
    int m_lastVisible = std::numeric_limits<int>::max();
    bool m_held = false;
};

} // namespace sluice::ui
