// SPDX-License-Identifier: MIT
#include "core/trace/chrome_trace.h"

#include "core/trace/json_writer.h"
#include "core/trace/masking.h"

#include <QDateTime>

#include <algorithm>
#include <vector>

namespace sluice::trace {

using namespace Qt::StringLiterals;

namespace {

// Numbers of the processes; the hosts follow. Perfetto takes the thread that has its process's number for the main thread,
// and the process's number for that of a missing thread: so they are above every number of a slot or a place.
constexpr qint64 kSlots = 100'001;
constexpr qint64 kWaiting = 100'002;
constexpr qint64 kFirstHost = 100'003;

/// Rates are told for buckets of a second, or wider where that would be more buckets than this.
constexpr qint64 kMostRates = 20'000;

class ChromeTrace
{
public:
    ChromeTrace(const Recording &recording, QIODevice &out)
        : m_recording(recording)
        , m_json(out)
    {
    }

    void write()
    {
        m_json.beginObject();
        m_json.field("displayTimeUnit"_L1, u"ms");
        m_json.key("otherData"_L1).beginObject();
        m_json.field("creator"_L1, QString(u"sluice " + QStringLiteral(SLUICE_VERSION)));
        m_json.field(
            "began"_L1, QDateTime::fromMSecsSinceEpoch(m_recording.wallMs(0), Qt::UTC).toString(Qt::ISODateWithMs));
        m_json.endObject();
        m_json.key("traceEvents"_L1).beginArray();
        writeLanes();
        writeWaiting();
        writeCounters();
        writeMarkers();
        m_json.newLine().endArray().endObject();
    }

private:
    /// What every event has; the caller adds its own and ends the object.
    void begin(QStringView phase, QStringView name, qint64 process, qint64 thread, Micros at)
    {
        m_json.newLine().beginObject();
        m_json.field("ph"_L1, phase).field("name"_L1, name);
        m_json.field("pid"_L1, process).field("tid"_L1, thread).field("ts"_L1, at);
    }

    void name(QStringView what, QStringView name, qint64 process, qint64 thread)
    {
        begin(u"M", what, process, thread, 0);
        m_json.key("args"_L1).beginObject().field("name"_L1, name).endObject().endObject();
    }

    void order(QStringView what, qint64 place, qint64 process, qint64 thread)
    {
        begin(u"M", what, process, thread, 0);
        m_json.key("args"_L1).beginObject().field("sort_index"_L1, place).endObject().endObject();
    }

    void nameProcess(qint64 process, QStringView text)
    {
        name(u"process_name", text, process, 0);
        order(u"process_sort_index", process, process, 0);
    }

    void writeLanes()
    {
        nameProcess(kSlots, u"Slots");
        qint64 thread = 0;
        for (const Lane &lane : m_recording.lanes(LaneKind::Slot)) {
            ++thread;
            name(u"thread_name", QString(u"slot " + QString::number(lane.group + 1)), kSlots, thread);
            order(u"thread_sort_index", lane.group, kSlots, thread);
            writeStays(lane, kSlots, thread);
        }
        const auto hosts = m_recording.hosts();
        for (std::size_t i = 0; i < hosts.size(); ++i)
            nameProcess(kFirstHost + qint64(i), hosts[i]);
        std::vector<qint64> places(hosts.size(), 0);
        for (const Lane &lane : m_recording.lanes(LaneKind::Host)) {
            const qint64 process = kFirstHost + lane.group;
            thread = ++places[lane.group];
            name(u"thread_name", QString(u"place " + QString::number(thread)), process, thread);
            order(u"thread_sort_index", thread, process, thread);
            writeStays(lane, process, thread);
        }
    }

    void writeStays(const Lane &lane, qint64 process, qint64 thread)
    {
        for (const Stay &stay : lane.stays()) {
            const Track &track = m_recording.tracks()[stay.track];
            const Micros end = std::min(stay.end, m_recording.now());
            complete(track.name, u"download", process, thread, stay.begin, end);
            m_json.key("args"_L1).beginObject();
            m_json.field("download"_L1, track.id).field("url"_L1, maskedUrl(track.url));
            m_json.field("total bytes"_L1, track.total).endObject().endObject();
            for (std::size_t i = stay.firstSpan; i < track.spans.size() && track.spans[i].begin < end; ++i)
                writePhase(track.spans[i], stay.begin, end, process, thread);
        }
    }

