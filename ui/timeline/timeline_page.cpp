// SPDX-License-Identifier: MIT
#include "ui/timeline/timeline_page.h"

#include "ui/chart/chart_or_table.h"
#include "ui/chart/chart_table.h"
#include "ui/chart/legend_strip.h"
#include "ui/chart/phase_words.h"
#include "ui/style/elided_label.h"
#include "ui/style/reduced_motion.h"
#include "ui/timeline/lane_header.h"
#include "ui/timeline/lane_view.h"
#include "ui/timeline/limit_strip.h"
#include "ui/timeline/span_table_model.h"
#include "ui/timeline/time_ruler.h"
#include "ui/timeline/timeline_accessible.h"
#include "ui/timeline/timeline_tools.h"

#include <QGridLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <bitset>
#include <cmath>

namespace sluice::ui {

namespace {

constexpr qint64 kGrowMs = 250; ///< what grows within a pixel is painted no oftener
constexpr int kLegendMs = 500;  ///< the words of the legend change no oftener

enum Page { Nothing, Something };

} // namespace

TimelinePage::TimelinePage(RecordingSource *source, QWidget *parent)
    : QWidget(parent)
    , m_source(source)
    , m_state(new TimelineState(source, this))
    , m_pages(new QStackedWidget(this))
{
    describeTimeline();
    setAccessibleName(tr("Timeline"));
    auto *nothing = new QLabel(this);
    nothing->setText(source->isLive() ? tr("Nothing is recorded yet. Each download will be drawn here while it runs.")
                                      : tr("There are no downloads in this recording."));
    nothing->setAlignment(Qt::AlignCenter);
    nothing->setWordWrap(true);
    nothing->setForegroundRole(QPalette::PlaceholderText);
    nothing->setMargin(12);

    m_chart = makeChart();
    makeTable();
    m_tools = new TimelineTools(this, m_chart);
    m_tools->addButton(m_both->action());
    m_legend = new LegendStrip(this);
    m_words = new ElidedLabel(this);
    m_words->setAccessibleName(tr("Selected span"));

    auto *something = new QWidget(this);
    auto *column = new QVBoxLayout(something);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tools);
    column->addWidget(m_both, 1);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(8, 2, 8, 2);
    bottom->setSpacing(12);
    bottom->addWidget(m_words, 2);
    bottom->addWidget(m_legend, 1);
    column->addLayout(bottom);
    m_pages->addWidget(nothing);
    m_pages->addWidget(something);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_pages);

    connectTools();
    connect(source, &RecordingSource::grew, this, &TimelinePage::grew);
    m_legendTimer.setSingleShot(true);
    m_legendTimer.setInterval(kLegendMs);
    connect(&m_legendTimer, &QTimer::timeout, this, &TimelinePage::refreshLegend);
    const auto later = [this] {
        if (isVisible() && !m_legendTimer.isActive())
            m_legendTimer.start();
    };
    connect(m_state, &TimelineState::moved, this, later);
    connect(m_lanes, &LaneView::rowsChanged, this, later);
    m_frames.setTimerType(Qt::PreciseTimer);
    connect(&m_frames, &QTimer::timeout, this, &TimelinePage::frame);
    refreshPage();
    refreshWords();
}

QWidget *TimelinePage::makeChart()
{
    auto *chart = new QWidget(this);
    m_lanes = new LaneView(m_state, chart);
    m_header = new LaneHeader(m_state, m_lanes, chart);
    m_ruler = new TimeRuler(m_state, chart);
    m_limit = new LimitStrip(m_state, chart);
    m_scroll = new QScrollBar(Qt::Vertical, chart);
    auto *grid = new QGridLayout(chart);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(m_ruler, 0, 0, 1, 2);
    grid->addWidget(m_limit, 1, 0, 1, 2);
    grid->addWidget(m_header, 2, 0);
    grid->addWidget(m_lanes, 2, 1);
    grid->addWidget(m_scroll, 2, 2);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(2, 1);
    // Time runs from left to right, and the names stand where it begins.
    chart->setLayoutDirection(Qt::LeftToRight);
    chart->setFocusProxy(m_lanes);
    connect(m_lanes, &LaneView::rowsChanged, this, &TimelinePage::adjustScrollBar);
    connect(m_lanes, &LaneView::picked, this, &TimelinePage::picked);
    connect(m_scroll, &QScrollBar::valueChanged, this, [this](int value) { m_lanes->setScroll(value); });
    connect(m_limit, &LimitStrip::limitRequested, this, &TimelinePage::limitRequested);
    connect(m_header, &LaneHeader::clicked, m_lanes, &LaneView::selectLane);
    connect(m_state, &TimelineState::kindChanged, this, &TimelinePage::placeHeader);
    return chart;
}

