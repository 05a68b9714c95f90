// SPDX-License-Identifier: MIT
#include "ui/recording/compare_rows.h"

#include "ui/chart/phase_words.h"
#include "ui/style/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace sluice::ui {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(sluice::ui::Compare)
};

using Write = QString (*)(qint64);

QString count(qint64 value)
{
    return QLocale().toString(value);
}

QString time(trace::Micros value)
{
    return value == 0 ? count(0) : spanText((value + 500) / 1'000);
}

/// "−1.2 s (−40 %)"; a share only where there is something to compare with.
QString differenceText(qint64 first, qint64 second, Write write)
{
    if (first == second)
        return {};
    const bool less = second < first;
    const QString sign = less ? u"−"_s : u"+"_s;
    // As unsigned, for the distance of two numbers may be more than a signed one holds.
    const quint64 distance = less ? quint64(first) - quint64(second) : quint64(second) - quint64(first);
    const qint64 shown = qint64(std::min<quint64>(distance, std::numeric_limits<qint64>::max()));
    QString text = sign + write(shown);
    if (first <= 0)
        return text;
    const double percent = double(distance) * 100 / double(first);
    if (percent > 9'999)
        return text;
    return Texts::tr("%1 (%2 %)").arg(text, sign + QLocale().toString(percent, 'f', percent < 10 ? 1 : 0));
}

class Rows
{
public:
    Rows(const trace::Summary &first, const trace::Summary &second)
        : m_first(first)
        , m_second(second)
    {
    }

    std::vector<CompareRow> run()
    {
        using Sum = trace::Summary;
        add(Texts::tr("Time"), &Sum::wall, time);
        add(Texts::tr("Bytes"), &Sum::bytes, bytesText);
        add(Texts::tr("Mean rate"), &Sum::meanRate, speedText);
        add(Texts::tr("Peak rate"), &Sum::peakRate, speedText);
        add(Texts::tr("Most at once"), &Sum::peakInFlight, count);
        add(Texts::tr("Highest limit"), &Sum::mostLimit, count);
        add(Texts::tr("Lowest limit"), &Sum::leastLimit, count);
        add(Texts::tr("Downloads"), &Sum::downloads, count);
        add(Texts::tr("Done"), &Sum::done, count);
        add(Texts::tr("Failed"), &Sum::failed, count);
        add(Texts::tr("Cancelled"), &Sum::cancelled, count);
        add(Texts::tr("Unfinished"), &Sum::unfinished, count);
        add(Texts::tr("Attempts"), &Sum::attempts, count);
        add(Texts::tr("Failed attempts"), &Sum::failedAttempts, count);
        for (std::size_t i = 0; i < m_first.timeIn.size(); ++i) {
            const auto [a, b] = std::pair(m_first.timeIn.at(i), m_second.timeIn.at(i));
            if (a > 0 || b > 0)
                add(Texts::tr("All together: %1").arg(phaseWord(trace::Phase(i))), a, b, time);
        }
        return std::move(m_rows);
    }

private:
    void add(const QString &name, qint64 trace::Summary::*figure, Write write)
    {
        add(name, m_first.*figure, m_second.*figure, write);
    }
    void add(const QString &name, qint64 first, qint64 second, Write write)
    {
        m_rows.push_back({name, write(first), write(second), differenceText(first, second, write)});
    }

    const trace::Summary &m_first;
    const trace::Summary &m_second;
    std::vector<CompareRow> m_rows;
};

} // namespace

std::vector<CompareRow> compareRows(const trace::Summary &first, const trace::Summary &second)
{
    return Rows(first, second).run();
}

std::vector<CompareRow> summaryRows(const trace::Summary &summary)
{
    return Rows(summary, summary).run();
}

} // namespace sluice::ui
