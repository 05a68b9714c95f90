// SPDX-License-Identifier: MIT
// How a transfer reads the head of its answer; how it goes on from there is in transfer.cpp.
#include "core/http/transfer.h"

#include "core/http/content_range.h"
#include "core/http/redirect.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace sluice::http {

using namespace Qt::StringLiterals;
using async::Clock;

namespace {

/// Heads before the final one (100, 103 …); a server that sends more plays games.
constexpr int kMaxHeads = 20;

} // namespace

std::size_t Transfer::onHeader(char *data, std::size_t size, std::size_t count, void *self) noexcept
{
    auto *transfer = static_cast<Transfer *>(self);
    const std::size_t bytes = size * count;
    transfer->m_lastSign = Clock::now();
    if (!transfer->m_head.isHttp)
        return bytes; // replies of the FTP dialogue
    return transfer->takeHeaderLine(QByteArrayView(data, static_cast<qsizetype>(bytes))) ? bytes : 0;
}

bool Transfer::takeHeaderLine(QByteArrayView line)
{
    if (line.startsWith("HTTP/") && (!m_headDone || m_heads == 0)) {
        const auto status = parseStatusLine(line);
        if (!status || ++m_heads > kMaxHeads) {
            m_error = makeError(
                ErrorKind::Protocol, QString::fromLatin1(line.first(std::min<qsizetype>(line.size(), 200))));
            return false;
        }
        if (m_stamps.firstHeader == 0)
            m_stamps.firstHeader = QDateTime::currentMSecsSinceEpoch();
        m_head.status = status->status;
        m_head.version = status->version;
        m_head.reason = status->reason;
        m_head.headers.clear();
        return true;
    }
    if (m_headDone)
        return true; // trailers
    switch (m_head.headers.addLine(line)) {
    case HeaderList::Line::End:
        return endOfHead();
    case HeaderList::Line::TooMuch:
        m_error = makeError(ErrorKind::Protocol, u"more header lines than an answer may have"_s);
        return false;
    case HeaderList::Line::Added:
    case HeaderList::Line::Folded:
    case HeaderList::Line::Malformed:
        break;
    }
    return true;
}

bool Transfer::endOfHead()
{
    if (m_head.status < 200)
        return true;
    m_headDone = true;
    if (m_openedSocket && m_head.version == "HTTP/2")
        m_multi.noteShared(*m_openedSocket);
    if (isRedirect(m_head)) {
        m_redirect = true;
        m_discard = true;
        m_discardSince = Clock::now();
        return true;
    }
    return offerHead();
}

bool Transfer::offerHead()
{
    m_headDone = true;
    if (m_stop.stop_requested()) {
        m_stopped = true;
        return false;
    }
    const QByteArray lengthText = m_head.headers.combined("content-length");
    const auto length = parseContentLength(lengthText);
    // RFC 9112 §6.3: such an answer has no end that could be trusted. libcurl takes the last of several lengths, and
    // one beyond 64 bits for none at all.
    if (!lengthText.isEmpty() && !length && !m_head.headers.contains("transfer-encoding")) {
        m_error = makeError(ErrorKind::Protocol, u"Content-Length: "_s + QString::fromLatin1(lengthText.left(200)));
        return false;
    }
    m_head.stamps = m_stamps;
    auto accepted = m_sink.onHead(m_head);
    if (accepted)
        return true;
    m_error = std::move(accepted.error());
    m_discard = m_head.isHttp && length && *length <= kMaxDiscarded;
    m_discardSince = Clock::now();
    return m_discard;
}

void Transfer::synthesiseHead()
{
    const qint64 size = m_easy.offsetInfo(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T);
    if (size >= 0) {
        // With RESUME_FROM libcurl reports what is left.
        const qint64 total = size + m_request.fromByte;
        m_head.headers.addLine(QByteArray("Content-Length: " + QByteArray::number(total)));
    }
    const qint64 modified = m_easy.offsetInfo(CURLINFO_FILETIME_T);
    if (modified > 0) {
        const QDateTime date = QDateTime::fromSecsSinceEpoch(modified, Qt::UTC);
        const QString text = QLocale::c().toString(date, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
        m_head.headers.addLine(QByteArray("Last-Modified: " + text.toLatin1()));
    }
}

} // namespace sluice::http
