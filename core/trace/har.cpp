// SPDX-License-Identifier: MIT
#include "core/trace/har.h"

#include "core/trace/json_writer.h"
#include "core/trace/masking.h"

#include <QDateTime>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <span>

namespace sluice::trace {

using namespace Qt::StringLiterals;

namespace {

struct Entry {
    HarTimes times;
    TrackIndex track = 0;
    quint32 attempt = 0;
};

std::vector<Entry> entriesOf(const Recording &recording)
{
    std::vector<Entry> entries;
    const auto tracks = recording.tracks();
    for (TrackIndex i = 0; i < tracks.size(); ++i) {
        for (quint32 k = 0; k < tracks[i].attempts.size(); ++k)
            entries.push_back({harTimes(tracks[i], tracks[i].attempts[k], recording.now()), i, k});
    }
    std::ranges::stable_sort(entries, {}, [](const Entry &entry) { return entry.times.began; });
    return entries;
}

QString valueOf(std::span<const HeaderLine> headers, QByteArrayView name)
{
    for (const HeaderLine &line : headers) {
        if (line.name.compare(name, Qt::CaseInsensitive) == 0)
            return QString::fromUtf8(masked(line).value);
    }
    return {};
}

/// "HTTP/2" as it was told; the format asks for a text even where there was none.
QString versionOf(const AttemptReport &report)
{
    return report.httpVersion.isEmpty() ? u"unknown"_s : QString::fromLatin1(report.httpVersion);
}

class Har
{
public:
    Har(const Recording &recording, QIODevice &out)
        : m_recording(recording)
        , m_json(out)
    {
    }

    void write()
    {
        m_json.beginObject().key("log"_L1).beginObject();
        m_json.field("version"_L1, u"1.2");
        m_json.key("creator"_L1).beginObject();
        m_json.field("name"_L1, u"Sluice").field("version"_L1, QStringLiteral(SLUICE_VERSION)).endObject();
        m_json.key("pages"_L1).beginArray().endArray();
        m_json.key("entries"_L1).beginArray();
        for (const Entry &entry : entriesOf(m_recording))
            write(entry);
        m_json.newLine().endArray().endObject().endObject();
    }

private:
    void write(const Entry &entry)
    {
        const Track &track = m_recording.tracks()[entry.track];
        const AttemptBrief &attempt = track.attempts[entry.attempt];
        static const AttemptReport kNothing;
        const AttemptReport &report = attempt.report ? *attempt.report : kNothing;
        const QString url = urlText(report.url.isEmpty() ? track.url : report.url);

        m_json.newLine().beginObject();
        m_json.field("startedDateTime"_L1, timeText(entry.times.began));
        m_json.key("time"_L1).number(entry.times.timings.total());
        writeRequest(report, url);
        writeResponse(report, attempt);
        m_json.key("cache"_L1).beginObject().endObject();
        writeTimings(entry.times.timings);
        if (const Peer peer = peerOf(report.address); !peer.host.isEmpty()) {
            m_json.field("serverIPAddress"_L1, peer.host);
            if (!peer.port.isEmpty())
                m_json.field("connection"_L1, peer.port);
        }
        if (attempt.connection != kNone)
            m_json.field("_connectionId"_L1, QString::number(attempt.connection));
        if (report.redirects > 0)
            m_json.field("comment"_L1, redirectedText(report.redirects, urlText(track.url)));
        m_json.field("_resourceType"_L1, u"other");
        m_json.field("_download"_L1, track.id).field("_attempt"_L1, attempt.number);
        m_json.endObject();
    }

    void writeRequest(const AttemptReport &report, const QString &url)
    {
        m_json.key("request"_L1).beginObject();
        m_json.field("method"_L1, u"GET").field("url"_L1, url).field("httpVersion"_L1, versionOf(report));
        m_json.key("cookies"_L1).beginArray().endArray();
        writeHeaders(report.request);
        m_json.key("queryString"_L1).beginArray();
        const auto items = QUrlQuery(QUrl(url)).queryItems(QUrl::FullyDecoded);
        for (const auto &[name, value] : items)
            m_json.beginObject().field("name"_L1, name).field("value"_L1, value).endObject();
        m_json.endArray();
        m_json.field("headersSize"_L1, -1).field("bodySize"_L1, 0).endObject();
    }

