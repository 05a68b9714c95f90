// SPDX-License-Identifier: MIT
#include "ui/dialogs/field_message.h"

#include "ui/style/state_colours.h"

namespace sluice::ui {

FieldMessage::FieldMessage(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setMinimumHeight(fontMetrics().height());
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FieldMessage::showReport(const PathReport &report)
{
    set(report.text, report.verdict == PathReport::Verdict::Bad);
}

void FieldMessage::showProblem(const QString &text)
{
    set(text, !text.isEmpty());
}

void FieldMessage::showNote(const QString &text)
{
    set(text, false);
}

void FieldMessage::set(const QString &text, bool problem)
{
    m_problem = problem;
    QPalette colours;
    const QColor colour
        = problem ? swatch(Mark::Failed, groundOf(colours)).edge : colours.color(QPalette::PlaceholderText);
    colours.setColor(QPalette::WindowText, colour);
    setPalette(colours);
    // A colour alone says nothing to many people.
    setText(problem ? tr("✕ %1").arg(text) : text);
}

} // namespace sluice::ui
