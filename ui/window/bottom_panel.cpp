// SPDX-License-Identifier: MIT
#include "ui/window/bottom_panel.h"

#include "ui/style/focus_first.h"
#include "ui/window/icons.h"

#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace sluice::ui {

using namespace Qt::StringLiterals;

BottomPanel::BottomPanel(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
{
    setObjectName(u"bottomPanel"_s);
    m_tabs->setObjectName(u"bottomTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Panel below the table"));
    m_tabs->tabBar()->setAccessibleName(tr("Tabs of the lower panel"));

    auto *close = new QToolButton(m_tabs);
    close->setObjectName(u"closePanel"_s);
    close->setIcon(icon(u"close"));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close this panel"));
    close->setAccessibleName(tr("Close this panel"));
    m_tabs->setCornerWidget(close, Qt::TopRightCorner);
    connect(close, &QToolButton::clicked, this, &BottomPanel::closeRequested);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);
}

void BottomPanel::addPage(const QString &id, const QString &title, const QIcon &icon, QWidget *page)
{
    const int index = m_tabs->addTab(page, icon, title);
    m_tabs->tabBar()->setTabData(index, id);
}

QString BottomPanel::currentId() const
{
    return m_tabs->tabBar()->tabData(m_tabs->currentIndex()).toString();
}

void BottomPanel::setCurrentId(const QString &id)
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (m_tabs->tabBar()->tabData(i).toString() == id)
            m_tabs->setCurrentIndex(i);
    }
}

QWidget *BottomPanel::currentPage() const
{
    return m_tabs->currentWidget();
}

void BottomPanel::focusPage()
{
    focusFirst(m_tabs->currentWidget());
}

} // namespace sluice::ui
