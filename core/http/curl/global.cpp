// SPDX-License-Identifier: MIT
#include "core/http/curl/global.h"

#include <curl/curl.h>

#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace sluice::http::curl {

namespace {

/// libcurl frees some four hundred null pointers a transfer, and an allocator takes its time to see that they are.
void freeUnlessNull(void *memory)
{
    if (memory != nullptr)
        std::free(memory);
}

} // namespace

Global::Global()
{
    const CURLcode code = curl_global_init_mem(
        CURL_GLOBAL_DEFAULT, &std::malloc, &freeUnlessNull, &std::realloc, &::strdup, &std::calloc);
    if (code != CURLE_OK)
        throw std::runtime_error(curl_easy_strerror(code));
}

Global::~Global()
{
    curl_global_cleanup();
}

} // namespace sluice::http::curl
