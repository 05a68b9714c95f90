// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <curl/curl.h>

namespace sluice::http::curl {

/// The TLS version that the transfer's connection speaks, "TLSv1.3"; empty without TLS, or when libcurl was built with
/// another library than OpenSSL. The text is static. From the moment the request is sent until the transfer ends.
QByteArray tlsVersion(CURL *easy);

} // namespace sluice::http::curl
