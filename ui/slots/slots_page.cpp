// SPDX-License-Identifier: MIT
#include "ui/slots/slots_page.h"

#include "ui/chart/chart_or_table.h"
#include "ui/chart/chart_table.h"
#include "ui/downloads/table_header.h"
#include "ui/downloads/text_delegate.h"
#include "ui/recording/recording_source.h"
#include "ui/slots/diagnosis_box.h"
#include "ui/slots/queue_model.h"
#include "ui/slots/slot_grid_view.h"
#include "ui/slots/slot_model.h"
#include "ui/style/format.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace sluice::ui {

using namespace Qt::StringLiterals;

namespace {

/// Often enough for a speed, seldom enough to be read.
constexpr int kEveryMs = 500;
// In average letters: from which width on the queue shows places, and gives room to the reason of a retry.
constexpr int kPlaceFrom = 60;
constexpr int kReasonFrom = 80;
constexpr int kShortReason = 14;
constexpr int kLongReason = 30;

QLabel *titleLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setMinimumWidth(1);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

QVBoxLayout *columnIn(QWidget *widget)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    return column;
}

} // namespace

SlotsPage::SlotsPage(RecordingSource *source, QWidget *parent)
    : QWidget(parent)
    , m_source(source)
    , m_slots(new SlotModel(this))
    , m_queue(new QueueModel(&m_book, this))
    , m_box(new DiagnosisBox(this))
{
    setAccessibleName(tr("Slots"));
    auto *column = columnIn(this);
    column->setContentsMargins(4, 0, 4, 0);
    column->addWidget(m_box);
    auto *across = new QSplitter(Qt::Horizontal, this);
    across->setChildrenCollapsible(false);
    across->addWidget(buildSlots());
    across->addWidget(buildQueue());
    across->setStretchFactor(0, 1);
    across->setStretchFactor(1, 1);
    across->setSizes({1'000, 1'000});
    column->addWidget(across, 1);

    m_timer.setInterval(kEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &SlotsPage::refresh);
    if (!source->isLive())
        m_book.fill(source->recording());
}

QWidget *SlotsPage::buildSlots()
{
    auto *side = new QWidget(this);
    auto *column = columnIn(side);
    m_slotsTitle = titleLabel(side);
    m_grid = new SlotGridView(m_slots, side);
    auto *model = new SlotTableModel(m_slots, side);
    m_table = new ChartTable(model, tr("Slots as a table"), side);
    m_gate = new ChartOrTable(m_grid, m_table, model, this);
    auto *button = new QToolButton(side);
    button->setDefaultAction(m_gate->action());
    button->setAutoRaise(true);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(4, 0, 0, 0);
    top->addWidget(m_slotsTitle, 1);
    top->addWidget(button);
    column->addLayout(top);
    column->addWidget(m_gate, 1);
    side->setMinimumWidth(200);
    m_table->installEventFilter(this);
    connect(m_grid, &SlotGridView::picked, this, &SlotsPage::pick);
    connect(m_table, &QAbstractItemView::clicked, this,
        [this](const QModelIndex &index) { pick(m_slots->cells()[static_cast<std::size_t>(index.row())].id); });
    return side;
}

QWidget *SlotsPage::buildQueue()
{
    auto *side = new QWidget(this);
    auto *column = columnIn(side);
    m_queueTitle = titleLabel(side);
    m_queueTitle->setContentsMargins(4, 4, 0, 0);
    m_queueView = new QTableView(side);
    m_queueView->setHorizontalHeader(new TableHeader(m_queueView));
    m_queueView->setModel(m_queue);
    m_queueView->setAccessibleName(tr("Queue"));
    m_queueView->setFrameShape(QFrame::NoFrame);
    m_queueView->setShowGrid(false);
    m_queueView->setWordWrap(false);
    m_queueView->setTabKeyNavigation(false);
    m_queueView->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_queueView->setSelectionMode(QAbstractItemView::SingleSelection);
    m_queueView->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_queueView->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_queueView->setItemDelegate(new TextDelegate(TextDelegate::Kind::Text, m_queueView));
    m_queueView->setItemDelegateForColumn(
        QueueModel::Place, new TextDelegate(TextDelegate::Kind::Figures, m_queueView));
    m_queueView->setItemDelegateForColumn(QueueModel::Name, new TextDelegate(TextDelegate::Kind::Name, m_queueView));
    m_queueView->verticalHeader()->hide();
    m_queueView->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_queueView->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    const int letter = fontMetrics().averageCharWidth();
    m_queueView->setColumnWidth(QueueModel::Place, 7 * letter);
    m_queueView->setColumnWidth(QueueModel::Reason, kShortReason * letter);
    m_queueView->setColumnWidth(QueueModel::Start, 15 * letter);
    m_queueView->horizontalHeader()->setSectionResizeMode(QueueModel::Name, QHeaderView::Stretch);
    m_queueView->horizontalHeader()->setMinimumSectionSize(6 * letter);
    m_queueView->horizontalHeader()->moveSection(QueueModel::Place, 0);
    side->setMinimumWidth(200);
    column->addWidget(m_queueTitle);
    column->addWidget(m_queueView, 1);
    m_queueView->installEventFilter(this);
    connect(
        m_queueView, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) { pickQueued(index.row()); });
    return side;
}

