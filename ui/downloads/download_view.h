// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"

#include <QElapsedTimer>
#include <QTableView>
#include <QTimer>

#include <optional>
#include <vector>

namespace sluice::ui {

class DownloadHeader;
class DownloadTableModel;

/// The table of downloads. Chooses whole rows, any number; keeps the selection by id and the place on the screen
/// while rows come, go and are sorted. Drives the model's once-a-second work while it can be seen, and holds the
/// rows while the pointer is over them, a button is down or a menu is open. Window thread.
class DownloadView : public QTableView
{
    Q_OBJECT

public:
    /// The model must outlive the view.
    explicit DownloadView(DownloadTableModel *model, QWidget *parent = nullptr);

    /// The chosen downloads, from top to bottom.
    std::vector<engine::Id> selectedIds() const;
    /// Chooses exactly these, as far as they are shown; the first becomes current and is scrolled to.
    void selectIds(const std::vector<engine::Id> &ids);
    /// The download the keyboard is on, 0 if none.
    engine::Id currentId() const;

    /// Order, widths and visibility of the columns and the sorting, for the window to keep.
    QByteArray columnState() const;
    /// False, and nothing changed, when the state is from something else.
    bool restoreColumnState(const QByteArray &state);
    /// Columns and sorting as at first start.
    void resetColumns();

    /// Puts the links of the chosen downloads on the clipboard, one a line.
    void copyLinks() const;

    void keyboardSearch(const QString &search) override;

Q_SIGNALS:
    /// Double click, or Enter.
    void downloadActivated(sluice::engine::Id id);
    /// A context menu is wanted for the chosen downloads, at a point of the screen.
    void menuRequested(const QPoint &global);
    /// selectedIds() changed, by the user or because rows went.
    void selectedIdsChanged();
    void currentIdChanged(sluice::engine::Id id);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    /// What survives a re-sort or a reset.
    struct Kept {
        std::vector<engine::Id> selected;
        engine::Id current = 0;
        engine::Id top = 0; ///< first row on the screen
        int offset = 0;     ///< pixels of it above the edge
        int scroll = 0;
    };

    void setUpColumns();
    void moveByKey(QKeyEvent *event);
    void updateRowHeight();
    void everySecond();
    bool isHeld() const;
    void keep();
    void restore();
    void followRemoval(int first, int last);
    void updateRow(const QModelIndex &index);

    DownloadTableModel *m_model;
    DownloadHeader *m_header;
    QTimer m_second;
    Kept m_kept;
    QString m_typed;
    QElapsedTimer m_sinceTyped;
    std::optional<QPoint> m_pointer; ///< over the viewport
    bool m_wasReset = false;
    bool m_columnsAreTheirs = false; ///< restored, so not to be fitted at first show
};

} // namespace sluice::ui
