// SPDX-License-Identifier: MIT
#include "core/http/curl/global.h"

#include <curl/curl.h>

#include <stdexcept>

namespace sluice::http::curl {

Global::Global()
{
    if (const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT); code != CURLE_OK)
        throw std::runtime_error(curl_easy_strerror(code));
}

Global::~Global()
{
    curl_global_cleanup();
}

} // namespace sluice::http::curl
