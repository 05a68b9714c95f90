// SPDX-License-Identifier: MIT
#include "core/trace/report_keeper.h"

namespace sluice::trace {

namespace {

/// What the allocator and the counted pointer add to each piece of memory.
constexpr std::size_t kOverhead = 24;

std::size_t textBytes(const QByteArray &text)
{
    return text.isEmpty() ? 0 : static_cast<std::size_t>(text.size()) + kOverhead;
}

std::size_t textBytes(const QString &text)
{
    return text.isEmpty() ? 0 : static_cast<std::size_t>(text.size()) * sizeof(QChar) + kOverhead;
}

std::size_t linesBytes(const HeaderLines &lines)
{
    std::size_t bytes = static_cast<std::size_t>(lines.capacity()) * sizeof(HeaderLine);
    for (const HeaderLine &line : lines)
        bytes += textBytes(line.name) + textBytes(line.value);
    return bytes;
}

} // namespace

std::size_t heapBytes(const AttemptReport &report)
{
    std::size_t bytes = sizeof(AttemptReport) + kOverhead;
    bytes += textBytes(report.url) + textBytes(report.address) + textBytes(report.httpVersion)
        + textBytes(report.tlsVersion) + textBytes(report.reason);
    bytes += linesBytes(report.request) + linesBytes(report.response);
    if (report.error)
        bytes += sizeof(Error) + kOverhead + textBytes(report.error->url) + textBytes(report.error->detail);
    return bytes;
}

void ReportKeeper::add(std::span<const Track> tracks, TrackIndex track, std::size_t attempt)
{
    const AttemptBrief &brief = tracks[track].attempts[attempt];
    const std::size_t bytes = heapBytes(*brief.report);
    (brief.failed ? m_failed : m_successful).push_back({track, static_cast<quint32>(attempt), bytes});
    m_bytes += bytes;
}

void ReportKeeper::shrink(std::span<Track> tracks, std::size_t reports, std::size_t bytes)
{
    while (count() > 0 && (count() > reports || m_bytes > bytes)) {
        std::deque<Place> &oldest = m_successful.empty() ? m_failed : m_successful;
        const Place place = oldest.front();
        tracks[place.track].attempts[place.attempt].report.reset();
        m_bytes -= place.bytes;
        oldest.pop_front();
    }
}

} // namespace sluice::trace
