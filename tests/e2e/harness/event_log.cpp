// SPDX-License-Identifier: MIT
#include "tests/e2e/harness/event_log.h"

#include "core/download/state.h"

#include <QHash>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <optional>

namespace sluice::e2e {

using namespace Qt::StringLiterals;
using download::Event;
using download::State;

namespace {

struct Shape {
    QStringList needed;
    QStringList allowed = {};
};

const QHash<QString, Shape> &shapes()
{
    static const QHash<QString, Shape> known{
        {u"added"_s, {{u"id"_s, u"url"_s}}},
        {u"state"_s, {{u"id"_s, u"url"_s, u"state"_s}, {u"why"_s, u"until"_s}}},
        {u"progress"_s, {{u"id"_s, u"url"_s, u"bytes"_s, u"total"_s, u"speed"_s}}},
        {u"retry"_s, {{u"id"_s, u"url"_s, u"attempt"_s, u"wait"_s, u"error"_s}}},
        {u"done"_s, {{u"id"_s, u"url"_s, u"path"_s, u"bytes"_s, u"seconds"_s}}},
        {u"failed"_s, {{u"id"_s, u"url"_s, u"error"_s}}},
        {u"cancelled"_s, {{u"id"_s, u"url"_s}}},
        {u"summary"_s, {{u"done"_s, u"failed"_s, u"cancelled"_s, u"bytes"_s, u"seconds"_s}}},
    };
    return known;
}

/// The state an event leaves a download in; nothing for events that say nothing about it.
std::optional<State> stateAfter(const QJsonObject &event)
{
    const QString name = event["event"_L1].toString();
    if (name == "state"_L1)
        return download::stateFromName(event["state"_L1].toString());
    if (name == "added"_L1)
        return State::Queued;
    if (name == "retry"_L1)
        return State::Backoff; // it stands for that change of state, and says more
    if (name == "done"_L1 || name == "failed"_L1 || name == "cancelled"_L1)
        return download::stateFromName(name);
    return std::nullopt;
}

/// Some event leads from one state to the other at once.
bool canFollow(State from, State to)
{
    for (int event = int(Event::Enqueue); event <= int(Event::Finish); ++event) {
        if (download::nextState(from, Event(event)) == to)
            return true;
    }
    return false;
}

} // namespace

EventLog::EventLog(const QByteArray &output)
{
    if (!output.endsWith('\n'))
        m_problems << u"the output does not end with a line break"_s;
    for (const QByteArray &line : output.split('\n')) {
        if (line.isEmpty())
            continue;
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(line, &error);
        if (!document.isObject()) {
            m_problems << u"no JSON object: "_s + QString::fromUtf8(line);
            continue;
        }
        m_events.push_back(document.object());
        checkMembers(m_events.back());
    }
    checkOrder();
}

void EventLog::checkMembers(const QJsonObject &event)
{
    const auto complain = [&](const QString &what) {
        m_problems << what + ": "_L1 + QString::fromUtf8(QJsonDocument(event).toJson(QJsonDocument::Compact));
    };
    const auto shape = shapes().constFind(event["event"_L1].toString());
    if (shape == shapes().cend())
        return complain(u"unknown event"_s);
    if (!event["time"_L1].isDouble() || event["time"_L1].toDouble() < 1.6e12)
        complain(u"no time in ms since the epoch"_s);
    for (const QString &member : shape->needed) {
        if (!event.contains(member))
            complain(u"no "_s + member);
    }
    for (const QString &member : event.keys()) {
        if (member != "event"_L1 && member != "time"_L1 && !shape->needed.contains(member)
            && !shape->allowed.contains(member))
            complain(u"unexpected "_s + member);
    }
    const QJsonObject error = event["error"_L1].toObject();
    if (shape->needed.contains(u"error"_s)
        && (error["kind"_L1].toString().isEmpty() || error["message"_L1].toString().isEmpty()
            || !error.contains("http"_L1)))
        complain(u"an error without kind, message or http"_s);
}

void EventLog::checkOrder()
{
    QHash<double, State> states;
    for (std::size_t i = 0; i < m_events.size(); ++i) {
        const QJsonObject &event = m_events[i];
        const QString name = event["event"_L1].toString();
        if (name == "summary"_L1) {
            if (i + 1 != m_events.size())
                m_problems << u"something follows the summary"_s;
            continue;
        }
        const double id = event["id"_L1].toDouble();
        if (name == "added"_L1 ? states.contains(id) : !states.contains(id))
            m_problems << u"%1 of %2 at the wrong time"_s.arg(name).arg(id);
        const auto next = stateAfter(event);
        if (name == "state"_L1 && !next)
            m_problems << u"unknown state "_s + event["state"_L1].toString();
        if (!next)
            continue;
        if (states.contains(id) && !canFollow(states[id], *next)) {
            m_problems << u"%1 goes from %2 to %3"_s.arg(
                event["url"_L1].toString(), download::stateName(states[id]), download::stateName(*next));
        }
        states[id] = *next;
    }
    if (summary().isEmpty())
        m_problems << u"the last line is no summary"_s;
}

std::vector<QJsonObject> EventLog::named(const QString &event) const
{
    std::vector<QJsonObject> found;
    std::ranges::copy_if(m_events, std::back_inserter(found),
        [&](const QJsonObject &object) { return object["event"_L1].toString() == event; });
    return found;
}

std::vector<QJsonObject> EventLog::of(const QString &url) const
{
    std::vector<QJsonObject> found;
    std::ranges::copy_if(m_events, std::back_inserter(found),
        [&](const QJsonObject &object) { return object["url"_L1].toString() == url; });
    return found;
}

QJsonObject EventLog::summary() const
{
    if (m_events.empty() || m_events.back()["event"_L1].toString() != "summary"_L1)
        return {};
    return m_events.back();
}

} // namespace sluice::e2e
