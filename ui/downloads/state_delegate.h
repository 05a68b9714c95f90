// SPDX-License-Identifier: MIT
#pragma once

#include "ui/downloads/text_delegate.h"

namespace sluice::ui {

/// The state cell: a chip in the colour of the state, and its words.
class StateDelegate : public TextDelegate
{
    Q_OBJECT

public:
    explicit StateDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace sluice::ui
