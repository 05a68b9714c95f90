// SPDX-License-Identifier: MIT
#include "ui/details/detail_panel.h"

#include "ui/details/attempts_area.h"
#include "ui/details/detail_header.h"
#include "ui/details/error_box.h"

#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

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
    , m_attempts(new AttemptsArea(std::move(clock), this))
    , m_header(new DetailHeader(this))
    , m_error(new ErrorBox(this))
    , m_pages(new QStackedWidget(this))
{
    setAccessibleName(tr("Details"));

    auto *info = new QWidget(this);
    auto *column = new QVBoxLayout(info);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(12);
    column->addWidget(m_header);
    column->addWidget(m_error);
    column->addStretch(1);
    auto *scroller = new QScrollArea(this);
    scroller->setAccessibleName(tr("Facts about the chosen download"));
    scroller->setWidgetResizable(true);
    scroller->setFrameShape(QFrame::NoFrame);
    scroller->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroller->setWidget(info);
    scroller->setMinimumWidth(fontMetrics().averageCharWidth() * 28);

    auto *split = new QSplitter(this);
    split->setChildrenCollapsible(false);
    split->addWidget(scroller);
    split->addWidget(m_attempts);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 4);
    m_pages->addWidget(makeSentence(tr("Choose a download to see where it stands and what happened to it."), this));
    m_pages->addWidget(split);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_pages);

    connect(m_header, &DetailHeader::openFolderRequested, this, [this] { Q_EMIT openFolderRequested(id()); });
    connect(m_error, &ErrorBox::remedyRequested, this, [this](Remedy remedy) { Q_EMIT remedyRequested(id(), remedy); });
    connect(m_attempts, &AttemptsArea::chosenChanged, this, &DetailPanel::showError);
    m_second.setInterval(1'000);
    connect(&m_second, &QTimer::timeout, this, &DetailPanel::everySecond);
    clear();
}

void DetailPanel::setSource(RecordingSource *source)
{
    m_attempts->setSource(source);
}

void DetailPanel::setRow(const engine::Row &row)
{
    m_row = row;
    m_header->setRow(row, m_attempts->now());
    m_attempts->setRow(row);
    showError();
    m_pages->setCurrentIndex(Download);
}

void DetailPanel::setDetails(const engine::Details &details)
{
    if (id() == 0 || details.id != id())
        return;
    m_attempts->setDetails(details);
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

void DetailPanel::everySecond()
{
    if (!m_row)
        return;
    m_header->setRow(*m_row, m_attempts->now());
    m_attempts->tick();
}

void DetailPanel::showError()
{
    const download::Attempt *attempt = m_attempts->chosenKept();
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
