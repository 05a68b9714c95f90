// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace sluice::ui {

/// A quiet sentence in the middle of another widget, e.g. of a table in which nothing matches. Lets the mouse
/// through. Window thread.
class OverlayNote : public QLabel
{
    Q_OBJECT

public:
    /// Lies over `ground`, which owns it.
    explicit OverlayNote(QWidget *ground);

    /// Shows the sentence; an empty one hides the note.
    void say(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
};

} // namespace sluice::ui