void TimelinePage::makeTable()
{
    m_model = new SpanTableModel(m_state, this);
    m_table = new ChartTable(m_model, tr("Spans of the timeline"), this);
    m_both = new ChartOrTable(m_chart, m_table, m_model, this);
    connect(m_both, &QStackedWidget::currentChanged, this, [this] {
        m_tools->setChartShown(!m_both->isTable());
        adjustClock();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TimelinePage::tableRowChosen);
}

void TimelinePage::connectTools()
{
    connect(m_tools, &TimelineTools::kindChosen, m_state, &TimelineState::setKind);
    connect(m_tools, &TimelineTools::followChosen, m_state, &TimelineState::setFollowing);
    connect(m_tools, &TimelineTools::fitChosen, m_state, &TimelineState::fit);
    connect(m_tools, &TimelineTools::beginChosen, m_state, &TimelineState::goToBegin);
    connect(m_tools, &TimelineTools::zoomChosen, this,
        [this](double factor) { m_state->zoom(m_state->axis().width() / 2, factor); });
    connect(m_tools, &TimelineTools::measureChosen, m_lanes, &LaneView::setMeasuring);
    connect(m_state, &TimelineState::kindChanged, m_tools, &TimelineTools::setKind);
    connect(m_state, &TimelineState::kindChanged, this, &TimelinePage::showCurrentLane);
    connect(m_state, &TimelineState::followingChanged, this, [this](bool on) {
        m_tools->setFollowing(on);
        adjustClock();
    });
    connect(m_state, &TimelineState::selectionChanged, this, &TimelinePage::refreshWords);
    m_tools->setFollowing(m_state->isFollowing());
    m_tools->setLive(m_state->isLive());
}

void TimelinePage::setCurrent(trace::Id id)
{
    if (const auto span = m_state->selected(); span && m_state->recording().tracks()[span->ref.track].id != id)
        m_state->clearSelection();
    m_state->setCurrent(id);
    if (isVisible())
        showCurrentLane();
}

void TimelinePage::showCurrentLane()
{
    const trace::Recording &recording = m_state->recording();
    const auto index = recording.find(m_state->current());
    if (!index || m_state->selected())
        return;
    const trace::Track &track = recording.tracks()[*index];
    if (track.spans.empty())
        return;
    // Its latest span that is in a lane of this kind.
    constexpr std::size_t kLookedAt = 200;
    const std::size_t spans = track.spans.size();
    for (std::size_t back = 1; back <= std::min(spans, kLookedAt); ++back) {
        const trace::Span span = track.spans[spans - back];
        const int lane = m_state->lanes().laneOf(recording, *index, span.begin);
        if (lane < 0)
            continue;
        if (!m_state->isFollowing() && !m_state->axis().shows(track.added, std::min(track.removed, m_state->now())))
            m_state->reveal(span.begin, std::min(span.end, m_state->now()));
        m_lanes->showLane(lane);
        return;
    }
}

void TimelinePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    placeHeader();
    step();
    adjustClock();
    showCurrentLane();
    refreshLegend();
}

void TimelinePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_frames.stop();
    m_legendTimer.stop();
}

void TimelinePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeHeader();
}

