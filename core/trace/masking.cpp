// SPDX-License-Identifier: MIT
#include "core/trace/masking.h"

#include <QUrl>

#include <algorithm>
#include <array>
#include <string_view>

namespace sluice::trace {

using namespace Qt::StringLiterals;

namespace {

/// URLs within values of URLs: deeper ones are masked whole.
constexpr int kDeepest = 3;

const QByteArray &maskBytes()
{
    static const QByteArray bytes = kMask.toUtf8();
    return bytes;
}

/// Lower case, and without what divides words: "X-Api-Key", "api_key" and "apiKey" are one.
QString normalised(QStringView name)
{
    QString text;
    text.reserve(name.size());
    for (const QChar c : name) {
        if (c.isLetterOrNumber())
            text += c.toLower();
    }
    return text;
}

bool speaksOfASecret(const QString &name)
{
    static constexpr std::array kWithin{"token"_L1, "secret"_L1, "password"_L1, "passwd"_L1, "passphrase"_L1,
        "signature"_L1, "credential"_L1, "apikey"_L1, "accesskey"_L1, "accessid"_L1, "privatekey"_L1, "session"_L1,
        "cookie"_L1, "csrf"_L1, "xsrf"_L1, "authori"_L1, "oauth"_L1, "hmac"_L1};
    static constexpr std::array kEnds{"key"_L1, "sig"_L1, "auth"_L1};
    static constexpr std::array kWhole{"auth"_L1, "code"_L1, "hash"_L1, "jwt"_L1, "login"_L1, "md5"_L1, "otp"_L1,
        "pass"_L1, "pin"_L1, "policy"_L1, "pw"_L1, "pwd"_L1, "sid"_L1, "sign"_L1, "ticket"_L1, "user"_L1, "username"_L1,
        "hdnea"_L1, "hdnts"_L1};
    return std::ranges::any_of(kWithin, [&](QLatin1StringView word) { return name.contains(word); })
        || std::ranges::any_of(kEnds, [&](QLatin1StringView word) { return name.endsWith(word); })
        || std::ranges::find(kWhole, name) != kWhole.end();
}

/// Names that nearly every request and answer has, none of them a secret: asked first, since all lines of all answers
/// come by here.
bool isEverydayHeader(const QByteArray &name)
{
    static constexpr std::array<QByteArrayView, 22> kEveryday{"accept", "accept-encoding", "accept-ranges", "age",
        "allow", "cache-control", "connection", "content-encoding", "content-length", "content-range", "content-type",
        "date", "etag", "expires", "host", "keep-alive", "last-modified", "range", "server", "transfer-encoding",
        "user-agent", "vary"};
    const auto isIt = [&name](QByteArrayView known) {
        // The last letters differ more than the first.
        return known.size() == name.size() && known.back() == (name.back() | 0x20)
            && known.compare(name, Qt::CaseInsensitive) == 0;
    };
    return !name.isEmpty() && std::ranges::any_of(kEveryday, isIt);
}

/// What a server asks for, or tells everybody.
bool isPublicHeader(const QString &name)
{
    static constexpr std::array kPublic{"authority"_L1, "surrogatekey"_L1, "secwebsocketkey"_L1};
    return std::ranges::find(kPublic, name) != kPublic.end();
}

bool isUrlHeader(const QString &name)
{
    static constexpr std::array kUrls{"location"_L1, "contentlocation"_L1, "referer"_L1, "refresh"_L1, "link"_L1,
        "origin"_L1, "uri"_L1, "xoriginalurl"_L1, "xrewriteurl"_L1, "destination"_L1};
    return std::ranges::find(kUrls, name) != kUrls.end();
}

/// The schemes of https://www.iana.org/assignments/http-authschemes and those that large stores use. Any other first
/// word may be the secret itself.
bool isScheme(const QByteArray &word)
{
    static constexpr std::array kSchemes{"apikey", "aws", "aws4-hmac-sha256", "basic", "bearer", "concealed", "digest",
        "dpop", "gnap", "goog4-rsa-sha256", "hoba", "mutual", "negotiate", "ntlm", "oauth", "privatetoken",
        "scram-sha-1", "scram-sha-256", "sharedkey", "token", "vapid"};
    const QByteArray lower = word.toLower();
    return std::ranges::any_of(kSchemes, [&](const char *scheme) { return lower == scheme; });
}

QByteArray maskedAuthorization(const QByteArray &value)
{
    const QByteArray text = value.trimmed();
    const qsizetype space = text.indexOf(' ');
    if (space > 0 && isScheme(text.first(space)))
        return text.first(space + 1) + maskBytes();
    return maskBytes();
}

QByteArray maskedPair(const QByteArray &pair)
{
    const qsizetype equals = pair.indexOf('=');
    if (equals > 0)
        return pair.first(equals + 1) + maskBytes();
    return pair.trimmed().isEmpty() ? pair : maskBytes();
}

bool isCookieAttribute(const QByteArray &piece)
{
    static constexpr std::array kKnown{
        "domain", "expires", "httponly", "max-age", "partitioned", "path", "priority", "samesite", "secure"};
    const qsizetype equals = piece.indexOf('=');
    const QByteArray name = (equals < 0 ? piece : piece.first(equals)).trimmed().toLower();
    return std::ranges::any_of(kKnown, [&](const char *known) { return name == known; });
}

QByteArray maskedCookies(const QByteArray &value, bool isSetCookie)
{
    QList<QByteArray> pieces = value.split(';');
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        if (!isSetCookie || i == 0 || !isCookieAttribute(pieces[i])) {
            const QByteArray space = pieces[i].startsWith(' ') ? QByteArray(" ") : QByteArray();
            pieces[i] = space + maskedPair(pieces[i].trimmed());
        }
    }
    return pieces.join(';');
}

/// Begins a parameter.
bool isMark(QChar c)
{
    return c == u'?' || c == u'#' || c == u'&' || c == u';';
}

QString maskedText(const QString &url, int depth);

/// A value that is itself a URL, percent-encoded once or more, may hold what its name does not tell.
bool hidesASecret(QStringView value, int depth)
{
    QString text = value.toString();
    for (; text.contains(u'%'); ++depth) {
        if (depth >= kDeepest)
            return true;
        const QString decoded = QUrl::fromPercentEncoding(text.toUtf8());
        if (decoded == text)
            return false;
        if (maskedText(decoded, depth + 1) != decoded)
            return true;
        text = decoded;
    }
    return false;
}

/// From the first parameter on: ";a=b?c=d&e=f#g=h". Each mark may begin a parameter; a secret ends only where its part
/// of the URL does or at &, for a value may hold the others.
QString maskedParameters(QStringView text, int depth)
{
    QString result;
    result.reserve(text.size());
    bool inPath = true;
    qsizetype at = 0;
    while (at < text.size()) {
        inPath = inPath && text[at] == u';';
        result += text[at++]; // the mark before the parameter
        qsizetype end = at;
        while (end < text.size() && !isMark(text[end]))
            ++end;
        const QStringView piece = text.sliced(at, end - at);
        const qsizetype equals = piece.indexOf(u'=');
        const QString name = QUrl::fromPercentEncoding(piece.first(std::max<qsizetype>(0, equals)).toUtf8());
        if (equals < 0 || (!speaksOfASecret(normalised(name)) && !hidesASecret(piece.sliced(equals + 1), depth))) {
            result += piece;
            at = end;
            continue;
        }
        result += piece.first(equals + 1);
        while (end < text.size() && text[end] != u'&' && text[end] != u'#' && !(inPath && text[end] == u'?'))
            ++end;
        if (end > at + equals + 1)
            result += kMask;
        at = end;
    }
    return result;
}

bool endsAuthority(QChar c)
{
    return c == u'/' || c == u'\\' || c == u'?' || c == u'#';
}

/// Leaves "user:password@" out of every "//authority" in `text`: a URL may stand in the path of another.
QString withoutUserInfo(QStringView text)
{
    QString result;
    result.reserve(text.size());
    for (qsizetype from = 0; from < text.size();) {
        const qsizetype mark = text.indexOf("//"_L1, from);
        const qsizetype begin = mark < 0 ? text.size() : mark + 2;
        result += text.sliced(from, begin - from);
        qsizetype end = begin;
        while (end < text.size() && !endsAuthority(text[end]))
            ++end;
        const QStringView authority = text.sliced(begin, end - begin);
        result += authority.sliced(authority.lastIndexOf(u'@') + 1);
        from = end;
    }
    return result;
}

QString maskedText(const QString &url, int depth)
{
    const QString text = withoutUserInfo(url);
    qsizetype path = 0;
    while (path < text.size() && !isMark(text[path]))
        ++path;
    return text.first(path) + maskedParameters(QStringView(text).sliced(path), depth);
}

} // namespace

