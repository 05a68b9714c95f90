// SPDX-License-Identifier: MIT
#include "ui/details/waterfall_page.h"

#include "ui/chart/chart_or_table.h"
#include "ui/chart/chart_table.h"
#include "ui/chart/legend_strip.h"
#include "ui/chart/phase_words.h"
#include "ui/details/waterfall_table_model.h"
#include "ui/details/waterfall_view.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

enum Page { Nothing, Content };

QLabel *makeNote(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

WaterfallPage::WaterfallPage(QWidget *parent)
    : QWidget(parent)
    , m_view(new WaterfallView(this))
    , m_model(new WaterfallTableModel(this))
    , m_legend(new LegendStrip(this))
    , m_earlier(makeNote(this))
    , m_nothing(makeNote(this))
    , m_pages(new QStackedWidget(this))
{
    setAccessibleName(tr("Waterfall"));
    auto *table = new ChartTable(m_model, tr("Waterfall as a table"), this);
    auto *content = new QWidget(this);
    m_both = new ChartOrTable(m_view, table, m_model, content);
    auto *toggle = new QToolButton(content);
    toggle->setDefaultAction(m_both->action());
    toggle->setAccessibleName(tr("Table"));
    toggle->setFocusPolicy(Qt::StrongFocus);

    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(8, 0, 8, 0);
    tools->setSpacing(8);
    tools->addWidget(m_legend, 1);
    tools->addWidget(toggle);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(tools);
    column->addWidget(m_both, 1);
    m_earlier->setMargin(4);
    m_earlier->setIndent(8);
    column->addWidget(m_earlier);

    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setMargin(12);
    m_pages->addWidget(m_nothing);
    m_pages->addWidget(content);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_pages);

    connect(m_view, &WaterfallView::attemptPicked, this, &WaterfallPage::attemptPicked);
    // Not the current row: that is set by the focus alone.
    const QItemSelectionModel *chosen = table->selectionModel();
    connect(chosen, &QItemSelectionModel::selectionChanged, this, [this, chosen] {
        const QModelIndexList rows = chosen->selectedRows();
        Q_EMIT attemptPicked(rows.isEmpty() ? 0 : m_model->attemptAt(rows.first().row()));
    });
    showContent();
}

void WaterfallPage::setTrack(const TrackRef &ref)
{
    m_ref = ref;
    m_phases = 0;
    m_view->setTrack(ref);
    m_model->setTrack(ref);
    showContent();
}

void WaterfallPage::setEarlierAttempts(int count)
{
    if (count == m_earlierCount)
        return;
    m_earlierCount = count;
    showContent();
}

void WaterfallPage::showAttempt(int number)
{
    m_view->showAttempt(number);
}

void WaterfallPage::refresh()
{
    if (!isVisible())
        return;
    m_view->refresh();
    m_both->refresh();
    showContent();
}

void WaterfallPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void WaterfallPage::showContent()
{
    const trace::Track *track = m_ref.track();
    const bool any = track != nullptr && !(track->spans.empty() && track->attempts.empty());
    m_earlier->setVisible(m_earlierCount > 0);
    m_earlier->setText(
        tr("%n earlier attempt(s) came before Sluice was started this time: the list of attempts has them.", nullptr,
            m_earlierCount));
    m_nothing->setText(m_earlierCount > 0 ? tr("Nothing has happened to this download since Sluice was started. What "
                                               "happened before is in the list of "
                                               "attempts.")
                                          : tr("Nothing has happened to this download since Sluice was started."));
    if (any)
        showLegend(*track);
    m_pages->setCurrentIndex(any ? Content : Nothing);
}

void WaterfallPage::showLegend(const trace::Track &track)
{
    quint32 phases = 0;
    for (const trace::Span span : track.spans)
        phases |= 1U << static_cast<unsigned>(span.phase);
    if (phases == m_phases)
        return;
    m_phases = phases;
    std::vector<LegendEntry> entries;
    for (int i = 0; i < trace::kPhaseCount; ++i) {
        const auto phase = static_cast<trace::Phase>(i);
        if (phases & 1U << static_cast<unsigned>(i))
            entries.push_back({swatch(markOf(phase), groundOf(palette())), phaseWord(phase)});
    }
    m_legend->setEntries(std::move(entries));
}

} // namespace sluice::ui
