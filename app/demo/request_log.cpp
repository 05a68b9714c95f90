// SPDX-License-Identifier: MIT
#include "app/demo/request_log.h"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace sluice::demo {

namespace {

qint64 steadyNs()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace

QByteArray RequestRecord::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0) {
            return value;
        }
    }
    return {};
}

RequestLog::Key RequestLog::begin(RequestRecord record)
{
    record.atNs = steadyNs();
    const std::lock_guard lock(m_mutex);
    m_peak = std::max(m_peak, ++m_running);
    m_records.push_back(std::move(record));
    return m_firstKey + m_records.size() - 1;
}

void RequestLog::setBodyBytes(Key key, qint64 bytes)
{
    const std::lock_guard lock(m_mutex);
    if (RequestRecord *record = find(key)) {
        record->bodyBytes = bytes;
    }
}

void RequestLog::end(Key key, Ending ending)
{
    const std::lock_guard lock(m_mutex);
    --m_running;
    if (RequestRecord *record = find(key)) {
        record->ending = ending;
        record->endedNs = steadyNs();
    }
}

std::vector<RequestRecord> RequestLog::records() const
{
    const std::lock_guard lock(m_mutex);
    return m_records;
}

std::vector<RequestRecord> RequestLog::records(const QString &path) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<RequestRecord> found;
    std::ranges::copy_if(m_records, std::back_inserter(found), [&path](const auto &r) { return r.path == path; });
    return found;
}

int RequestLog::concurrentPeak() const
{
    const std::lock_guard lock(m_mutex);
    return m_peak;
}

int RequestLog::running() const
{
    const std::lock_guard lock(m_mutex);
    return m_running;
}

void RequestLog::clear()
{
    const std::lock_guard lock(m_mutex);
    m_firstKey += m_records.size();
    m_records.clear();
    m_peak = m_running;
}

RequestRecord *RequestLog::find(Key key)
{
    const Key index = key - m_firstKey; // wraps to something huge for keys from before clear()
    return index < m_records.size() ? &m_records[index] : nullptr;
}

} // namespace sluice::demo
