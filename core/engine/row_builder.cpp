// SPDX-License-Identifier: MIT
#include "core/engine/row_builder.h"

#include "core/download/naming/file_name.h"
#include "core/http/url.h"
#include "core/trace/masking.h"

#include <algorithm>

namespace sluice::engine {

using download::Record;

QString shownName(const Record &record)
{
    if (!record.part.finalName.isEmpty())
        return record.part.finalName;
    if (!record.request.fileName.isEmpty())
        return record.request.fileName;
    download::NameSources sources;
    sources.url = record.request.url;
    return download::chooseFileName(sources);
}

Row buildRow(const Entry &entry, bool insecure)
{
    const Record &record = entry.download.record;
    Row row;
    row.id = record.id;
    row.order = record.order;
    row.name = shownName(record);
    row.url = http::withoutUserInfo(record.request.url);
    row.host = entry.host;
    row.folder = record.request.folder;
    row.path = record.finalPath;
    row.state = record.state;
    row.why = entry.download.why;
    row.untilMs = entry.download.untilMs;
    const bool running = download::isRunning(record.state);
    row.bytes = running ? std::max(entry.download.meter.received, record.part.bytes()) : record.part.bytes();
    row.total = record.part.total;
    row.speed = record.state == download::State::Receiving ? entry.speed.bytesPerSecond() : 0;
    row.attempts = record.attempts.empty() ? 0 : record.attempts.back().number;
    row.addedMs = record.addedMs;
    row.finishedMs = record.finishedMs;
    row.insecure = insecure && !download::isFinal(record.state);
    row.draining = entry.draining;
    if (record.error)
        row.error = std::make_shared<const Error>(*record.error);
    return row;
}

QByteArray maskedHeader(const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0)
        return line;
    const trace::HeaderLine masked = trace::masked({line.left(colon), line.sliced(colon + 1).trimmed()});
    return masked.name + ": " + masked.value;
}

Details buildDetails(const Entry &entry)
{
    const Record &record = entry.download.record;
    Details details;
    details.id = record.id;
    details.attempts = record.attempts;
    if (!details.attempts.empty() && details.attempts.back().endedMs == 0) {
        download::Attempt &running = details.attempts.back();
        running.bytes = std::max<qint64>(entry.download.meter.received - running.fromByte, 0);
    }
    details.part = record.part;
    details.request = record.request;
    details.request.url = http::withoutUserInfo(record.request.url);
    details.request.referer = http::withoutUserInfo(record.request.referer);
    for (QByteArray &line : details.request.headers)
        line = maskedHeader(line);
    return details;
}

} // namespace sluice::engine
