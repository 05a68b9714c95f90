// SPDX-License-Identifier: MIT
#include "core/http/url_parts.h"

#include "core/http/host_name.h"

#include <QByteArray>
#include <QList>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace sluice::http {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array<std::pair<QLatin1StringView, int>, 5> kSchemes{
    {{"http"_L1, 80}, {"https"_L1, 443}, {"ftp"_L1, 21}, {"ftps"_L1, 990}, {"sftp"_L1, 22}}};

// Which ASCII characters may stand as they are in one part of a URL; everything outside ASCII is encoded.
using Allowed = std::array<bool, 128>;

constexpr Allowed allExcept(std::string_view unsafe)
{
    Allowed allowed{};
    for (std::size_t c = 0x21; c < 0x7f; ++c)
        allowed[c] = unsafe.find(char(c)) == std::string_view::npos;
    return allowed;
}

// RFC 3986, less the characters that browsers send as they are in that place (WHATWG URL §1.3).
constexpr Allowed kPath = allExcept("\"#<>?`{}^\\");
constexpr Allowed kQuery = allExcept("\"#<>");
constexpr Allowed kUserInfo = allExcept("\"#<>?`{}^\\/:;=@[]|");

QString encoded(QStringView text, const Allowed &allowed)
{
    static constexpr char kHex[] = "0123456789ABCDEF";
    // Nearly all parts need no change.
    const auto isFine = [&](QChar c) {
        return c.unicode() < allowed.size() && allowed[c.unicode()];
    };
    if (std::all_of(text.begin(), text.end(), isFine))
        return text.toString();

    const QByteArray utf8 = text.toUtf8();
    QByteArray out;
    out.reserve(3 * utf8.size());
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < allowed.size() && allowed[byte]) {
            out += c;
        } else {
            out += '%';
            out += kHex[byte >> 4];
            out += kHex[byte & 0xf];
        }
    }
    return QString::fromLatin1(out);
}

bool isAsciiLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isAsciiDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

// 1 … 65535; nothing for anything else. Leading zeros are fine.
std::optional<int> parsePort(QStringView text)
{
    if (text.isEmpty() || !std::ranges::all_of(text, isAsciiDigit))
        return std::nullopt;
    int port = 0;
    for (const QChar c : text) {
        port = port * 10 + (c.unicode() - u'0');
        if (port > 65535)
            return std::nullopt;
    }
    return port > 0 ? std::optional(port) : std::nullopt;
}

// sftp paths may hold backslashes; for the others they are slashes, as in browsers.
bool isSlash(QChar c, QStringView scheme)
{
    return c == u'/' || (c == u'\\' && scheme != "sftp"_L1);
}

qsizetype findAny(QStringView text, std::u16string_view characters)
{
    const auto it
        = std::ranges::find_if(text, [&](QChar c) { return characters.find(c.unicode()) != characters.npos; });
    return it - text.begin();
}

// RFC 3986 §5.2.4 on segments. `path` begins with "/".
QString withoutDotSegments(const QString &path)
{
    if (!path.contains("/."_L1))
        return path;
    const QList<QStringView> input = QStringView(path).sliced(1).split(u'/');
    QList<QStringView> output;
    output.reserve(input.size());
    for (qsizetype i = 0; i < input.size(); ++i) {
        const bool dots = input[i] == "."_L1 || input[i] == ".."_L1;
        if (!dots) {
            output.append(input[i]);
            continue;
        }
        if (input[i] == ".."_L1 && !output.isEmpty())
            output.removeLast();
        if (i == input.size() - 1)
            output.append(QStringView());
    }
    QString result;
    result.reserve(path.size());
    for (const QStringView segment : std::as_const(output)) {
        result += u'/';
        result += segment;
    }
    return result.isEmpty() ? u"/"_s : result;
}

QString normalisedPath(QStringView raw, QStringView scheme)
{
    QString path = raw.toString();
    if (scheme != "sftp"_L1)
        path.replace(u'\\', u'/');
    if (!path.startsWith(u'/'))
        path.prepend(u'/');
    return withoutDotSegments(encoded(path, kPath));
}

QString normalisedUserInfo(QStringView raw)
{
    const qsizetype colon = raw.indexOf(u':');
    if (colon < 0)
        return encoded(raw, kUserInfo);
    const QString user = encoded(raw.first(colon), kUserInfo);
    const QString password = encoded(raw.sliced(colon + 1), kUserInfo);
    return password.isEmpty() ? user : QString(user % u':' % password);
}

std::expected<void, UrlError> parseAuthority(QStringView text, UrlParts &parts)
{
    const qsizetype at = text.lastIndexOf(u'@');
    if (at >= 0) {
        parts.userInfo = normalisedUserInfo(text.first(at));
        text = text.sliced(at + 1);
    }

    const qsizetype bracket = text.startsWith(u'[') ? text.indexOf(u']') : 0;
    const qsizetype colon = bracket < 0 ? -1 : text.indexOf(u':', bracket);
    const QStringView host = colon < 0 ? text : text.first(colon);
    if (host.isEmpty())
        return std::unexpected(UrlError{UrlProblem::NoHost, {}});
    const std::optional<QString> canonical = canonicalHost(host);
    if (!canonical)
        return std::unexpected(UrlError{UrlProblem::Malformed, host.toString()});
    parts.host = *canonical;

    if (colon >= 0 && colon + 1 < text.size()) {
        const QStringView portText = text.sliced(colon + 1);
        const std::optional<int> port = parsePort(portText);
        if (!port)
            return std::unexpected(UrlError{UrlProblem::Malformed, portText.toString()});
        parts.port = *port == defaultPort(parts.scheme) ? 0 : *port;
    }
    return {};
}

