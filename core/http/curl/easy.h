// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

#include <curl/curl.h>

#include <array>
#include <memory>
#include <utility>
#include <vector>

namespace sluice::http::curl {

/// A list of header lines as libcurl wants it. Must outlive the transfer it is set on.
class StringList
{
public:
    StringList() = default;
    /// Owns `list` from now on.
    explicit StringList(curl_slist *list)
        : m_list(list)
    {
    }
    void append(const QByteArray &line);
    [[nodiscard]] curl_slist *get() const { return m_list.get(); }

private:
    struct Free {
        void operator()(curl_slist *list) const { curl_slist_free_all(list); }
    };
    std::unique_ptr<curl_slist, Free> m_list;
};

/// An easy handle. Move-only; every option is checked, an option libcurl refuses throws std::invalid_argument with
/// its name: that is a defect of ours, or a libcurl without the feature.
class Easy
{
public:
    /// Throws std::bad_alloc.
    Easy();
    Easy(Easy &&) noexcept = default;
    Easy &operator=(Easy &&other) noexcept
    {
        m_handle = std::move(other.m_handle); // the old handle goes before its buffer
        m_error = std::move(other.m_error);
        return *this;
    }

    void set(CURLoption option, long value);
    void setOffset(CURLoption option, curl_off_t value);
    /// libcurl copies the text.
    void set(CURLoption option, const QByteArray &text);
    void set(CURLoption option, const char *text);
    void set(CURLoption option, void *pointer);
    void set(CURLoption option, const StringList &list);
    template <typename R, typename... Args>
    void setCallback(CURLoption option, R (*callback)(Args...))
    {
        check(option, curl_easy_setopt(m_handle.get(), option, callback));
    }

    /// curl_easy_getinfo; 0 or empty where libcurl has no answer.
    [[nodiscard]] long info(CURLINFO what) const;
    [[nodiscard]] qint64 offsetInfo(CURLINFO what) const;
    [[nodiscard]] QByteArray textInfo(CURLINFO what) const;

    /// Takes over the cookies of another handle.
    void setCookies(const Easy &other);

    /// The text libcurl left about the last failure, else its general text for `code`.
    [[nodiscard]] QByteArray errorText(CURLcode code) const;

    /// Back to the state of a new handle, without cookies; connections and caches of the handle stay.
    void reset();

    [[nodiscard]] CURL *get() const { return m_handle.get(); }

private:
    static void check(CURLoption option, CURLcode code);
    void watchErrors();

    struct Cleanup {
        void operator()(CURL *handle) const { curl_easy_cleanup(handle); }
    };
    using ErrorBuffer = std::array<char, CURL_ERROR_SIZE>;

    std::unique_ptr<ErrorBuffer> m_error; ///< libcurl keeps a pointer to it: it must not move, and outlive the handle
    std::unique_ptr<CURL, Cleanup> m_handle;
};

/// Easy handles for re-use: making one costs more than a small transfer. One thread.
class EasyPool
{
public:
    /// A reset handle.
    Easy take();
    /// Gives a handle back that is on no multi handle. Only one whose last transfer got an HTTP/1 answer is kept.
    void put(Easy easy);
    /// Whether a handle can serve another transfer after its last one; to be asked before a reset.
    static bool isReusable(const Easy &easy);

    static constexpr std::size_t kMaxIdle = 256;

private:
    std::vector<Easy> m_idle;
};

} // namespace sluice::http::curl
