// SPDX-License-Identifier: MIT
#include "ui/details/segment_page.h"

#include "ui/chart/chart_or_table.h"
#include "ui/chart/chart_table.h"
#include "ui/chart/legend_strip.h"
#include "ui/details/segment_map.h"
#include "ui/details/segment_painter.h"
#include "ui/details/segment_table_model.h"
#include "ui/details/segment_texts.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <map>
#include <utility>

namespace sluice::ui {

namespace {

enum Page { Nothing, Content };

/// More writers than that are told apart by their numbers alone.
constexpr std::size_t kMostInLegend = 12;
/// A map of more pieces than that is made at most once a second: it takes longer than a frame.
constexpr std::size_t kManyPieces = 10'000;

} // namespace

SegmentPage::SegmentPage(QWidget *parent)
    : QWidget(parent)
    , m_map(new SegmentMap(this))
    , m_model(new SegmentTableModel(m_map->map(), this))
    , m_legend(new LegendStrip(this))
    , m_by(new QComboBox(this))
    , m_summary(new QLabel(this))
    , m_pages(new QStackedWidget(this))
{
    setAccessibleName(tr("File map"));
    auto *content = new QWidget(this);
    auto *table = new ChartTable(m_model, tr("File map as a table"), this);
    m_both = new ChartOrTable(m_map, table, m_model, content);
    m_by->addItems({tr("By attempt"), tr("By connection")});
    m_by->setAccessibleName(tr("What the colours stand for"));
    auto *toggle = new QToolButton(content);
    toggle->setDefaultAction(m_both->action());
    toggle->setAccessibleName(tr("Table"));
    toggle->setFocusPolicy(Qt::StrongFocus);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setMargin(4);
    m_summary->setIndent(8);
    m_summary->setAccessibleName(tr("The file in numbers"));

    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(8, 0, 8, 0);
    tools->setSpacing(8);
    tools->addWidget(m_by);
    tools->addWidget(m_legend, 1);
    tools->addWidget(toggle);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(tools);
    column->addWidget(m_both, 1);
    column->addWidget(m_summary);

    auto *nothing = new QLabel(tr("No byte of this file has come yet."), this);
    nothing->setAlignment(Qt::AlignCenter);
    nothing->setWordWrap(true);
    nothing->setMargin(12);
    nothing->setForegroundRole(QPalette::PlaceholderText);
    m_pages->addWidget(nothing);
    m_pages->addWidget(content);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_pages);

    m_rest.setSingleShot(true);
    m_rest.setInterval(1'000);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (m_due)
            refresh();
    });
    connect(m_map, &SegmentMap::attemptPicked, this, &SegmentPage::attemptPicked);
    // Not the current row: that is set by the focus alone.
    const QItemSelectionModel *chosen = table->selectionModel();
    connect(chosen, &QItemSelectionModel::selectionChanged, this, [this, chosen] {
        const QModelIndexList rows = chosen->selectedRows();
        Q_EMIT attemptPicked(rows.isEmpty() ? 0 : m_model->attemptAt(rows.first().row()));
    });
    connect(m_by, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_map->setBy(index == 0 ? SegmentMap::By::Attempt : SegmentMap::By::Connection);
        showLegend();
    });
}

void SegmentPage::setTrack(const TrackRef &ref)
{
    m_ref = ref;
    m_have.clear();
    m_complete = false;
    m_total = -1;
    m_another = true;
    refresh();
}

void SegmentPage::setHeld(std::vector<download::ByteRange> have, bool complete, qint64 total)
{
    if (have == m_have && complete == m_complete && total == m_total)
        return;
    m_have = std::move(have);
    m_complete = complete;
    m_total = total;
    refresh();
}

void SegmentPage::refresh()
{
    if (!isVisible())
        return;
    if (!m_another && m_rest.isActive()) {
        m_due = true;
        return;
    }
    m_due = false;
    showMap(std::exchange(m_another, false));
    if (m_map->map().pieces.size() > kManyPieces)
        m_rest.start();
}

void SegmentPage::hideEvent(QHideEvent *event)
{
    m_rest.stop();
    QWidget::hideEvent(event);
}

void SegmentPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void SegmentPage::showMap(bool another)
{
    const trace::Track none;
    const trace::Track *track = m_ref.track();
    if (another)
        m_map->setMap({});
    m_map->setMap(fileMap(track != nullptr ? *track : none, {m_have, m_complete, m_total}));
    if (another)
        m_model->reload();
    m_both->refresh();
    m_summary->setText(fileSummary(m_map->map()));
    const bool any = std::ranges::any_of(
        m_map->map().pieces, [](const FilePiece &piece) { return piece.origin != FilePiece::Origin::Missing; });
    m_pages->setCurrentIndex(any ? Content : Nothing);
    showLegend();
}

void SegmentPage::showLegend()
{
    const bool byAttempt = m_map->by() == SegmentMap::By::Attempt;
    std::map<std::pair<FilePiece::Origin, int>, LegendEntry> kinds; // sorted: writers first, what is missing last
    for (const FilePiece &piece : m_map->map().pieces) {
        const int writer = byAttempt ? piece.attempt : piece.connection;
        if (kinds.size() > kMostInLegend || kinds.contains({piece.origin, writer}))
            continue;
        const bool written = piece.origin == FilePiece::Origin::Written;
        const QString text = written && !byAttempt ? tr("Connection %L1").arg(piece.connection + 1) : originText(piece);
        kinds.emplace(std::pair(piece.origin, writer), LegendEntry{pieceSwatch(piece, m_map->by(), palette()), text});
    }
    std::vector<LegendEntry> entries;
    entries.reserve(kinds.size());
    for (const auto &[kind, entry] : kinds)
        entries.push_back(entry);
    m_legend->setEntries(std::move(entries));
}

} // namespace sluice::ui
