// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <vector>

namespace sluice::e2e {

/// What `sluice get --json` wrote, understood strictly.
class EventLog
{
public:
    explicit EventLog(const QByteArray &output);

    /// Everything in which the output differs from what design.md, "JSON events", promises: lines that are no JSON
    /// object, members missing or unknown, an order of states that cannot be, something after the summary.
    /// One a line; empty if there is none.
    QString problems() const { return m_problems.join(u'\n'); }

    const std::vector<QJsonObject> &events() const { return m_events; }
    /// Those of one kind; those of one download.
    std::vector<QJsonObject> named(const QString &event) const;
    std::vector<QJsonObject> of(const QString &url) const;
    /// The last line; empty where it is no summary.
    QJsonObject summary() const;

private:
    void checkMembers(const QJsonObject &event);
    void checkOrder();

    std::vector<QJsonObject> m_events;
    QStringList m_problems;
};

} // namespace sluice::e2e
