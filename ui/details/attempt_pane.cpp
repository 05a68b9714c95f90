// SPDX-License-Identifier: MIT
#include "ui/details/attempt_pane.h"

#include "ui/window/icons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

/// Makes the children of a group say these, with as few changes as possible.
void fill(QTreeWidgetItem *group, const std::vector<Fact> &facts)
{
    while (group->childCount() > static_cast<int>(facts.size()))
        delete group->takeChild(group->childCount() - 1);
    for (int i = 0; i < static_cast<int>(facts.size()); ++i) {
        const Fact &fact = facts[static_cast<std::size_t>(i)];
        QTreeWidgetItem *line = i < group->childCount() ? group->child(i) : new QTreeWidgetItem(group);
        // One line each; a value from the network may hold anything.
        const QString value = fact.value.simplified();
        if (line->text(0) == fact.label && line->text(1) == value)
            continue;
        line->setText(0, fact.label);
        line->setText(1, value);
        line->setToolTip(1, fact.value.toHtmlEscaped());
        line->setData(1, Qt::AccessibleTextRole, QString(fact.label + u": "_s + value));
    }
    group->setHidden(facts.empty());
}

} // namespace

AttemptPane::AttemptPane(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_tree(new QTreeWidget(this))
{
    setAccessibleName(tr("Particulars of the attempt"));
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setTextFormat(Qt::PlainText);
    auto *close = new QToolButton(this);
    close->setIcon(icon(u"close"));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close the particulars"));
    close->setAccessibleName(tr("Close the particulars"));
    close->setFocusPolicy(Qt::StrongFocus);
    connect(close, &QToolButton::clicked, this, &AttemptPane::closeRequested);

    m_tree->setColumnCount(2);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setRootIsDecorated(true);
    m_tree->setIndentation(12);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->setAccessibleName(tr("Facts and headers"));
    m_tree->setTabKeyNavigation(false);
    m_tree->header()->setStretchLastSection(true);
    m_tree->setColumnWidth(0, fontMetrics().averageCharWidth() * 17);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->installEventFilter(this);
    m_about = addGroup(tr("Attempt"));
    m_request = addGroup(tr("Request headers"));
    m_response = addGroup(tr("Response headers"));

    auto *top = new QHBoxLayout;
    top->setContentsMargins(8, 0, 0, 0);
    top->addWidget(m_title, 1);
    top->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_tree, 1);
}

QSize AttemptPane::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 52, fontMetrics().height() * 12};
}

QTreeWidgetItem *AttemptPane::addGroup(const QString &title)
{
    auto *group = new QTreeWidgetItem(m_tree, {title});
    group->setFirstColumnSpanned(true);
    group->setExpanded(true);
    QFont bold = font();
    bold.setBold(true);
    group->setFont(0, bold);
    return group;
}

void AttemptPane::setFacts(const AttemptFacts &facts)
{
    if (facts == m_facts)
        return;
    const bool another = facts.number != m_facts.number;
    m_facts = facts;
    m_title->setText(facts.title);
    std::vector<Fact> about = facts.facts;
    if (!facts.headersNote.isEmpty())
        about.push_back({tr("Headers"), facts.headersNote});
    fill(m_about, about);
    fill(m_request, facts.request);
    fill(m_response, facts.response);
    if (another)
        m_tree->scrollToTop();
}

QString AttemptPane::selectedText() const
{
    const QTreeWidgetItem *line = m_tree->currentItem();
    if (line == nullptr)
        return {};
    return line->text(1).isEmpty() ? line->text(0) : QString(line->text(0) + u": "_s + line->text(1));
}

bool AttemptPane::eventFilter(QObject *watched, QEvent *event)
{
    const bool key = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (watched != m_tree || !key || !static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy))
        return QWidget::eventFilter(watched, event);
    // The window has an action with this key, which copies links.
    event->accept();
    if (event->type() == QEvent::KeyPress && !selectedText().isEmpty())
        QGuiApplication::clipboard()->setText(selectedText());
    return true;
}

} // namespace sluice::ui