void setPathAndQuery(QStringView rest, UrlParts &parts)
{
    const qsizetype question = rest.indexOf(u'?');
    parts.path = normalisedPath(question < 0 ? rest : rest.first(question), parts.scheme);
    parts.hasQuery = question >= 0;
    parts.query = parts.hasQuery ? encoded(rest.sliced(question + 1), kQuery) : QString();
}

// RFC 3986 §5.2.2 for a reference without scheme and authority.
UrlParts relativeTo(const UrlParts &base, QStringView reference)
{
    UrlParts parts = base;
    if (reference.isEmpty())
        return parts;
    if (reference.front() == u'?') {
        parts.hasQuery = true;
        parts.query = encoded(reference.sliced(1), kQuery);
        return parts;
    }
    if (isSlash(reference.front(), base.scheme)) {
        setPathAndQuery(reference, parts);
        return parts;
    }
    const QString folder = base.path.first(base.path.lastIndexOf(u'/') + 1);
    setPathAndQuery(QString(folder % reference), parts);
    return parts;
}

} // namespace

QString UrlParts::toString() const
{
    QString url = scheme % "://"_L1;
    if (!userInfo.isEmpty())
        url += userInfo % u'@';
    url += host;
    if (port != 0)
        url += u':' % QString::number(port);
    url += path;
    if (hasQuery)
        url += u'?' % query;
    return url;
}

int defaultPort(QStringView scheme)
{
    const auto it = std::ranges::find_if(kSchemes, [&](const auto &known) { return scheme == known.first; });
    return it == kSchemes.end() ? 0 : it->second;
}

std::optional<QStringView> schemeOf(QStringView text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon <= 0 || !isAsciiLetter(text.front()))
        return std::nullopt;
    const QStringView scheme = text.first(colon);
    const auto allowed = [](QChar c) {
        return isAsciiLetter(c) || isAsciiDigit(c) || "+-."_L1.contains(c);
    };
    if (!std::ranges::all_of(scheme, allowed))
        return std::nullopt;
    const QStringView after = text.sliced(colon + 1);
    if (defaultPort(scheme.toString().toLower()) == 0 && parsePort(after.first(findAny(after, u"/\\?#"))))
        return std::nullopt;
    return scheme;
}

namespace {

/// Takes scheme and authority into `parts` and returns what follows them. A reference relative to `base`, which has no
/// authority, is taken whole.
std::expected<QStringView, UrlError> takeOrigin(
    QStringView text, Leniency leniency, const UrlParts *base, UrlParts &parts, bool &isRelative)
{
    text = text.first(findAny(text, u"#"));

    const std::optional<QStringView> writtenScheme = schemeOf(text);
    if (writtenScheme) {
        parts.scheme = writtenScheme->toString().toLower();
        if (defaultPort(parts.scheme) == 0)
            return std::unexpected(UrlError{UrlProblem::UnsupportedScheme, parts.scheme});
        text = text.sliced(writtenScheme->size() + 1);
    } else if (base) {
        parts.scheme = base->scheme;
    } else {
        return std::unexpected(UrlError{UrlProblem::NoScheme, {}});
    }

    const auto slash = [&](QChar c) {
        return isSlash(c, parts.scheme);
    };
    const auto slashes = std::ranges::find_if_not(text, slash) - text.begin();
    if (leniency == Leniency::Pasted && slashes < 2)
        return std::unexpected(UrlError{UrlProblem::NoHost, {}});
    // "http:page" is relative to an http base (RFC 3986 §5.2.2, the non-strict way); browsers agree.
    isRelative = base && base->scheme == parts.scheme && slashes < 2;
    if (isRelative)
        return text;
    text = text.sliced(leniency == Leniency::Pasted ? 2 : slashes);

    const auto authorityEnd = std::ranges::find_if(text, [&](QChar c) { return slash(c) || c == u'?'; }) - text.begin();
    if (const auto done = parseAuthority(text.first(authorityEnd), parts); !done)
        return std::unexpected(done.error());
    return text.sliced(authorityEnd);
}

} // namespace

std::expected<UrlParts, UrlError> parseUrl(QStringView text, Leniency leniency, const UrlParts *base)
{
    UrlParts parts;
    bool isRelative = false;
    const auto rest = takeOrigin(text, leniency, base, parts, isRelative);
    if (!rest)
        return std::unexpected(rest.error());
    if (isRelative)
        return relativeTo(*base, *rest);
    setPathAndQuery(*rest, parts);
    return parts;
}

std::expected<UrlParts, UrlError> parseOrigin(QStringView text)
{
    UrlParts parts;
    bool isRelative = false;
    const auto rest = takeOrigin(text, Leniency::Reference, nullptr, parts, isRelative);
    if (!rest)
        return std::unexpected(rest.error());
    return parts;
}

} // namespace sluice::http
