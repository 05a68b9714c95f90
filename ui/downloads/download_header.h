// SPDX-License-Identifier: MIT
#pragma once

#include "ui/downloads/table_header.h"

#include <functional>

namespace sluice::ui {

/// The headings of the download table: moved, resized, hidden and sorted by the user, with a context menu that
/// says which are shown. A third click on a heading goes back to the order of the queue. Window thread.
class DownloadHeader : public TableHeader
{
    Q_OBJECT

public:
    explicit DownloadHeader(QWidget *parent = nullptr);

    /// Sets the first widths, fitted into `room` logical pixels where they can be. Needs the model.
    void fit(int room);
    /// Order, visibility, widths and sorting as at first start.
    void resetColumns(int room);

    /// Order, widths, visibility and sorting, for the window to keep.
    QByteArray columnState() const;
    /// False, and nothing changed, when the state is from something else.
    bool restoreColumnState(const QByteArray &state);

Q_SIGNALS:
    /// The user asked for resetColumns(); the view knows the room.
    void resetRequested();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
};

} // namespace sluice::ui
