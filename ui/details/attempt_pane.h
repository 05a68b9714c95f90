// SPDX-License-Identifier: MIT
#pragma once

#include "ui/details/attempt_facts.h"

#include <QWidget>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace sluice::ui {

/// The particulars of one attempt: what it was, then the headers of request and answer. Rows are walked through with
/// the arrow keys and copied with Ctrl+C. Window thread.
class AttemptPane : public QWidget
{
    Q_OBJECT

public:
    explicit AttemptPane(QWidget *parent = nullptr);

    /// Shows these, in place where they are about the attempt that is shown: scrolling and selection stay.
    void setFacts(const AttemptFacts &facts);
    const AttemptFacts &facts() const { return m_facts; }
    /// The selected row as it is copied: "label: value"; empty without one.
    QString selectedText() const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void closeRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QTreeWidgetItem *addGroup(const QString &title);

    AttemptFacts m_facts;
    QLabel *m_title;
    QTreeWidget *m_tree;
    QTreeWidgetItem *m_request;
    QTreeWidgetItem *m_response;
    QTreeWidgetItem *m_about;
};

} // namespace sluice::ui
