// SPDX-License-Identifier: MIT
#pragma once

#include "ui/dialogs/path_check.h"

#include <QLabel>

namespace sluice::ui {

/// The line below a field that says what is wrong with it; keeps its height when it is empty, so that nothing
/// jumps. Window thread.
class FieldMessage : public QLabel
{
    Q_OBJECT

public:
    explicit FieldMessage(QWidget *parent = nullptr);

    void showReport(const PathReport &report);
    /// Something is wrong; an empty text clears the line.
    void showProblem(const QString &text);
    /// Something worth knowing.
    void showNote(const QString &text);

    bool isProblem() const { return m_problem; }

private:
    void set(const QString &text, bool problem);

    bool m_problem = false;
};

} // namespace sluice::ui
