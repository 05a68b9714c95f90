// SPDX-License-Identifier: MIT
#include "core/http/plain_url.h"

#include "core/http/url.h"

#include <array>
#include <string_view>

namespace sluice::http {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxHost = 253; // RFC 1035 §2.3.4
constexpr int kMaxPort = 65535;

// What may stand in path and query alike, so that no part has to be told from the other.
constexpr auto kPathAndQuery = [] {
    std::array<bool, 128> allowed{};
    for (std::size_t c = 0x21; c < 0x7f; ++c)
        allowed[c] = std::string_view("\"#<>`{}^\\").find(static_cast<char>(c)) == std::string_view::npos;
    return allowed;
}();

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isLetter(QChar c)
{
    return c >= u'a' && c <= u'z';
}

/// A decimal number as it is usually written: no leading zero, at most `most`. -1 for anything else.
int plainNumber(QStringView text, int most)
{
    if (text.isEmpty() || text.size() > 5 || (text.size() > 1 && text.front() == u'0'))
        return -1;
    int number = 0;
    for (const QChar c : text) {
        if (!isDigit(c))
            return -1;
        number = number * 10 + (c.unicode() - u'0');
    }
    return number <= most ? number : -1;
}

bool isPlainLabel(QStringView label)
{
    const auto isEdge = [](QChar c) {
        return isLetter(c) || isDigit(c);
    };
    // An international name in its ASCII form ("xn--…") may be a bad one.
    if (label.isEmpty() || label.size() > 63 || !isEdge(label.front()) || !isEdge(label.back())
        || label.startsWith("xn--"_L1))
        return false;
    for (const QChar c : label) {
        if (!isEdge(c) && c != u'-')
            return false;
    }
    return true;
}

/// Labels of letters, digits and hyphens, the last of which begins with a letter; or four plain numbers. A last label
/// that begins with a digit may be part of an IPv4 address in one of its unusual forms.
bool isPlainHost(QStringView host)
{
    if (host.isEmpty() || host.size() > kMaxHost)
        return false;
    int labels = 0;
    int numbers = 0;
    for (;;) {
        const qsizetype dot = host.indexOf(u'.');
        const QStringView label = dot < 0 ? host : host.first(dot);
        if (!isPlainLabel(label))
            return false;
        ++labels;
        if (plainNumber(label, 255) >= 0)
            ++numbers;
        if (dot < 0)
            return isLetter(label.front()) || (labels == 4 && numbers == 4);
        host = host.sliced(dot + 1);
    }
}

} // namespace

std::optional<QStringView> plainAuthority(QStringView url)
{
    const bool isSecure = url.startsWith("https://"_L1);
    if (!isSecure && !url.startsWith("http://"_L1))
        return std::nullopt;
    const QStringView rest = url.sliced(isSecure ? 8 : 7);
    const qsizetype end = rest.indexOf(u'/');
    if (end <= 0)
        return std::nullopt;
    const QStringView authority = rest.first(end);
    const qsizetype colon = authority.indexOf(u':');
    if (colon < 0)
        return isPlainHost(authority) ? std::optional(authority) : std::nullopt;
    const int port = plainNumber(authority.sliced(colon + 1), kMaxPort);
    if (port <= 0 || port == (isSecure ? 443 : 80) || !isPlainHost(authority.first(colon)))
        return std::nullopt;
    return authority;
}

bool isPlainUrl(QStringView text)
{
    if (text.size() > kMaxUrlLength)
        return false;
    const auto authority = plainAuthority(text);
    if (!authority)
        return false;
    const QStringView rest = text.sliced(authority->end() - text.begin());
    QChar before;
    for (const QChar c : rest) {
        const bool maybeDots = before == u'/' && c == u'.';
        if (c.unicode() >= kPathAndQuery.size() || !kPathAndQuery[c.unicode()] || maybeDots)
            return false;
        before = c;
    }
    return true;
}

} // namespace sluice::http
