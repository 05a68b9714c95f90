// SPDX-License-Identifier: MIT
#include "ui/details/attempts_area.h"

#include "ui/details/attempt_pane.h"
#include "ui/details/phase_delegate.h"
#include "ui/details/segment_page.h"
#include "ui/details/waterfall_page.h"
#include "ui/downloads/table_header.h"

#include <QLabel>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace sluice::ui {

AttemptsArea::AttemptsArea(AttemptTableModel::Clock clock, QWidget *parent)
    : QWidget(parent)
    , m_model(new AttemptTableModel(this, std::move(clock)))
    , m_table(new QTableView(this))
    , m_noAttempts(new QLabel(tr("No attempt yet. Each one will be listed here with its result."), this))
    , m_tabs(new QTabWidget(this))
    , m_pane(new AttemptPane(this))
{
    setUpTable();
    m_noAttempts->setAlignment(Qt::AlignCenter);
    m_noAttempts->setWordWrap(true);
    m_noAttempts->setForegroundRole(QPalette::PlaceholderText);
    m_noAttempts->setMargin(12);
    auto *list = new QWidget(this);
    auto *stack = new QVBoxLayout(list);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->addWidget(m_table);
    stack->addWidget(m_noAttempts);

    m_tabs->setDocumentMode(true);
    m_tabs->setTabBarAutoHide(true);
    m_tabs->setAccessibleName(tr("Attempts of the download"));
    m_tabs->tabBar()->setAccessibleName(tr("Ways to see the attempts"));
    m_tabs->addTab(list, tr("List"));
    auto *split = new QSplitter(this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_tabs);
    split->addWidget(m_pane);
    split->setStretchFactor(0, 1);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(split);
    m_pane->setMinimumWidth(fontMetrics().averageCharWidth() * 20);
    m_pane->hide();
    connect(m_pane, &AttemptPane::closeRequested, this, [this] { choose(0); });
}

void AttemptsArea::setSource(RecordingSource *source)
{
    if (m_ref.source == source)
        return;
    if (!m_ref.source.isNull())
        disconnect(m_ref.source, nullptr, this, nullptr);
    m_ref.source = source;
    if (source != nullptr) {
        connect(source, &RecordingSource::grew, this, &AttemptsArea::grew);
        addViews();
        m_waterfall->setTrack(m_ref);
        m_segments->setTrack(m_ref);
        showAttempts();
        return;
    }
    delete std::exchange(m_waterfall, nullptr);
    delete std::exchange(m_segments, nullptr);
}

void AttemptsArea::addViews()
{
    if (m_waterfall != nullptr)
        return;
    m_waterfall = new WaterfallPage(this);
    m_segments = new SegmentPage(this);
    m_tabs->insertTab(0, m_waterfall, tr("Waterfall"));
    m_tabs->addTab(m_segments, tr("File map"));
    m_tabs->setCurrentIndex(0);
    connect(m_waterfall, &WaterfallPage::attemptPicked, this, &AttemptsArea::choose);
    connect(m_segments, &SegmentPage::attemptPicked, this, &AttemptsArea::choose);
}

void AttemptsArea::setRow(const engine::Row &row)
{
    const bool another = m_ref.id != row.id;
    m_row = row;
    if (another) {
        m_ref.id = row.id;
        m_have.clear();
        m_model->clear();
        choose(0);
        if (m_waterfall != nullptr) {
            m_waterfall->setTrack(m_ref);
            m_segments->setTrack(m_ref);
        }
    }
    showAttempts();
}

void AttemptsArea::setDetails(const engine::Details &details)
{
    m_have = details.part.have;
    m_model->setAttempts(details.attempts);
    showAttempts();
    showPane();
    // The attempt may have come only now, or be gone.
    selectInTable(m_chosen);
}

void AttemptsArea::clear()
{
    m_row.reset();
    m_ref.id = 0;
    m_have.clear();
    m_model->clear();
    choose(0);
    if (m_waterfall != nullptr) {
        m_waterfall->setTrack(m_ref);
        m_segments->setTrack(m_ref);
    }
}

