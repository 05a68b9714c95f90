// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>
#include <QString>
#include <QWidget>

class QTabWidget;

namespace sluice::ui {

/// The panel below the table: tabs known by a stable id, and a button that closes it. Window thread.
class BottomPanel : public QWidget
{
    Q_OBJECT

public:
    explicit BottomPanel(QWidget *parent = nullptr);

    /// Adds a tab; the panel takes the page. `id` is what is saved, e.g. "details".
    void addPage(const QString &id, const QString &title, const QIcon &icon, QWidget *page);

    /// The id of the tab in front; empty when there are no tabs.
    QString currentId() const;
    /// Brings a tab to the front; an unknown id changes nothing.
    void setCurrentId(const QString &id);
    /// The page in front; null when there is none.
    QWidget *currentPage() const;
    /// Moves the keyboard focus into the page in front.
    void focusPage();

Q_SIGNALS:
    void closeRequested();

private:
    QTabWidget *m_tabs = nullptr;
};

} // namespace sluice::ui
