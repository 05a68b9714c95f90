// SPDX-License-Identifier: MIT
#include "ui/recording/recording_files_window.h"

#include "core/trace/summary.h"
#include "ui/chart/chart_table.h"
#include "ui/recording/compare_model.h"
#include "ui/recording/recording_source.h"
#include "ui/style/focus_first.h"
#include "ui/throughput/throughput_page.h"
#include "ui/timeline/timeline_page.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>
#include <QShortcut>
#include <QTabWidget>
#include <QVBoxLayout>

#include <utility>

namespace sluice::ui {

namespace {

constexpr QSize kFirstSize(1000, 560);

// As in the main window.
constexpr auto kCompareKey = Qt::CTRL | Qt::SHIFT | Qt::Key_C;
constexpr auto kExportKey = Qt::CTRL | Qt::Key_E;

QString withKey(const QString &text, const QKeySequence &key)
{
    return RecordingWindow::tr("%1 (%2)", "what a button does, and its key")
        .arg(text, key.toString(QKeySequence::NativeText));
}

} // namespace

RecordingWindow::RecordingWindow(const QString &name, trace::Recording recording, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_source(new RecordingSource(std::move(recording), this))
    , m_pages(new QTabWidget(this))
{
    setWindowTitle(tr("%1 – Recording").arg(name));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *model = new CompareModel(name, summaryRows(trace::summarise(m_source->recording())), this);
    m_pages->setDocumentMode(true);
    m_pages->addTab(new TimelinePage(m_source, this), tr("Timeline"));
    m_pages->addTab(new ThroughputPage(m_source, this), tr("Throughput"));
    m_pages->addTab(new ChartTable(model, tr("Figures of the recording"), this), tr("Figures"));

    auto *corner = new QWidget(this);
    auto *buttons = new QHBoxLayout(corner);
    buttons->setContentsMargins(4, 2, 4, 2);
    auto *compare = new QPushButton(tr("&Compare with…"), corner);
    auto *save = new QPushButton(tr("&Export…"), corner);
    compare->setToolTip(withKey(tr("Beside another recording, on one time axis"), kCompareKey));
    save->setToolTip(withKey(tr("What is seen as a picture, or the recording in a format of others"), kExportKey));
    buttons->addWidget(compare);
    buttons->addWidget(save);
    m_pages->setCornerWidget(corner);
    connect(compare, &QPushButton::clicked, this, &RecordingWindow::compareWanted);
    connect(save, &QPushButton::clicked, this, &RecordingWindow::exportWanted);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    resize(kFirstSize.boundedTo(screen()->availableSize() * 0.95)); // room for the frame
    addKeys();
}

void RecordingWindow::addKeys()
{
    connect(new QShortcut(kCompareKey, this), &QShortcut::activated, this, &RecordingWindow::compareWanted);
    connect(new QShortcut(kExportKey, this), &QShortcut::activated, this, &RecordingWindow::exportWanted);
    connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
    for (int i = 0; i < m_pages->count(); ++i) {
        connect(new QShortcut(Qt::CTRL | Qt::Key(Qt::Key_1 + i), this), &QShortcut::activated, this, [this, i] {
            m_pages->setCurrentIndex(i);
            focusFirst(page());
        });
    }
    focusFirst(page());
}

const trace::Recording &RecordingWindow::recording() const
{
    return m_source->recording();
}

QWidget *RecordingWindow::page() const
{
    return m_pages->currentWidget();
}

} // namespace sluice::ui