HeaderLine masked(HeaderLine line)
{
    if (isEverydayHeader(line.name))
        return line;
    const QString name = normalised(QString::fromLatin1(line.name));
    if (line.value.isEmpty() || isPublicHeader(name))
        return line;
    if (name == "authorization"_L1 || name == "proxyauthorization"_L1)
        line.value = maskedAuthorization(line.value);
    else if (name == "cookie"_L1 || name == "setcookie"_L1)
        line.value = maskedCookies(line.value, name == "setcookie"_L1);
    else if (isUrlHeader(name))
        line.value = maskedUrl(QString::fromUtf8(line.value)).toUtf8();
    else if (speaksOfASecret(name))
        line.value = maskBytes();
    return line;
}

QString maskedUrl(const QString &url)
{
    // Without any of these there is neither user information nor a parameter.
    static constexpr quint64 kSigns = [] {
        quint64 signs = 0;
        for (const char c : std::string_view("@?#;&=%"))
            signs |= quint64(1) << (c - 1); // '@' is 64
        return signs;
    }();
    const auto isSign = [](QChar c) {
        const auto place = static_cast<char16_t>(c.unicode() - 1);
        return place < 64 && (kSigns >> place & 1) != 0;
    };
    if (std::ranges::none_of(url, isSign))
        return url;
    return maskedText(url, 0);
}

} // namespace sluice::trace
