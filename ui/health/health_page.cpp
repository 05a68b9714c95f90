// SPDX-License-Identifier: MIT
#include "ui/health/health_page.h"

#include "ui/chart/chart_table.h"
#include "ui/health/health_report.h"
#include "ui/health/lag_line.h"
#include "ui/health/slow_table_model.h"
#include "ui/style/format.h"

#include <QClipboard>
#include <QDateTime>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace sluice::ui {

HealthPage::HealthPage(engine::Port &port, const async::LoopMonitor &window, QWidget *parent, Clock clock)
    : QWidget(parent)
    , m_port(port)
    , m_window(window)
    , m_clock(clock ? std::move(clock) : Clock(&QDateTime::currentMSecsSinceEpoch))
    , m_slow(new SlowTableModel(this))
    , m_table(new ChartTable(m_slow, tr("Callbacks over their budget"), this))
    , m_noSlow(new QLabel(tr("No callback has taken longer than it may."), this))
{
    setAccessibleName(tr("Health of the event loops"));
    build();
    m_second.setInterval(1'000);
    connect(&m_second, &QTimer::timeout, this, &HealthPage::look);
}

void HealthPage::build()
{
    auto *grid = new QGridLayout;
    grid->setContentsMargins(8, 8, 8, 8);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    const std::array<QString, kValues + 2> titles{
        tr("Event loop"), tr("Lag p50"), tr("Lag p99"), tr("Worst"), tr("Ticks"), tr("p99, last minute")};
    for (int column = 0; column < static_cast<int>(titles.size()); ++column) {
        auto *title = new QLabel(titles.at(static_cast<std::size_t>(column)), this);
        title->setForegroundRole(QPalette::PlaceholderText);
        const bool figures = column > 0 && column <= kValues;
        title->setAlignment((figures ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        grid->addWidget(title, 0, column);
    }
    const std::array<QString, kLoops> names{tr("Window"), tr("Engine")};
    for (int loop = 0; loop < kLoops; ++loop) {
        Line &line = m_lines.at(static_cast<std::size_t>(loop));
        line.name = names.at(static_cast<std::size_t>(loop));
        grid->addWidget(new QLabel(line.name, this), loop + 1, 0);
        for (int value = 0; value < kValues; ++value) {
            auto *label = new QLabel(noValue(), this);
            label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
            label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
            label->setMinimumWidth(fontMetrics().averageCharWidth() * 11);
            line.values.at(static_cast<std::size_t>(value)) = label;
            grid->addWidget(label, loop + 1, value + 1);
        }
        line.history = new LagLine(line.name, this);
        grid->addWidget(line.history, loop + 1, kValues + 1);
    }
    grid->setColumnStretch(kValues + 1, 1);

    auto *copy = new QPushButton(tr("&Copy report"), this);
    copy->setToolTip(tr("Copy these figures as a text for a bug report"));
    copy->setAutoDefault(false);
    auto *restart = new QPushButton(tr("&Reset"), this);
    restart->setToolTip(tr("Count from now on"));
    restart->setAutoDefault(false);
    auto *buttons = new QVBoxLayout;
    buttons->setContentsMargins(0, 8, 8, 8);
    buttons->setSpacing(4);
    buttons->addWidget(copy);
    buttons->addWidget(restart);
    buttons->addStretch(1);
    auto *top = new QHBoxLayout;
    top->addLayout(grid, 1);
    top->addLayout(buttons);

    m_noSlow->setAlignment(Qt::AlignCenter);
    m_noSlow->setWordWrap(true);
    m_noSlow->setForegroundRole(QPalette::PlaceholderText);
    m_noSlow->setMargin(8);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    column->addWidget(m_noSlow, 1);
    m_table->hide();

    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(report()); });
    connect(restart, &QPushButton::clicked, this, &HealthPage::reset);
}

QString HealthPage::report() const
{
    return healthReport(surroundings(), health(Window), health(Engine), m_clock());
}

void HealthPage::showEvent(QShowEvent *event)
{
    look();
    m_second.start();
    QWidget::showEvent(event);
}

void HealthPage::hideEvent(QHideEvent *event)
{
    m_second.stop();
    QWidget::hideEvent(event);
}

engine::LoopHealth HealthPage::health(Loop loop) const
{
    return loop == Window ? healthOf(m_window, async::Clock::now(), m_clock()) : m_port.engineLoop();
}

void HealthPage::look()
{
    const LoopFigures window = since(health(Window), m_lines[Window].atReset, m_resetMs);
    const LoopFigures engine = since(health(Engine), m_lines[Engine].atReset, m_resetMs);
    showLine(m_lines[Window], window);
    showLine(m_lines[Engine], engine);
    m_slow->setSlow(window.health, engine.health, m_clock());
    const bool any = m_slow->rowCount() > 0;
    m_table->setVisible(any);
    m_noSlow->setVisible(!any);
}

void HealthPage::showLine(Line &line, const LoopFigures &figures)
{
    const bool measured = figures.isMeasured();
    const QString worst = lagText(figures.health.worstUs);
    const std::array<QString, kValues> texts{lagText(figures.health.p50Us), lagText(figures.health.p99Us),
        figures.worstIsBound ? tr("≤ %1").arg(worst) : worst, QLocale().toString(figures.health.samples)};
    const std::array<QString, kValues> names{
        tr("%1 loop, lag p50"), tr("%1 loop, lag p99"), tr("%1 loop, worst lag"), tr("%1 loop, ticks")};
    for (std::size_t i = 0; i < kValues; ++i) {
        const QString text = measured ? texts.at(i) : noValue();
        line.values.at(i)->setText(text);
        line.values.at(i)->setAccessibleName(
            names.at(i).arg(line.name) + u": " + (measured ? text : tr("not measured")));
    }
    if (measured)
        line.history->append(figures.health.p99Us);
}

void HealthPage::reset()
{
    m_resetMs = m_clock();
    m_lines[Window].atReset = health(Window);
    m_lines[Engine].atReset = health(Engine);
    for (Line &line : m_lines)
        line.history->clear();
    Q_EMIT resetRequested();
    look();
}

} // namespace sluice::ui
