// SPDX-License-Identifier: MIT
#include "core/http/url.h"

#include "core/http/plain_url.h"
#include "core/http/url_parts.h"

#include <QByteArray>

#include <algorithm>

namespace sluice::http {

namespace {

using namespace Qt::StringLiterals;

bool isControl(QChar c)
{
    return c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0);
}

// Marks that come along with pasted text and cannot be seen.
bool isInvisible(QChar c)
{
    return c == u'\ufeff' || (c >= u'\u200b' && c <= u'\u200f') || c == u'\u2060';
}

// What surrounds a link in text: white space, brackets and quotes (RFC 3986, appendix C). An apostrophe may end
// a URL, so single quotes go in pairs only.
QStringView unwrapped(QStringView text)
{
    const auto isWrapping = [](QChar c) {
        return c.isSpace() || isInvisible(c) || u"<>\"\u201c\u201d\u00ab\u00bb"_s.contains(c);
    };
    for (;;) {
        while (!text.isEmpty() && isWrapping(text.front()))
            text = text.sliced(1);
        while (!text.isEmpty() && isWrapping(text.back()))
            text.chop(1);
        const bool quoted = text.size() >= 2
            && ((text.front() == u'\'' && text.back() == u'\'')
                || (text.front() == u'\u2018' && text.back() == u'\u2019'));
        if (!quoted)
            break;
        text = text.sliced(1).chopped(1);
    }
    return text;
}

std::expected<QString, UrlError> bounded(const std::expected<UrlParts, UrlError> &parts)
{
    if (!parts)
        return std::unexpected(parts.error());
    QString url = parts->toString();
    if (url.size() > kMaxUrlLength)
        return std::unexpected(UrlError{UrlProblem::TooLong, {}});
    return url;
}

} // namespace

std::expected<QString, UrlError> normaliseUrl(const QString &text)
{
    if (isPlainUrl(text))
        return text;
    const QStringView link = unwrapped(text);
    if (link.isEmpty())
        return std::unexpected(UrlError{UrlProblem::Empty, {}});
    if (link.size() > kMaxUrlLength)
        return std::unexpected(UrlError{UrlProblem::TooLong, {}});
    const auto control = std::find_if(link.begin(), link.end(), isControl);
    if (control != link.end())
        return std::unexpected(UrlError{
            UrlProblem::Malformed, u"U+%1"_s.arg(uint(control->unicode()), 4, 16, QLatin1Char('0')).toUpper()});
    if (!link.isValidUtf16())
        return std::unexpected(UrlError{UrlProblem::Malformed, u"UTF-16"_s});
    return bounded(parseUrl(link, Leniency::Pasted));
}

std::expected<QString, UrlError> resolveReference(const QString &base, const QString &reference)
{
    const auto baseParts = parseUrl(base, Leniency::Reference);
    if (!baseParts)
        return std::unexpected(baseParts.error());

    QStringView trimmed(reference);
    while (!trimmed.isEmpty() && trimmed.front().unicode() <= 0x20)
        trimmed = trimmed.sliced(1);
    while (!trimmed.isEmpty() && trimmed.back().unicode() <= 0x20)
        trimmed.chop(1);
    QString text = trimmed.toString();
    text.removeIf([](QChar c) { return c == u'\t' || c == u'\n' || c == u'\r'; });
    if (text.size() > kMaxUrlLength)
        return std::unexpected(UrlError{UrlProblem::TooLong, {}});
    if (!text.isValidUtf16())
        return std::unexpected(UrlError{UrlProblem::Malformed, u"UTF-16"_s});
    return bounded(parseUrl(text, Leniency::Reference, &*baseParts));
}

std::expected<QString, UrlError> resolveLocation(const QString &base, QByteArrayView location)
{
    static constexpr char kHex[] = "0123456789ABCDEF";
    QString text;
    text.reserve(location.size());
    for (const char c : location) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text += QLatin1Char(c);
        } else {
            text += u'%';
            text += QLatin1Char(kHex[byte >> 4]);
            text += QLatin1Char(kHex[byte & 0xf]);
        }
    }
    return resolveReference(base, text);
}

QString withoutUserInfo(const QString &url)
{
    if (!url.contains(u'@'))
        return url;
    // Works on text that is no URL too, because error messages show such text.
    const auto isSlash = [](QChar c) {
        return c == u'/' || c == u'\\';
    };
    const QStringView text(url);
    const auto schemeEnd = std::ranges::find_if(text, [&](QChar c) { return c == u':' || isSlash(c); });
    const auto slashes = schemeEnd != text.end() && *schemeEnd == u':' ? schemeEnd + 1 : schemeEnd;
    const qsizetype begin = std::find_if_not(slashes, text.end(), isSlash) - text.begin();
    if (begin == slashes - text.begin())
        return url;
    const auto isEnd = [&](QChar c) {
        return isSlash(c) || c == u'?' || c == u'#';
    };
    const QStringView rest = text.sliced(begin);
    const QStringView authority = rest.first(std::ranges::find_if(rest, isEnd) - rest.begin());
    const qsizetype at = authority.lastIndexOf(u'@');
    return at < 0 ? url : QString(text.first(begin) % rest.sliced(at + 1));
}

QString hostLabel(const QString &url)
{
    if (const auto authority = plainAuthority(url))
        return authority->toString();
    const auto parts = parseOrigin(url);
    if (!parts)
        return {};
    return parts->port == 0 ? parts->host : QString(parts->host % u':' % QString::number(parts->port));
}

bool sameOrigin(const QString &a, const QString &b)
{
    const auto first = parseOrigin(a);
    const auto second = parseOrigin(b);
    return first && second && first->scheme == second->scheme && first->host == second->host
        && first->port == second->port;
}

} // namespace sluice::http
