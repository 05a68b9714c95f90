// SPDX-License-Identifier: MIT
#include "ui/health/health_report.h"

#include <QDateTime>
#include <QGuiApplication>
#include <QStringList>
#include <QSysInfo>

#include <algorithm>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

QString inMs(qint64 us)
{
    return QString::number(static_cast<double>(us) / 1'000, 'f', 3) + u" ms"_s;
}

QString momentOf(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

QString loopLine(QStringView name, const engine::LoopHealth &loop)
{
    if (loop.samples <= 0)
        return name + u": not measured"_s;
    return name + u": p50 "_s + inMs(loop.p50Us) + u", p99 "_s + inMs(loop.p99Us) + u", worst "_s + inMs(loop.worstUs)
        + u", "_s + QString::number(loop.samples) + u" ticks"_s;
}

struct SlowLine {
    qint64 atMs;
    QString text;
};

void addSlow(std::vector<SlowLine> &lines, QStringView name, const engine::LoopHealth &loop)
{
    for (const engine::LoopHealth::Slow &slow : loop.slow) {
        QString text
            = momentOf(slow.atMs) + u"  "_s + name + u"  "_s + inMs(slow.tookUs) + u"  "_s + slow.name.simplified();
        lines.push_back({slow.atMs, std::move(text)});
    }
}

} // namespace

Surroundings surroundings()
{
    return {
        QStringLiteral(SLUICE_VERSION),
        QString::fromLatin1(qVersion()),
        QSysInfo::prettyProductName() + u", "_s + QSysInfo::currentCpuArchitecture(),
        QGuiApplication::platformName(),
    };
}

QString healthReport(
    const Surroundings &where, const engine::LoopHealth &window, const engine::LoopHealth &engine, qint64 nowMs)
{
    QStringList lines{
        u"Sluice "_s + where.version,
        u"Qt "_s + where.qt + u", "_s + where.platform,
        where.system,
        u"At "_s + momentOf(nowMs),
        QString(),
        u"Lag of the event loops (percentiles over the newest ticks, worst since the start)"_s,
        loopLine(u"window", window),
        loopLine(u"engine", engine),
        QString(),
    };
    std::vector<SlowLine> slow;
    addSlow(slow, u"window", window);
    addSlow(slow, u"engine", engine);
    std::ranges::stable_sort(slow, {}, &SlowLine::atMs);
    lines.append(slow.empty() ? u"No callback was over its budget."_s : u"Callbacks over their budget"_s);
    for (const SlowLine &line : slow)
        lines.append(line.text);
    return lines.join(u'\n') + u'\n';
}

} // namespace sluice::ui