void SlotsPage::apply(const engine::Delta &delta)
{
    m_book.apply(delta);
}

void SlotsPage::setCurrent(download::Id id)
{
    m_current = id;
    if (isVisible())
        selectCurrent();
}

void SlotsPage::selectCurrent()
{
    m_grid->select(m_current);
    const int row = m_queue->rowOf(m_current);
    if (row < 0)
        m_queueView->clearSelection();
    else if (!m_queueView->selectionModel()->isRowSelected(row))
        m_queueView->selectRow(row);
}

void SlotsPage::refresh()
{
    const trace::Recording &recording = m_source->recording();
    const trace::Micros now = m_source->now();
    m_box->setDiagnoses(m_steady.update(trace::diagnose(m_gatherer.update(recording)), now),
        recording.inFlight().at(recording.now()) > 0);
    m_slots->setCells(slotCells(recording, now, m_book, m_source->isLive()));
    const qint64 limit = recording.limit().at(recording.now());
    m_queue->refresh(trace::StartEstimate(limit, slotUses(m_slots->cells()), trace::recentService(recording)),
        recording.wallMs(now));
    m_gate->refresh();

    m_slotsTitle->setText(slotsTitle(limit));
    m_queueTitle->setText(tr("%n waiting", nullptr, m_queue->rowCount()));
    selectCurrent();
}

QString SlotsPage::slotsTitle(qint64 limit) const
{
    QSet<download::Id> finishing = m_book.verifying(); // those that have given their slot back
    qint64 used = 0;
    for (const SlotCell &cell : m_slots->cells()) {
        used += cell.id != 0 ? 1 : 0;
        finishing.remove(cell.id);
    }
    QString title = tr("%1 of %2 slots in use").arg(used).arg(limit);
    if (used > limit)
        title = tr("%1 · %2 draining").arg(title).arg(used - limit);
    if (!finishing.isEmpty())
        title = tr("%1 · %2 finishing").arg(title).arg(finishing.size());
    return title;
}

void SlotsPage::pickQueued(int row)
{
    pick(m_queue->idAt(row));
}

void SlotsPage::pick(download::Id id)
{
    if (id == 0)
        return;
    m_current = id;
    selectCurrent();
    Q_EMIT picked(id);
}

void SlotsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    if (m_source->isLive())
        m_timer.start();
}

void SlotsPage::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    QWidget::hideEvent(event);
}

void SlotsPage::fitQueue()
{
    const int letter = fontMetrics().averageCharWidth();
    const int width = m_queueView->width();
    // The place is what a narrow queue can do without: it follows from the order.
    m_queueView->setColumnHidden(QueueModel::Place, width < kPlaceFrom * letter);
    // A width that a person has chosen stays until the other one is due.
    const bool roomy = width >= kReasonFrom * letter;
    if (std::exchange(m_roomyQueue, roomy) != roomy)
        m_queueView->setColumnWidth(QueueModel::Reason, (roomy ? kLongReason : kShortReason) * letter);
}

bool SlotsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == m_queueView)
        fitQueue();
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
        if (enter && watched == m_queueView) {
            pickQueued(m_queueView->currentIndex().row());
            return true;
        }
        const auto row = static_cast<std::size_t>(m_table->currentIndex().row());
        if (enter && watched == m_table && row < m_slots->cells().size()) {
            pick(m_slots->cells()[row].id);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace sluice::ui
