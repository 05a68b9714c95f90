// SPDX-License-Identifier: MIT
#include "core/http/transport_error.h"

namespace sluice::http {

ErrorKind transportErrorKind(CURLcode code, const TransportFacts &facts)
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return ErrorKind::NameResolution;
    case CURLE_COULDNT_CONNECT:
    case CURLE_INTERFACE_FAILED:
    case CURLE_PROXY:
    case CURLE_FTP_CANT_GET_HOST:
        return ErrorKind::Connect;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_ENGINE_INITFAILED:
    case CURLE_USE_SSL_FAILED:
        return ErrorKind::Tls;
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_FTP_ACCEPT_TIMEOUT:
        return ErrorKind::TimeoutConnect;
    case CURLE_URL_MALFORMAT:
        return ErrorKind::BadUrl;
    case CURLE_UNSUPPORTED_PROTOCOL:
        // Also libcurl's word for an answer without a status line ("Received HTTP/0.9 when not allowed").
        return facts.connected ? ErrorKind::Protocol : ErrorKind::Unsupported;
    case CURLE_NOT_BUILT_IN:
        return ErrorKind::Unsupported;
    case CURLE_RECV_ERROR:
        // Also libcurl's word for broken chunks and too many header lines: then no system call has failed. Those of
        // a TLS connection are not known.
        if (facts.connected && facts.isHttp && !facts.isTls && facts.osError == 0)
            return ErrorKind::Protocol;
        [[fallthrough]];
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_SSH:
        // Before the request it is a proxy that refuses or a peer that hangs up.
        return facts.connected ? ErrorKind::Truncated : ErrorKind::Connect;
    case CURLE_PARTIAL_FILE:
        return ErrorKind::Truncated;
    case CURLE_HTTP2_STREAM:
        // The server reset the stream: as good as a broken connection.
        return facts.bodyBytes > 0 ? ErrorKind::Truncated : ErrorKind::Protocol;
    case CURLE_LOGIN_DENIED:
    case CURLE_REMOTE_ACCESS_DENIED:
    case CURLE_REMOTE_FILE_NOT_FOUND:
    case CURLE_FTP_COULDNT_RETR_FILE:
    case CURLE_AUTH_ERROR:
        return ErrorKind::HttpStatus;
    case CURLE_RANGE_ERROR:
    case CURLE_BAD_DOWNLOAD_RESUME:
    case CURLE_FTP_COULDNT_USE_REST:
        return ErrorKind::RangeRefused;
    case CURLE_HTTP2:
    case CURLE_HTTP3:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_FTP_WEIRD_PASS_REPLY:
    case CURLE_FTP_WEIRD_PASV_REPLY:
    case CURLE_FTP_WEIRD_227_FORMAT:
    case CURLE_QUOTE_ERROR:
        return ErrorKind::Protocol;
    default:
        return facts.connected && facts.isHttp ? ErrorKind::Protocol : ErrorKind::Internal;
    }
}

} // namespace sluice::http
