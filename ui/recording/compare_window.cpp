// SPDX-License-Identifier: MIT
#include "ui/recording/compare_window.h"

#include "ui/chart/chart_table.h"
#include "ui/recording/compare_model.h"
#include "ui/recording/recording_source.h"
#include "ui/style/elided_label.h"
#include "ui/style/focus_first.h"
#include "ui/timeline/timeline_page.h"

#include <QHBoxLayout>
#include <QScreen>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace sluice::ui {

namespace {

constexpr QSize kFirstSize(1000, 760);

} // namespace

CompareWindow::CompareWindow(Compared first, Compared second, QWidget *parent)
    : QWidget(parent, Qt::Window)
{
    setWindowTitle(tr("%1 against %2").arg(first.name, second.name));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *model = new CompareModel(first.name, second.name, compareRows(first.summary, second.summary), this);
    auto *sides = new QSplitter(Qt::Vertical, this);
    sides->setChildrenCollapsible(false);
    m_first = addSide(sides, first.name, std::move(first.recording));
    m_second = addSide(sides, second.name, std::move(second.recording));
    auto *table = new ChartTable(model, tr("Differences between the recordings"), this);
    sides->addWidget(table);
    sides->setStretchFactor(0, 2);
    sides->setStretchFactor(1, 2);
    sides->setStretchFactor(2, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(sides);
    keepTogether(m_first, m_second);
    keepTogether(m_second, m_first);
    resize(kFirstSize.boundedTo(screen()->availableSize() * 0.95)); // room for the frame
    connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
    focusFirst(m_first);
}

TimelinePage *CompareWindow::addSide(QSplitter *sides, const QString &name, trace::Recording recording)
{
    auto *side = new QWidget(sides);
    auto *title = new ElidedLabel(side);
    title->setText(name);
    auto *page = new TimelinePage(new RecordingSource(std::move(recording), side), side);
    page->state()->setLabels(TimeLabels::Elapsed);
    page->setAccessibleName(tr("Timeline of %1").arg(name));
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(2);
    auto *heading = new QHBoxLayout;
    heading->setContentsMargins(8, 0, 8, 0);
    heading->addWidget(title);
    column->addLayout(heading);
    column->addWidget(page, 1);
    sides->addWidget(side);
    return page;
}

void CompareWindow::keepTogether(TimelinePage *leader, TimelinePage *follower)
{
    connect(leader->state(), &TimelineState::kindChanged, follower->state(), &TimelineState::setKind);
    connect(leader->state(), &TimelineState::moved, this, [this, leader, follower] {
        const TimeAxis &wanted = leader->state()->axis();
        const TimeAxis &axis = follower->state()->axis();
        // Sides are laid out one after the other: until both are, their pixels cannot be compared.
        if (m_moving || wanted.width() <= 1 || axis.width() != wanted.width())
            return;
        m_moving = true;
        if (axis.perPixel() != wanted.perPixel())
            follower->state()->zoom(0, axis.perPixel() / wanted.perPixel());
        if (axis.from() != wanted.from())
            follower->state()->pan(double(wanted.from() - axis.from()) / wanted.perPixel());
        m_moving = false;
    });
}

} // namespace sluice::ui
