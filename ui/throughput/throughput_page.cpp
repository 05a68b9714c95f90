// SPDX-License-Identifier: MIT
#include "ui/throughput/throughput_page.h"

#include "ui/chart/chart_or_table.h"
#include "ui/chart/chart_table.h"
#include "ui/recording/recording_source.h"
#include "ui/style/reduced_motion.h"
#include "ui/throughput/throughput_chart.h"
#include "ui/throughput/throughput_table_model.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace sluice::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kEveryMs = 500;
constexpr int kCalmMs = 1'000;

} // namespace

ThroughputPage::ThroughputPage(RecordingSource *source, QWidget *parent)
    : QWidget(parent)
    , m_source(source)
{
    setAccessibleName(tr("Throughput"));
    buildChart();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 0, 4, 0);
    column->setSpacing(4);
    column->addLayout(buildTools());
    column->addWidget(m_area, 1);
    connect(&m_timer, &QTimer::timeout, this, &ThroughputPage::refresh);
}

void ThroughputPage::buildChart()
{
    m_chart = new ThroughputChart(this);
    m_chart->setObjectName(u"throughputChart"_s);
    m_model = new ThroughputTableModel(m_chart, this);
    m_table = new ChartTable(m_model, tr("Throughput as a table"), this);
    m_area = new ChartOrTable(m_chart, m_table, m_model, this);
    m_table->installEventFilter(this);
    connect(m_chart, &ThroughputChart::picked, this, &ThroughputPage::pick);
    connect(m_table, &QAbstractItemView::clicked, this,
        [this](const QModelIndex &index) { pick(m_model->idAt(index.row())); });
}

QHBoxLayout *ThroughputPage::buildTools()
{
    m_groups = new QComboBox(this);
    m_groups->setAccessibleName(tr("Layers"));
    m_groups->setToolTip(tr("What the layers stand for"));
    m_groups->addItem(tr("By download"), static_cast<int>(GroupBy::Download));
    m_groups->addItem(tr("By host"), static_cast<int>(GroupBy::Host));

    m_ranges = new QComboBox(this);
    m_ranges->setAccessibleName(tr("Time"));
    m_ranges->setToolTip(tr("How much time the chart shows"));
    m_ranges->addItem(tr("Last minute"), static_cast<int>(TimeRange::Minute));
    m_ranges->addItem(tr("10 minutes"), static_cast<int>(TimeRange::TenMinutes));
    m_ranges->addItem(tr("Hour"), static_cast<int>(TimeRange::Hour));
    m_ranges->addItem(tr("Session"), static_cast<int>(TimeRange::Session));

    m_follow = new QToolButton(this);
    m_follow->setText(tr("Follow"));
    m_follow->setToolTip(tr("Keep the present moment in sight"));
    m_follow->setAccessibleName(tr("Follow the present moment"));
    m_follow->setAutoRaise(true);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setVisible(m_source->isLive());

    m_peak = new QLabel(this);
    m_peak->setTextFormat(Qt::PlainText);
    m_peak->setMinimumWidth(1);
    m_peak->setForegroundRole(QPalette::PlaceholderText);
    auto *table = new QToolButton(this);
    table->setDefaultAction(m_area->action());
    table->setAutoRaise(true);

    if (!m_source->isLive())
        setRange(TimeRange::Session);
    connect(m_groups, &QComboBox::currentIndexChanged, this, &ThroughputPage::refresh);
    connect(m_ranges, &QComboBox::currentIndexChanged, this, &ThroughputPage::refresh);
    connect(m_follow, &QToolButton::toggled, this, &ThroughputPage::setFollow);

    auto *row = new QHBoxLayout;
    row->setContentsMargins(4, 4, 0, 0);
    row->setSpacing(8);
    for (QWidget *tool :
        {static_cast<QWidget *>(m_groups), static_cast<QWidget *>(m_ranges), static_cast<QWidget *>(m_follow)})
        row->addWidget(tool);
    row->addWidget(m_peak, 1);
    row->addWidget(table);
    return row;
}

void ThroughputPage::setRange(TimeRange range)
{
    m_ranges->setCurrentIndex(m_ranges->findData(static_cast<int>(range)));
}

void ThroughputPage::setGroupBy(GroupBy group)
{
    m_groups->setCurrentIndex(m_groups->findData(static_cast<int>(group)));
}

void ThroughputPage::setFollow(bool on)
{
    m_frozenAt = m_source->recording().now();
    m_follow->setChecked(on);
    schedule();
    refresh();
}

void ThroughputPage::setCurrent(download::Id id)
{
    m_current = id;
    m_chart->setCurrent(id);
    if (isVisible())
        refresh();
}

void ThroughputPage::refresh()
{
    if (!isVisible())
        return;
    const trace::Recording &recording = m_source->recording();
    const bool follows = !m_source->isLive() || m_follow->isChecked();
    const auto range = static_cast<TimeRange>(m_ranges->currentData().toInt());
    const auto group = static_cast<GroupBy>(m_groups->currentData().toInt());
    ThroughputData values;
    const BucketGrid grid = bucketGrid(range, follows ? recording.now() : m_frozenAt, !m_source->isLive());
    values.picture = m_builder.build(recording, grid, group, m_current);
    values.outages = m_outages.update(recording);
    values.peak = recording.throughput().peak();
    values.peakAt = recording.throughput().peakAt();
    values.wallAtZeroMs = recording.wallMs(0);
    values.isLive = m_source->isLive();
    m_chart->setData(std::move(values));
    m_area->refresh();
    m_peak->setText(peakText(recording));
    // The setting may have changed since the last look.
    m_timer.setInterval(reducedMotion() ? kCalmMs : kEveryMs);
}

void ThroughputPage::schedule()
{
    if (isVisible() && m_source->isLive() && m_follow->isChecked())
        m_timer.start(reducedMotion() ? kCalmMs : kEveryMs);
    else
        m_timer.stop();
}

void ThroughputPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    schedule();
    refresh();
}

void ThroughputPage::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    QWidget::hideEvent(event);
}

bool ThroughputPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            pick(m_model->idAt(m_table->currentIndex().row()));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ThroughputPage::pick(download::Id id)
{
    if (id == 0)
        return;
    setCurrent(id);
    Q_EMIT picked(id);
}

} // namespace sluice::ui