    void writePhase(const Span &span, Micros from, Micros to, qint64 process, qint64 thread)
    {
        const Micros begins = std::max(span.begin, from);
        const Micros ends = std::min(span.end, to);
        if (ends <= begins)
            return;
        complete(phaseName(span.phase), u"phase", process, thread, begins, ends);
        m_json.key("args"_L1).beginObject().field("attempt"_L1, span.attempt);
        if (span.connection != kNone)
            m_json.field("connection"_L1, span.connection);
        if (span.thinned)
            m_json.key("thinned"_L1).boolean(true);
        m_json.endObject().endObject();
    }

    void complete(QStringView text, QStringView category, qint64 process, qint64 thread, Micros from, Micros to)
    {
        begin(u"X", text, process, thread, from);
        m_json.field("dur"_L1, std::max<Micros>(0, to - from)).field("cat"_L1, category);
    }

    void writeWaiting()
    {
        nameProcess(kWaiting, u"Waiting");
        for (const Track &track : m_recording.tracks()) {
            for (const Span &span : track.spans) {
                const Micros end = std::min(span.end, m_recording.now());
                if (!isWait(span.phase) || span.slot != kNone || end <= span.begin)
                    continue;
                writeWait(u"b", track, span, span.begin);
                writeWait(u"e", track, span, end);
            }
        }
    }

    void writeWait(QStringView phase, const Track &track, const Span &span, Micros at)
    {
        begin(phase, phaseName(span.phase), kWaiting, 0, at);
        m_json.field("cat"_L1, u"wait").field("id"_L1, QString(u"0x" + QString::number(track.id, 16)));
        m_json.key("args"_L1).beginObject();
        if (phase == u"b")
            m_json.field("download"_L1, track.id).field("name"_L1, track.name);
        m_json.endObject().endObject();
    }

    void writeCounters()
    {
        counter(u"limit", "downloads"_L1, m_recording.limit());
        counter(u"in flight", "downloads"_L1, m_recording.inFlight());
        counter(u"waiting", "downloads"_L1, m_recording.waiting());
        counter(u"rate limit", "bytes/s"_L1, m_recording.rateLimit());
        const Micros end = m_recording.now();
        if (end <= 0)
            return;
        const qint64 seconds = (end + 999'999) / 1'000'000;
        const qint64 width = (seconds + kMostRates - 1) / kMostRates;
        const int buckets = int((seconds + width - 1) / width);
        qint64 before = -1;
        for (const auto &bucket : m_recording.throughput().total(0, buckets * width * 1'000'000, buckets)) {
            const qint64 rate = bucket.bytes / width;
            if (rate != before)
                count(u"received", "bytes/s"_L1, bucket.begin, rate);
            before = rate;
        }
        count(u"received", "bytes/s"_L1, end, 0);
    }

    void counter(QStringView text, QLatin1StringView unit, const StepSeries &series)
    {
        for (const StepSeries::Step &step : series.steps())
            count(text, unit, step.at, step.value);
    }

    /// A counter of one value, named after its unit: Perfetto shows the two names beside each other.
    void count(QStringView text, QLatin1StringView unit, Micros at, qint64 value)
    {
        begin(u"C", text, kSlots, 0, at);
        m_json.key("args"_L1).beginObject().field(unit, value).endObject().endObject();
    }

    void writeMarkers()
    {
        for (const Marker &marker : m_recording.markers()) {
            begin(u"i", markerName(marker.kind), kSlots, 0, marker.at);
            m_json.field("s"_L1, u"g").field("cat"_L1, u"marker").key("args"_L1).beginObject();
            if (marker.kind == Marker::Kind::LimitChanged)
                m_json.field("limit"_L1, marker.value);
            else
                m_json.field("download"_L1, m_recording.tracks()[marker.track].id);
            m_json.endObject().endObject();
        }
    }

    static QStringView markerName(Marker::Kind kind)
    {
        switch (kind) {
        case Marker::Kind::LimitChanged:
            return u"limit changed";
        case Marker::Kind::AttemptFailed:
            return u"attempt failed";
        case Marker::Kind::Failed:
            return u"download failed";
        case Marker::Kind::Deadline:
            return u"deadline";
        }
        return u"marker";
    }

    const Recording &m_recording;
    JsonWriter m_json;
};

} // namespace

void writeChromeTrace(const Recording &recording, QIODevice &out)
{
    ChromeTrace(recording, out).write();
}

} // namespace sluice::trace
