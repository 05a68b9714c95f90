// SPDX-License-Identifier: MIT
#include "core/http/curl/tls_version.h"

#include <openssl/ssl.h>

#include <cstring>

namespace sluice::http::curl {

QByteArray tlsVersion(CURL *easy)
{
    curl_tlssessioninfo *session = nullptr;
    if (curl_easy_getinfo(easy, CURLINFO_TLS_SSL_PTR, &session) != CURLE_OK || session == nullptr
        || session->backend != CURLSSLBACKEND_OPENSSL || session->internals == nullptr)
        return {};
    const char *name = SSL_get_version(static_cast<const SSL *>(session->internals));
    return QByteArray::fromRawData(name, static_cast<qsizetype>(std::strlen(name)));
}

} // namespace sluice::http::curl
