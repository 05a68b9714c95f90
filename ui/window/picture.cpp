// SPDX-License-Identifier: MIT
#include "ui/window/picture.h"

#include "ui/details/detail_panel.h"
#include "ui/health/health_page.h"
#include "ui/recording/recording_source.h"
#include "ui/slots/slots_page.h"
#include "ui/throughput/throughput_page.h"
#include "ui/timeline/timeline_page.h"
#include "ui/window/bottom_panel.h"
#include "ui/window/icons.h"

namespace sluice::ui {

using namespace Qt::StringLiterals;

Picture::Picture(engine::Port &port, BottomPanel &panel, DetailPanel &details, QObject *parent)
    : QObject(parent)
    , m_port(port)
    , m_source(new RecordingSource(this))
    , m_timeline(new TimelinePage(m_source, &panel))
    , m_throughput(new ThroughputPage(m_source, &panel))
    , m_slots(new SlotsPage(m_source, &panel))
{
    details.setSource(m_source);
    auto *health = new HealthPage(port, m_monitor, &panel);
    connect(health, &HealthPage::resetRequested, this, [this] { m_monitor.reset(); });
    panel.addPage(u"timeline"_s, tr("Timeline"), icon(u"timeline"), m_timeline);
    panel.addPage(u"throughput"_s, tr("Throughput"), icon(u"throughput"), m_throughput);
    panel.addPage(u"slots"_s, tr("Slots"), icon(u"slots"), m_slots);
    panel.addPage(u"details"_s, tr("Details"), icon(u"details"), &details);
    panel.addPage(u"health"_s, tr("Health"), icon(u"health"), health);

    m_pages = {m_timeline, m_throughput, m_slots, health};
    connect(m_timeline, &TimelinePage::picked, this, &Picture::picked);
    connect(m_throughput, &ThroughputPage::picked, this, &Picture::picked);
    connect(m_slots, &SlotsPage::picked, this, &Picture::picked);
    connect(m_timeline, &TimelinePage::limitRequested, this, &Picture::limitRequested);
}

Picture::~Picture()
{
    for (const QPointer<QWidget> &page : m_pages)
        delete page;
}

void Picture::take(const engine::Delta &delta)
{
    m_source->take(m_port.takeTrace());
    m_slots->apply(delta);
}

void Picture::setCurrent(engine::Id id)
{
    m_timeline->setCurrent(id);
    m_throughput->setCurrent(id);
    m_slots->setCurrent(id);
}

} // namespace sluice::ui
