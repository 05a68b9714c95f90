// SPDX-License-Identifier: MIT
#include "core/download/body_writer.h"

#include "core/download/naming/file_name.h"
#include "core/http/url.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace sluice::download {

using namespace Qt::StringLiterals;

BodyWriter::BodyWriter(
    const Request &request, Part &part, RequestPlan plan, PartStream &stream, Meter &meter, Callbacks callbacks)
    : m_request(request)
    , m_part(part)
    , m_plan(std::move(plan))
    , m_stream(stream)
    , m_meter(meter)
    , m_callbacks(std::move(callbacks))
{
    m_stream.onProgress([this] { onProgress(); });
}

BodyWriter::~BodyWriter()
{
    m_stream.onProgress({});
    m_meter.heldSince.reset();
}

void BodyWriter::onStep(const http::Step &step)
{
    if (m_callbacks.stepped)
        m_callbacks.stepped(step);
}

std::expected<void, Error> BodyWriter::onHead(const http::ResponseHead &head)
{
    m_callbacks.headCame(head);
    ResponseFacts facts = factsOf(head.status, head.headers, m_callbacks.nowMs());
    if (!head.isHttp) {
        const auto size = head.headers.first("content-length");
        facts.fileSize = size ? size->toLongLong() : -1;
    }
    const Judgement judgement = judgeResponse(m_plan, m_part, facts);
    if (const auto *refusal = std::get_if<Refuse>(&judgement)) {
        m_restart = refusal->restart;
        Error error;
        error.kind = refusal->kind;
        error.retry = refusal->retry;
        error.url = http::withoutUserInfo(head.url);
        error.host = http::hostLabel(head.url);
        error.httpStatus = head.status;
        error.retryAfterMs = facts.retryAfterMs;
        error.detail = refusal->detail;
        return std::unexpected(std::move(error));
    }
    return accept(judgement, facts, head);
}

std::expected<void, Error> BodyWriter::accept(
    const Judgement &judgement, const ResponseFacts &facts, const http::ResponseHead &head)
{
    if (const auto *complete = std::get_if<AlreadyComplete>(&judgement)) {
        m_alreadyComplete = true;
        m_part.total = complete->total;
        return {};
    }
    if (const auto *append = std::get_if<Append>(&judgement)) {
        m_from = append->from;
        m_expectedEnd = append->end;
        m_part.total = append->total;
    } else {
        const qint64 total = std::get<StartOver>(judgement).total;
        m_from = 0;
        m_expectedEnd = total;
        begin(total, facts, head);
    }
    m_meter.received = m_from;
    m_meter.from = m_from;
    m_meter.lastByte = async::Clock::now();
    return {};
}

void BodyWriter::begin(qint64 total, const ResponseFacts &facts, const http::ResponseHead &head)
{
    m_part.total = total;
    m_part.have.clear();
    m_part.validator = validatorOf(facts);
    if (m_plan.fromByte > 0) {
        // The part file is open already: keep it, and its name, for the new content.
        m_stream.clear();
        m_callbacks.partChanged();
        return;
    }
    if (m_request.fileName.isEmpty()) {
        NameSources sources;
        sources.contentDisposition = head.headers.combined("content-disposition");
        sources.url = head.url;
        m_part.finalName = chooseFileName(sources);
    } else {
        m_part.finalName = m_request.fileName;
    }
    m_stream.create(m_request.folder, m_part.finalName, m_request.conflict, total);
}

http::BodySink::Take BodyWriter::onBody(std::span<const char> bytes)
{
    if (m_alreadyComplete)
        return Take::All; // the page that says so
    if (m_stream.error())
        return Take::Abort;
    if (m_stream.queued() >= kHigh) {
        m_paused = true;
        m_meter.heldSince = async::Clock::now();
        return Take::None;
    }
    const auto size = static_cast<qint64>(bytes.size());
    if (m_expectedEnd >= 0 && size > m_expectedEnd - m_meter.received) {
        refuseExcess(m_meter.received + size);
        return Take::Abort;
    }
    m_meter.received += size;
    m_meter.lastByte = async::Clock::now();
    m_callbacks.bytesCame();
    while (!bytes.empty()) {
        if (m_chunk.capacity() == 0) {
            const qint64 left = m_expectedEnd >= 0
                ? m_expectedEnd - m_meter.received + static_cast<qint64>(bytes.size())
                : qint64{kChunk};
            m_chunk = m_stream.takeBuffer(std::clamp<qint64>(left, 1, kChunk));
        }
        const auto room = std::max<qsizetype>(m_chunk.capacity() - m_chunk.size(), 0);
        const auto part = bytes.first(std::min(bytes.size(), static_cast<std::size_t>(room)));
        m_chunk.append(part.data(), static_cast<qsizetype>(part.size()));
        bytes = bytes.subspan(part.size());
        if (m_chunk.size() >= m_chunk.capacity())
            flush();
    }
    if (m_meter.lastByte - m_lastSync >= kSyncEvery) {
        flush(); // a slow transfer takes long to fill a chunk
        m_lastSync = m_meter.lastByte;
        m_stream.orderSync();
    }
    return Take::All;
}

void BodyWriter::refuseExcess(qint64 received)
{
    m_restart = true;
    Error error;
    error.kind = ErrorKind::Protocol;
    error.retry = RetryClass::AfterBackoff;
    error.detail = u"at least %1 bytes came where %2 were announced"_s.arg(received).arg(m_expectedEnd);
    m_defect = std::move(error);
}

void BodyWriter::flush()
{
    if (!m_chunk.isEmpty())
        m_stream.append(std::exchange(m_chunk, QByteArray()));
    m_chunk = QByteArray();
}

void BodyWriter::onProgress()
{
    if (m_stream.names() && m_part.path != m_stream.names()->partPath) {
        m_part.path = m_stream.names()->partPath;
        m_part.finalName = m_stream.names()->finalName;
        m_callbacks.partChanged(); // a crash from here on must not lose the file
    }
    noteSynced();
    if (m_paused && (m_stream.queued() <= kLow || m_stream.error())) {
        m_paused = false;
        m_meter.heldSince.reset();
        m_meter.lastByte = async::Clock::now(); // the silence was ours
        resumeBody();
    }
}

void BodyWriter::noteSynced()
{
    const qint64 known = m_part.have.empty() ? 0 : m_part.have.front().end;
    if (m_stream.synced() <= known)
        return;
    m_part.have.assign(1, {0, m_stream.synced()});
    m_callbacks.partChanged();
}

} // namespace sluice::download