void AttemptsArea::tick()
{
    m_model->tick();
    showPane();
}

const download::Attempt *AttemptsArea::chosenKept() const
{
    for (int row = 0; m_chosen > 0 && row < m_model->rowCount(); ++row) {
        const download::Attempt *attempt = m_model->attemptAt(row);
        if (attempt->number == m_chosen)
            return attempt;
    }
    return nullptr;
}

void AttemptsArea::setUpTable()
{
    m_table->setHorizontalHeader(new TableHeader(m_table));
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Attempts"));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->setItemDelegate(new TextDelegate(TextDelegate::Kind::Text, m_table));
    m_table->setItemDelegateForColumn(static_cast<int>(AttemptColumn::Phases), new PhaseDelegate(m_table));
    auto *figures = new TextDelegate(TextDelegate::Kind::Figures, m_table);
    constexpr std::array<int, kAttemptColumnCount> kLetters{5, 24, 10, 9, 26, 9, 10, 18, 26, 9};
    for (int i = 0; i < kAttemptColumnCount; ++i) {
        if (isNumeric(static_cast<AttemptColumn>(i)))
            m_table->setItemDelegateForColumn(i, figures);
        const int room = kLetters.at(static_cast<std::size_t>(i)) * fontMetrics().averageCharWidth() + 8;
        m_table->setColumnWidth(i, std::max(room, m_table->horizontalHeader()->sectionSizeHint(i)));
    }
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (m_selecting)
            return;
        const QModelIndexList rows = m_table->selectionModel()->selectedRows();
        const download::Attempt *attempt = rows.isEmpty() ? nullptr : m_model->attemptAt(rows.first().row());
        choose(attempt != nullptr ? attempt->number : 0);
    });
}

void AttemptsArea::choose(int number)
{
    m_chosen = number;
    selectInTable(number);
    if (m_waterfall != nullptr)
        m_waterfall->showAttempt(number);
    showPane();
    Q_EMIT chosenChanged();
}

void AttemptsArea::selectInTable(int number)
{
    int row = 0;
    while (row < m_model->rowCount() && (number <= 0 || m_model->attemptAt(row)->number != number))
        ++row;
    const QModelIndex wanted = m_model->index(row, 0);
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (wanted.isValid() ? !rows.isEmpty() && rows.first().row() == row : rows.isEmpty())
        return;
    m_selecting = true;
    if (wanted.isValid())
        m_table->selectRow(row);
    else
        m_table->clearSelection();
    m_selecting = false;
}

void AttemptsArea::showAttempts()
{
    const bool any = m_model->rowCount() > 0;
    m_noAttempts->setVisible(!any);
    m_table->setVisible(any);
    if (m_waterfall == nullptr || !m_row)
        return;
    m_waterfall->setEarlierAttempts(earlierAttempts());
    m_segments->setHeld(m_have, m_row->state == download::State::Done, m_row->total);
}

void AttemptsArea::showPane()
{
    const bool shown = m_chosen > 0;
    if (shown)
        m_pane->setFacts(attemptFacts(recorded(m_chosen), chosenKept(), now()));
    m_pane->setVisible(shown);
}

void AttemptsArea::grew()
{
    if (!isVisible() || m_ref.id == 0)
        return;
    m_waterfall->refresh();
    m_segments->refresh();
    showPane();
}

const trace::AttemptBrief *AttemptsArea::recorded(int number) const
{
    const trace::Track *track = m_ref.track();
    if (track == nullptr)
        return nullptr;
    const auto found = std::ranges::find_if(
        track->attempts, [number](const trace::AttemptBrief &brief) { return brief.number == number; });
    return found == track->attempts.end() ? nullptr : &*found;
}

int AttemptsArea::earlierAttempts() const
{
    int count = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        count += recorded(m_model->attemptAt(row)->number) == nullptr ? 1 : 0;
    return count;
}

} // namespace sluice::ui