    void writeResponse(const AttemptReport &report, const AttemptBrief &attempt)
    {
        m_json.key("response"_L1).beginObject();
        m_json.field("status"_L1, attempt.report ? report.status : attempt.status);
        m_json.field("statusText"_L1, QString::fromLatin1(report.reason)).field("httpVersion"_L1, versionOf(report));
        m_json.key("cookies"_L1).beginArray().endArray();
        writeHeaders(report.response);
        m_json.key("content"_L1).beginObject();
        m_json.field("size"_L1, attempt.bytes)
            .field("mimeType"_L1, valueOf(report.response, "content-type"))
            .endObject();
        m_json.field("redirectURL"_L1, valueOf(report.response, "location"));
        m_json.field("headersSize"_L1, -1).field("bodySize"_L1, attempt.bytes);
        m_json.field("_transferSize"_L1, attempt.bytes);
        if (const QString error = errorText(attempt, report); !error.isEmpty())
            m_json.field("_error"_L1, error);
        m_json.endObject();
    }

    void writeHeaders(std::span<const HeaderLine> lines)
    {
        m_json.key("headers"_L1).beginArray();
        for (const HeaderLine &line : lines) {
            const HeaderLine safe = masked(line);
            m_json.beginObject().field("name"_L1, QString::fromUtf8(safe.name));
            m_json.field("value"_L1, QString::fromUtf8(safe.value)).endObject();
        }
        m_json.endArray();
    }

    void writeTimings(const HarTimings &timings)
    {
        m_json.key("timings"_L1).beginObject();
        m_json.key("blocked"_L1).number(timings.blocked).key("dns"_L1).number(timings.dns);
        m_json.key("connect"_L1).number(timings.connect).key("send"_L1).number(timings.send);
        m_json.key("wait"_L1).number(timings.wait).key("receive"_L1).number(timings.receive);
        m_json.key("ssl"_L1).number(timings.ssl);
        if (timings.queueing > 0)
            m_json.key("_blocked_queueing"_L1).number(timings.queueing);
        m_json.endObject();
    }

    [[nodiscard]] QString timeText(Micros at) const
    {
        return QDateTime::fromMSecsSinceEpoch(m_recording.wallMs(at), Qt::UTC).toString(Qt::ISODateWithMs);
    }

    /// Absolute and in plain ASCII, as readers of the format expect of a URL.
    static QString urlText(const QString &url) { return QString::fromLatin1(QUrl(maskedUrl(url)).toEncoded()); }

    struct Peer {
        QString host;
        QString port; ///< empty where it is not known
    };

    /// Of "[::1]:80" or "127.0.0.1:80"; a host alone is "[::1]" or "127.0.0.1".
    static Peer peerOf(const QString &address)
    {
        const qsizetype colon = address.lastIndexOf(u':');
        const bool hasPort = colon >= 0 && !address.endsWith(u']');
        Peer peer;
        peer.host = hasPort ? address.first(colon) : address;
        peer.port = hasPort ? address.sliced(colon + 1) : QString();
        if (peer.host.startsWith(u'[') && peer.host.endsWith(u']'))
            peer.host = peer.host.sliced(1, peer.host.size() - 2);
        return peer;
    }

    static QString redirectedText(int redirects, const QString &first)
    {
        return redirects == 1 ? u"redirected once, from %1"_s.arg(first)
                              : u"redirected %1 times, from %2"_s.arg(redirects).arg(first);
    }

    static QString errorText(const AttemptBrief &attempt, const AttemptReport &report)
    {
        if (attempt.end == kOpen)
            return u"not ended"_s;
        if (report.error) {
            const QString detail = maskedUrl(report.error->detail);
            return detail.isEmpty() ? errorKindName(report.error->kind)
                                    : QString(errorKindName(report.error->kind) + ": "_L1 + detail);
        }
        return attempt.failed ? u"failed"_s : QString();
    }

    const Recording &m_recording;
    JsonWriter m_json;
};

} // namespace

void writeHar(const Recording &recording, QIODevice &out)
{
    Har(recording, out).write();
}

} // namespace sluice::trace
