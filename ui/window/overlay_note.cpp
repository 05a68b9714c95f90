// SPDX-License-Identifier: MIT
#include "ui/window/overlay_note.h"

#include <QEvent>

namespace sluice::ui {

OverlayNote::OverlayNote(QWidget *ground)
    : QLabel(ground)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setTextFormat(Qt::PlainText);
    setAlignment(Qt::AlignCenter);
    setWordWrap(true);
    setForegroundRole(QPalette::PlaceholderText);
    ground->installEventFilter(this);
    hide();
}

void OverlayNote::say(const QString &text)
{
    if (text == this->text() && isHidden() == text.isEmpty())
        return;
    setText(text);
    setVisible(!text.isEmpty());
    place();
}

bool OverlayNote::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QLabel::eventFilter(watched, event);
}

void OverlayNote::place()
{
    constexpr int kEdge = 24;
    setGeometry(parentWidget()->rect().adjusted(kEdge, kEdge, -kEdge, -kEdge));
}

} // namespace sluice::ui
