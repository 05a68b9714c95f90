// SPDX-License-Identifier: MIT
#include "ui/details/detail_panel.h"

#include "ui/details/detail_header.h"
#include "ui/details/error_box.h"
#include "ui/details/phase_delegate.h"
#include "ui/downloads/table_header.h"

#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace sluice::ui {

namespace {

enum Page { Nothing, Download };

QLabel *makeSentence(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setMargin(12);
    return label;
}

} // namespace

DetailPanel::DetailPanel(QWidget *parent, AttemptTableModel::Clock clock)
    : QWidget(parent)
    , m_attempts(new AttemptTableModel(this, std::move(clock)))
    , m_table(new QTableView(this))
    , m_noAttempts(makeSentence(tr("No attempt yet. Each one will be listed here with its result."), this))
    , m_header(new DetailHeader(this))
    , m_error(new ErrorBox(this))
    , m_pages(new QStackedWidget(this))
{
    setAccessibleName(tr("Details"));
    setUpTable();

    auto *info = new QWidget(this);
    auto *column = new QVBoxLayout(info);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(12);
    column->addWidget(m_header);
    column->addWidget(m_error);
    column->addStretch(1);
    auto *scroller = new QScrollArea(this);
    scroller->setWidgetResizable(true);
    scroller->setFrameShape(QFrame::NoFrame);
    scroller->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroller->setWidget(info);
    scroller->setMinimumWidth(fontMetrics().averageCharWidth() * 28);

    auto *attempts = new QWidget(this);
    auto *stack = new QVBoxLayout(attempts);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->addWidget(m_table);
    stack->addWidget(m_noAttempts);

    auto *split = new QSplitter(this);
    split->setChildrenCollapsible(false);
    split->addWidget(scroller);
    split->addWidget(attempts);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    m_pages->addWidget(makeSentence(tr("Choose a download to see where it stands and what happened to it."), this));
    m_pages->addWidget(split);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_pages);

    connect(m_header, &DetailHeader::openFolderRequested, this, [this] { Q_EMIT openFolderRequested(id()); });
    connect(m_error, &ErrorBox::remedyRequested, this, [this](Remedy remedy) { Q_EMIT remedyRequested(id(), remedy); });
    m_second.setInterval(1'000);
    connect(&m_second, &QTimer::timeout, this, &DetailPanel::everySecond);
    clear();
}

void DetailPanel::setRow(const engine::Row &row)
{
    if (id() != row.id) {
        m_table->clearSelection();
        m_attempts->clear();
    }
    m_row = row;
    m_header->setRow(row, m_attempts->now());
    m_noAttempts->setVisible(m_attempts->rowCount() == 0);
    m_table->setVisible(m_attempts->rowCount() > 0);
    showError();
    m_pages->setCurrentIndex(Download);
}

void DetailPanel::setDetails(const engine::Details &details)
{
    if (id() == 0 || details.id != id())
        return;
    m_attempts->setAttempts(details.attempts);
    m_noAttempts->setVisible(details.attempts.empty());
    m_table->setVisible(!details.attempts.empty());
    showError();
}

void DetailPanel::clear()
{
    m_row.reset();
    m_attempts->clear();
    m_error->clear();
    m_pages->setCurrentIndex(Nothing);
}

void DetailPanel::showEvent(QShowEvent *event)
{
    m_second.start();
    everySecond();
    QWidget::showEvent(event);
}

void DetailPanel::hideEvent(QHideEvent *event)
{
    m_second.stop();
    QWidget::hideEvent(event);
}

void DetailPanel::setUpTable()
{
    m_table->setHorizontalHeader(new TableHeader(m_table));
    m_table->setModel(m_attempts);
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
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DetailPanel::showError);
}

void DetailPanel::everySecond()
{
    if (!m_row)
        return;
    m_header->setRow(*m_row, m_attempts->now());
    m_attempts->tick();
}

void DetailPanel::showError()
{
    const QModelIndexList chosen = m_table->selectionModel()->selectedRows();
    const download::Attempt *attempt = chosen.isEmpty() ? nullptr : m_attempts->attemptAt(chosen.first().row());
    if (attempt != nullptr && attempt->error) {
        m_error->setError(*attempt->error, tr("attempt %1").arg(attempt->number), attempt->nextTryMs > 0, false);
        return;
    }
    const bool own = m_row && m_row->error
        && (m_row->state == download::State::Failed || m_row->state == download::State::Backoff);
    if (!own) {
        m_error->clear();
        return;
    }
    m_error->setError(*m_row->error, m_row->name, m_row->state == download::State::Backoff, true);
}

} // namespace sluice::ui
