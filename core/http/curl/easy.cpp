// SPDX-License-Identifier: MIT
#include "core/http/curl/easy.h"

#include <new>
#include <stdexcept>
#include <string>
#include <utility>

namespace sluice::http::curl {

void StringList::append(const QByteArray &line)
{
    curl_slist *longer = curl_slist_append(m_list.get(), line.constData());
    if (longer == nullptr)
        throw std::bad_alloc();
    static_cast<void>(m_list.release()); // the same list, or its first node
    m_list.reset(longer);
}

Easy::Easy()
    : m_error(std::make_unique<ErrorBuffer>())
    , m_handle(curl_easy_init())
{
    if (!m_handle)
        throw std::bad_alloc();
    watchErrors();
}

void Easy::check(CURLoption option, CURLcode code)
{
    if (code == CURLE_OK)
        return;
    const curl_easyoption *known = curl_easy_option_by_id(option);
    throw std::invalid_argument(
        std::string("libcurl refuses ") + (known ? known->name : "an option") + ": " + curl_easy_strerror(code));
}

void Easy::set(CURLoption option, long value)
{
    check(option, curl_easy_setopt(m_handle.get(), option, value));
}

void Easy::setOffset(CURLoption option, curl_off_t value)
{
    check(option, curl_easy_setopt(m_handle.get(), option, value));
}

void Easy::set(CURLoption option, const QByteArray &text)
{
    check(option, curl_easy_setopt(m_handle.get(), option, text.constData()));
}

void Easy::set(CURLoption option, const char *text)
{
    check(option, curl_easy_setopt(m_handle.get(), option, text));
}

void Easy::set(CURLoption option, void *pointer)
{
    check(option, curl_easy_setopt(m_handle.get(), option, pointer));
}

void Easy::set(CURLoption option, const StringList &list)
{
    check(option, curl_easy_setopt(m_handle.get(), option, list.get()));
}

long Easy::info(CURLINFO what) const
{
    long value = 0;
    return curl_easy_getinfo(m_handle.get(), what, &value) == CURLE_OK ? value : 0;
}

qint64 Easy::offsetInfo(CURLINFO what) const
{
    curl_off_t value = 0;
    return curl_easy_getinfo(m_handle.get(), what, &value) == CURLE_OK ? value : 0;
}

QByteArray Easy::textInfo(CURLINFO what) const
{
    const char *text = nullptr;
    return curl_easy_getinfo(m_handle.get(), what, &text) == CURLE_OK && text ? QByteArray(text) : QByteArray();
}

void Easy::setCookies(const Easy &other)
{
    curl_slist *list = nullptr;
    if (curl_easy_getinfo(other.get(), CURLINFO_COOKIELIST, &list) != CURLE_OK)
        return;
    const StringList cookies(list);
    for (const curl_slist *cookie = cookies.get(); cookie != nullptr; cookie = cookie->next)
        set(CURLOPT_COOKIELIST, cookie->data);
}

QByteArray Easy::errorText(CURLcode code) const
{
    if ((*m_error)[0] != '\0')
        return QByteArray(m_error->data()).trimmed();
    return curl_easy_strerror(code);
}

void Easy::reset()
{
    // libcurl 7.88 keeps the cookies, and leaks the list of cookie files.
    curl_easy_setopt(m_handle.get(), CURLOPT_COOKIEFILE, static_cast<char *>(nullptr));
    curl_easy_reset(m_handle.get());
    watchErrors();
}

void Easy::watchErrors()
{
    (*m_error)[0] = '\0';
    set(CURLOPT_ERRORBUFFER, static_cast<void *>(m_error->data()));
}

Easy EasyPool::take()
{
    if (m_idle.empty())
        return {};
    Easy easy = std::move(m_idle.back());
    m_idle.pop_back();
    easy.reset();
    return easy;
}

void EasyPool::put(Easy easy)
{
    if (isReusable(easy) && m_idle.size() < kMaxIdle)
        m_idle.push_back(std::move(easy));
}

bool EasyPool::isReusable(const Easy &easy)
{
    // libcurl 7.88 does not clean up a handle whose HTTP/2 connection goes on for others, nor one whose transfer
    // failed before it had a connection: it refuses CURLOPT_BUFFERSIZE, and over HTTP/2 it loses wake-ups, so that of
    // 65 files with 64 at once the last one never ends. A fresh handle costs microseconds.
    const long version = easy.info(CURLINFO_HTTP_VERSION);
    return version == CURL_HTTP_VERSION_1_0 || version == CURL_HTTP_VERSION_1_1;
}

} // namespace sluice::http::curl
