// SPDX-License-Identifier: MIT
// What a transfer asks of libcurl; how it goes on from there is in transfer.cpp.
#include "core/http/transfer.h"

#include <algorithm>

#include <unistd.h>

namespace sluice::http {

using namespace Qt::StringLiterals;

namespace {

long bufferSize()
{
    // Before 8.7 one readiness event may deliver a hundred buffers in a row.
    static const bool newer = curl_version_info(CURLVERSION_NOW)->version_num >= 0x080700;
    return newer ? 256L * 1024 : 64L * 1024;
}

/// Whether libcurl might find a proxy or an exception in the environment, which it searches for every transfer.
bool environmentNamesProxies()
{
    static const bool named = [] {
        for (char **variable = environ; *variable != nullptr; ++variable) {
            const QByteArrayView text(*variable);
            const auto name = text.first(std::max<qsizetype>(text.indexOf('='), 0));
            if (name.size() >= 6 && name.last(6).compare("_proxy", Qt::CaseInsensitive) == 0)
                return true;
        }
        return false;
    }();
    return named;
}

} // namespace

void Transfer::configure()
{
    m_easy.set(CURLOPT_URL, m_request.url.toUtf8());
    m_easy.set(CURLOPT_PATH_AS_IS, 1L); // normalised already
    m_easy.set(CURLOPT_PROTOCOLS_STR, "http,https,ftp,ftps,sftp");
    m_easy.set(CURLOPT_FOLLOWLOCATION, 0L); // redirects are planned by planRedirect()
    m_easy.set(CURLOPT_NOSIGNAL, 1L);
    m_easy.set(CURLOPT_QUICK_EXIT, 1L); // else removing a handle may wait for a name look-up
    m_easy.set(CURLOPT_BUFFERSIZE, bufferSize());
    m_easy.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::max(m_request.connectTimeoutMs, 1)));
    m_easy.set(CURLOPT_TCP_KEEPALIVE, 1L);
    m_easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    m_easy.set(CURLOPT_FILETIME, 1L);
    // Empty: cookies for the redirects of this fetch. "-" would be standard input.
    m_easy.set(CURLOPT_COOKIEFILE, m_request.cookieFile == "-" ? QByteArray("./-") : m_request.cookieFile);
    if (!m_request.proxy.isEmpty()) {
        m_easy.set(CURLOPT_PROXY, m_request.proxy);
    } else if (!environmentNamesProxies()) {
        m_easy.set(CURLOPT_PROXY, "");
        m_easy.set(CURLOPT_NOPROXY, "");
    }

    // Resumed and rate-limited transfers keep to a connection of their own: pausing one stream of a shared
    // HTTP/2 connection starves the others. Without TLS there is no HTTP/2 to wait for, and PIPEWAIT would hold
    // every transfer to the host back until the first answer has come.
    const bool mayShare = m_request.url.startsWith("https:"_L1) && m_request.fromByte == 0 && !m_gate.isLimited();
    m_easy.set(CURLOPT_HTTP_VERSION, static_cast<long>(mayShare ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
    m_easy.set(CURLOPT_PIPEWAIT, mayShare ? 1L : 0L);

    configureHeaders();
    configureTls();
    configureSsh();

    m_easy.setCallback(CURLOPT_OPENSOCKETFUNCTION, &Transfer::onOpenSocket);
    m_easy.set(CURLOPT_OPENSOCKETDATA, static_cast<void *>(this));
    m_easy.setCallback(CURLOPT_CLOSESOCKETFUNCTION, &curl::Multi::onCloseSocket);
    m_easy.set(CURLOPT_CLOSESOCKETDATA, static_cast<void *>(&m_multi));
    m_easy.setCallback(CURLOPT_SSL_CTX_FUNCTION, &Transfer::onTlsBegins);
    m_easy.set(CURLOPT_SSL_CTX_DATA, static_cast<void *>(this));
    m_easy.setCallback(CURLOPT_PREREQFUNCTION, &Transfer::onRequestReady);
    m_easy.set(CURLOPT_PREREQDATA, static_cast<void *>(this));
    m_easy.setCallback(CURLOPT_HEADERFUNCTION, &Transfer::onHeader);
    m_easy.set(CURLOPT_HEADERDATA, static_cast<void *>(this));
    m_easy.setCallback(CURLOPT_WRITEFUNCTION, &Transfer::onBody);
    m_easy.set(CURLOPT_WRITEDATA, static_cast<void *>(this));
}

void Transfer::configureHeaders()
{
    if (!m_head.isHttp) {
        if (m_request.fromByte > 0)
            m_easy.setOffset(CURLOPT_RESUME_FROM_LARGE, m_request.fromByte);
        return;
    }
    m_easy.set(CURLOPT_USERAGENT, m_request.userAgent);
    if (!m_request.referer.isEmpty())
        m_easy.set(CURLOPT_REFERER, m_request.referer);
    if (m_request.fromByte > 0) {
        m_easy.set(CURLOPT_RANGE, QByteArray(QByteArray::number(m_request.fromByte) + '-'));
        if (!m_request.ifRange.isEmpty())
            m_headerLines.append("If-Range: " + m_request.ifRange);
    }
    // The bytes as they are stored: a range of an encoded body would belong to the encoding.
    m_headerLines.append("Accept-Encoding: identity");
    for (const QByteArray &line : m_request.headers)
        m_headerLines.append(line);
    m_easy.set(CURLOPT_HTTPHEADER, m_headerLines);
}

void Transfer::configureTls()
{
    if (!m_request.caFile.isEmpty())
        m_easy.set(CURLOPT_CAINFO, m_request.caFile);
    if (m_request.insecure) {
        m_easy.set(CURLOPT_SSL_VERIFYPEER, 0L);
        m_easy.set(CURLOPT_SSL_VERIFYHOST, 0L);
    }
}

} // namespace sluice::http
