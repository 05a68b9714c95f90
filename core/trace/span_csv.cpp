// SPDX-License-Identifier: MIT
#include "core/trace/span_csv.h"

#include "core/trace/masking.h"

#include <QDateTime>

#include <algorithm>

namespace sluice::trace {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kFlushAt = 64 << 10;

QByteArray milliseconds(Micros time)
{
    return QByteArray::number(time / 1'000) + '.' + QByteArray::number(time % 1'000).rightJustified(3, '0');
}

QByteArray orEmpty(qint64 number, qint64 nothing)
{
    return number == nothing ? QByteArray() : QByteArray::number(number);
}

} // namespace

QByteArray csvCell(const QString &text)
{
    QString cell = text;
    if (!cell.isEmpty() && u"=+-@\t\r\n"_s.contains(cell.front()))
        cell.prepend(u'\'');
    const bool quoted
        = std::ranges::any_of(cell, [](QChar c) { return c == u',' || c == u'"' || c == u'\r' || c == u'\n'; });
    if (quoted)
        cell = u'"' + cell.replace(u'"', "\"\""_L1) + u'"';
    return cell.toUtf8();
}

void writeSpanCsv(const Recording &recording, QIODevice &out)
{
    QByteArray buffer = "download,name,url,host,attempt,slot,connection,phase,began,begin_ms,end_ms,duration_ms,"
                        "thinned\r\n";
    for (const Track &track : recording.tracks()) {
        const QString host = track.host < recording.hosts().size() ? recording.hosts()[track.host] : QString();
        const QByteArray head = QByteArray::number(track.id) + ',' + csvCell(track.name) + ','
            + csvCell(maskedUrl(track.url)) + ',' + csvCell(host) + ',';
        for (const Span &span : track.spans) {
            const Micros end = std::min(span.end, recording.now());
            const QDateTime began = QDateTime::fromMSecsSinceEpoch(recording.wallMs(span.begin), Qt::UTC);
            buffer += head + orEmpty(span.attempt, 0) + ',' + orEmpty(span.slot, kNone) + ','
                + orEmpty(span.connection, kNone) + ',' + phaseName(span.phase).toLatin1() + ','
                + began.toString(Qt::ISODateWithMs).toLatin1() + ',' + milliseconds(span.begin) + ','
                + milliseconds(end) + ',' + milliseconds(std::max<Micros>(0, end - span.begin)) + ','
                + QByteArray(span.thinned ? "yes" : "no") + "\r\n";
            if (buffer.size() >= kFlushAt) {
                out.write(buffer);
                buffer.clear();
            }
        }
    }
    out.write(buffer);
}

} // namespace sluice::trace
