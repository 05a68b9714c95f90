// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "ui/style/error_words.h"

#include <QWidget>

#include <optional>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace sluice::ui {

/// A failure in words, what can be done about it, and the raw text one click away. Hidden while there is none.
class ErrorBox : public QWidget
{
    Q_OBJECT

public:
    explicit ErrorBox(QWidget *parent = nullptr);

    /// What to show: the failure of `name`; `willRetry` when Sluice tries again by itself; `offer` puts the
    /// remedies under it. The raw text stays open or closed as the user left it.
    void setError(const Error &error, const QString &name, bool willRetry, bool offer);
    void clear();

Q_SIGNALS:
    void remedyRequested(sluice::ui::Remedy remedy);

private:
    void showRemedies(const QList<Remedy> &remedies);

    std::optional<Error> m_error;
    QList<Remedy> m_remedies;
    QLabel *m_headline;
    QLabel *m_explanation;
    QHBoxLayout *m_buttons;
    QToolButton *m_toggle;
    QPlainTextEdit *m_raw;
};

} // namespace sluice::ui