void TimelinePage::grew()
{
    if (!isVisible())
        return;
    refreshPage();
    // Where nothing moves by itself, what was recorded does; unless nothing may.
    if (frameInterval() != kFrameMs && !reducedMotion())
        step();
    adjustClock();
}

void TimelinePage::frame()
{
    if (frameInterval() != kFrameMs) {
        step();
        adjustClock();
        return;
    }
    const double pixel = static_cast<double>(m_source->now()) / m_state->axis().perPixel() * devicePixelRatioF();
    const bool moved = static_cast<qint64>(pixel) != m_paintedPixel;
    const bool grew = m_state->recording().revision() != m_paintedRevision && m_sincePaint.elapsed() >= kGrowMs;
    if (moved || grew)
        step();
    if (grew)
        adjustClock();
}

void TimelinePage::step()
{
    m_state->advance();
    const double pixel = static_cast<double>(m_state->now()) / m_state->axis().perPixel() * devicePixelRatioF();
    m_paintedPixel = static_cast<qint64>(pixel);
    m_paintedRevision = m_state->recording().revision();
    m_sincePaint.start();
    if (m_state->selected())
        refreshWords();
    // Rows must not change under somebody who reads them.
    if (m_both->isTable() && !m_table->selectionModel()->hasSelection())
        m_both->refresh();
}

// Frames while something moves; else a look each second; nothing where nothing can change.
void TimelinePage::adjustClock()
{
    if (!isVisible() || !m_state->isLive()) {
        m_frames.stop();
        return;
    }
    const int interval = moves() ? kFrameMs : kStepMs;
    if (frameInterval() != interval)
        m_frames.start(interval);
}

bool TimelinePage::moves() const
{
    const trace::Recording &recording = m_state->recording();
    const trace::Micros known = recording.now();
    const trace::Micros now = m_state->now();
    const bool busy = recording.inFlight().at(known) > 0 || recording.waiting().at(known) > 0;
    return busy && !m_both->isTable() && !reducedMotion() && m_state->axis().shows(now - 1, now + 1);
}

void TimelinePage::placeHeader()
{
    const int inset = m_header->widthIn(width());
    m_header->setFixedWidth(inset);
    m_ruler->setInset(inset);
    m_limit->setInset(inset);
}

void TimelinePage::adjustScrollBar()
{
    const LaneLayout &rows = m_lanes->rows();
    constexpr qint64 kMost = 1'000'000'000;
    const int farthest = static_cast<int>(std::min(rows.farthest(), kMost));
    m_scroll->setRange(0, farthest);
    m_scroll->setPageStep(std::max(rows.height, 1));
    m_scroll->setSingleStep(rows.rowHeight);
    m_scroll->setValue(static_cast<int>(std::min(rows.scroll, kMost)));
}

void TimelinePage::refreshLegend()
{
    std::bitset<trace::kPhaseCount> seen;
    for (int lane = m_lanes->rows().first(); lane <= m_lanes->rows().last(); ++lane) {
        for (const Piece &piece : m_lanes->visiblePieces(lane))
            seen.set(static_cast<std::size_t>(piece.phase));
    }
    std::vector<LegendEntry> entries;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const auto phase = static_cast<trace::Phase>(i);
        if (seen.test(i))
            entries.push_back({swatch(markOf(phase), groundOf(palette())), phaseWord(phase)});
    }
    m_legend->setEntries(std::move(entries));
}

void TimelinePage::refreshWords()
{
    const QString text = m_lanes->selectedText();
    m_words->setText(text);
    m_words->setVisible(!text.isEmpty());
}

void TimelinePage::refreshPage()
{
    m_pages->setCurrentIndex(m_state->recording().tracks().empty() ? Nothing : Something);
}

void TimelinePage::tableRowChosen()
{
    const auto span = m_model->spanAt(m_table->currentIndex().row());
    if (!span || !m_table->hasFocus())
        return;
    m_state->select(span->ref);
    Q_EMIT picked(m_state->recording().tracks()[span->ref.track].id);
}

} // namespace sluice::ui
