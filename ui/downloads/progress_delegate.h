// SPDX-License-Identifier: MIT
#pragma once

#include "ui/downloads/text_delegate.h"

namespace sluice::ui {

/// Reads the roles of a row and lets paintProgress() draw them.
class ProgressDelegate : public TextDelegate
{
    Q_OBJECT

public:
    explicit ProgressDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace sluice::ui
