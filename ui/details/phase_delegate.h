// SPDX-License-Identifier: MIT
#pragma once

#include "ui/downloads/text_delegate.h"

namespace sluice::ui {

/// Draws the phases of an attempt as one bar, each in its colour. Needs an AttemptTableModel.
class PhaseDelegate : public TextDelegate
{
    Q_OBJECT

public:
    explicit PhaseDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace sluice::ui
