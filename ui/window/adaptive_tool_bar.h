// SPDX-License-Identifier: MIT
#pragma once

#include <QToolBar>

namespace sluice::ui {

/// A toolbar whose buttons lose their words before any of them is cut off. Window thread.
class AdaptiveToolBar : public QToolBar
{
    Q_OBJECT

public:
    explicit AdaptiveToolBar(const QString &title, QWidget *parent = nullptr);

    /// This action keeps its words at any width.
    void setAlwaysWithText(QAction *action);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void actionEvent(QActionEvent *event) override;

private:
    void adapt();
    int widthWith(Qt::ToolButtonStyle style) const;

    QAction *m_always = nullptr;
};

} // namespace sluice::ui
