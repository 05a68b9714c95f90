// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace sluice::ui {

/// One line of text, cut in the middle where there is no room; the whole of it in the tool tip. Never asks for
/// more than a few letters of width, so that a name of 4,000 characters does not widen the window.
class ElidedLabel : public QWidget
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString &text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString m_text;
};

} // namespace sluice::ui
