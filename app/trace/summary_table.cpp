// SPDX-License-Identifier: MIT
#include "app/trace/summary_table.h"

#include "app/get/error_text.h"
#include "app/terminal/format.h"
#include "app/terminal/text_width.h"
#include "app/trace/phase_words.h"
#include "core/trace/summary.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <vector>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::SummaryTable)
};

constexpr int kFigureColumns = 10;

QString rateText(qint64 bytesASecond)
{
    return Tr::tr("%1/s").arg(formatBytes(bytesASecond));
}

QString timeText(trace::Micros time)
{
    // Below a tenth of a second formatSpan() would say 0.
    return time < 100'000 ? Tr::tr("%1 ms").arg(QString::number(double(time) / 1'000, 'f', time < 10'000 ? 1 : 0))
                          : formatSpan(time / 1'000);
}

QString figure(const QString &text)
{
    return QString(std::max(0, kFigureColumns - textWidth(text)), u' ') + text;
}

class Table
{
public:
    Table(const trace::Recording &recording, int columns)
        : m_recording(recording)
        , m_sum(trace::summarise(recording))
        , m_columns(std::max(columns, 40))
    {
    }

    QString text()
    {
        overview();
        phases();
        slowest();
        failures();
        return m_text;
    }

private:
    void line(const QString &text) { m_text += elideMiddle(text, m_columns) + u'\n'; }

    void entry(const QString &name, const QString &value) { line(padded(name, m_nameColumns) + value); }

    void heading(const QString &text)
    {
        m_text += u'\n';
        line(text);
    }

    void overview()
    {
        const QStringList names{Tr::tr("Recorded"), Tr::tr("Downloads"), Tr::tr("Attempts"), Tr::tr("Bytes"),
            Tr::tr("Time"), Tr::tr("Rate"), Tr::tr("In flight")};
        for (const QString &name : names)
            m_nameColumns = std::max(m_nameColumns, textWidth(name) + 2);
        const QDateTime began = QDateTime::fromMSecsSinceEpoch(m_recording.wallMs(0));
        entry(names[0], m_recording.isEmpty() ? Tr::tr("nothing") : began.toString(u"yyyy-MM-dd HH:mm:ss"_s));
        entry(names[1], downloadsText());
        entry(names[2],
            Tr::tr("%1, of which %2 failed")
                .arg(QString::number(m_sum.attempts), QString::number(m_sum.failedAttempts)));
        entry(names[3], formatBytes(m_sum.bytes));
        entry(names[4], timeText(m_sum.wall));
        entry(names[5], Tr::tr("mean %1, peak %2").arg(rateText(m_sum.meanRate), rateText(m_sum.peakRate)));
        entry(names[6], Tr::tr("at most %1, limit %2").arg(QString::number(m_sum.peakInFlight), limitText()));
    }

    QString downloadsText() const
    {
        QStringList parts;
        const auto part = [&parts](qint64 count, const QString &text) {
            if (count > 0)
                parts << text.arg(count);
        };
        part(m_sum.done, Tr::tr("%1 done"));
        part(m_sum.failed, Tr::tr("%1 failed"));
        part(m_sum.cancelled, Tr::tr("%1 cancelled"));
        part(m_sum.unfinished, Tr::tr("%1 unfinished"));
        const QString count = QString::number(m_sum.downloads);
        return parts.isEmpty() ? count : QString(count + ": "_L1 + parts.join(", "_L1));
    }

    QString limitText() const
    {
        if (m_sum.leastLimit == m_sum.mostLimit)
            return QString::number(m_sum.mostLimit);
        return Tr::tr("%1 to %2").arg(m_sum.leastLimit).arg(m_sum.mostLimit);
    }

    void phases()
    {
        trace::Micros all = 0;
        std::vector<std::pair<trace::Micros, trace::Phase>> times;
        for (std::size_t i = 0; i < m_sum.timeIn.size(); ++i) {
            all += m_sum.timeIn.at(i);
            if (m_sum.timeIn.at(i) > 0)
                times.emplace_back(m_sum.timeIn.at(i), trace::Phase(i));
        }
        if (times.empty())
            return;
        std::ranges::stable_sort(times, std::greater{}, &std::pair<trace::Micros, trace::Phase>::first);
        heading(Tr::tr("Time of all downloads together"));
        for (const auto &[time, phase] : times) {
            const QString share = QString::number(double(time) * 100 / double(all), 'f', 1) + " %"_L1;
            line(figure(timeText(time)) + figure(share) + "  "_L1 + phaseWords(phase));
        }
    }

    void slowest()
    {
        if (m_sum.slowest.empty())
            return;
        heading(Tr::tr("Longest at work"));
        for (const auto &slow : m_sum.slowest) {
            const QString name = harmless(m_recording.tracks()[slow.track].name);
            line(figure(timeText(slow.time)) + figure(formatBytes(slow.bytes)) + "  "_L1 + name);
        }
    }

    void failures()
    {
        if (m_sum.failures.empty())
            return;
        std::vector<std::pair<qint64, ErrorKind>> counts;
        counts.reserve(m_sum.failures.size());
        for (const auto &[kind, count] : m_sum.failures)
            counts.emplace_back(count, kind);
        std::ranges::stable_sort(counts, std::greater{}, &std::pair<qint64, ErrorKind>::first);
        heading(Tr::tr("Failed attempts"));
        for (const auto &[count, kind] : counts)
            line(figure(QString::number(count)) + "  "_L1 + errorKindName(kind));
    }

    const trace::Recording &m_recording;
    trace::Summary m_sum;
    int m_columns;
    int m_nameColumns = 0;
    QString m_text;
};

} // namespace

QString summaryTable(const trace::Recording &recording, int columns)
{
    return Table(recording, columns).text();
}

} // namespace sluice::app
