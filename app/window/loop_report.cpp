// SPDX-License-Identifier: MIT
#include "app/window/loop_report.h"

#include "app/terminal/complain.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::LoopReport)
};

// A stall is seen as the lateness of the tick it delays, so it may be this much longer than what is reported.
constexpr std::chrono::milliseconds kLookEvery(2);

double milliseconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

} // namespace

std::unique_ptr<LoopReport> LoopReport::wanted()
{
    const QString path = qEnvironmentVariable("SLUICE_LOOP_REPORT");
    return path.isEmpty() ? nullptr : std::make_unique<LoopReport>(path);
}

LoopReport::LoopReport(QString path)
    : m_path(std::move(path))
    , m_monitor(kLookEvery)
{
}

LoopReport::~LoopReport()
{
    const QByteArray text = loopReportJson(m_monitor.lag());
    QFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.flush())
        complain({Tr::tr("%1 cannot be written: %2.").arg(m_path, file.errorString())}, 0);
}

QByteArray loopReportJson(const async::LoopMonitor::Lag &lag)
{
    const QJsonObject object{
        {u"p50"_s, milliseconds(lag.p50)},
        {u"p99"_s, milliseconds(lag.p99)},
        {u"worst"_s, milliseconds(lag.worst)},
        {u"samples"_s, lag.samples},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace sluice::app
