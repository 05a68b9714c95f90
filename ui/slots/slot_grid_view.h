// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"

#include <QListView>

namespace sluice::ui {

class SlotDelegate;
class SlotModel;

/// The gate: its slots below each other, or as a grid where they are many. Arrow keys move, Enter or a click picks.
/// Window thread.
class SlotGridView : public QListView
{
    Q_OBJECT

public:
    /// `model` outlives the view.
    explicit SlotGridView(SlotModel *model, QWidget *parent = nullptr);

    /// Selects the slot of a download, or none; picks nothing.
    void select(engine::Id id);

Q_SIGNALS:
    void picked(sluice::engine::Id id);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fit();
    void pick(const QModelIndex &index);

    SlotModel *m_model;
    SlotDelegate *m_delegate;
};

} // namespace sluice::ui
