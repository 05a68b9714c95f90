// SPDX-License-Identifier: MIT
#include "ui/style/focus_first.h"

#include <QWidget>

namespace sluice::ui {

void focusFirst(QWidget *page)
{
    for (QWidget *next = page; next != nullptr; next = next->nextInFocusChain()) {
        const bool inside = next == page || page->isAncestorOf(next);
        if (inside && next->isVisibleTo(page) && (next->focusPolicy() & Qt::TabFocus) == Qt::TabFocus)
            return next->setFocus(Qt::ShortcutFocusReason);
        if (next->nextInFocusChain() == page)
            return;
    }
}

} // namespace sluice::ui
