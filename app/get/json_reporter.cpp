// SPDX-License-Identifier: MIT
#include "app/get/json_reporter.h"

#include "app/get/json_events.h"

namespace sluice::app {

using namespace Qt::StringLiterals;

JsonReporter::JsonReporter(Output &output, Output &errors)
    : m_output(output)
    , m_errors(errors)
{
}

void JsonReporter::events(std::span<const engine::StateEvent> events)
{
    for (const engine::StateEvent &event : events)
        m_output.write(jsonLine(eventObject(event)));
    m_output.flush();
}

void JsonReporter::progress(const Progress &progress)
{
    for (const engine::Row &row : progress.active) {
        if (row.state == download::State::Receiving || row.state == download::State::Stalled)
            m_output.write(jsonLine(progressObject(row, progress.nowMs)));
    }
    m_output.flush();
}

void JsonReporter::notice(const engine::Notice &notice)
{
    m_errors.write(QString("sluice: "_L1 + noticeText(notice) + u'\n').toUtf8());
    m_errors.flush();
}

void JsonReporter::finish(const Summary &summary, qint64 nowMs, bool)
{
    m_output.write(jsonLine(summaryObject(summary, nowMs)));
    m_output.flush();
}

} // namespace sluice::app
