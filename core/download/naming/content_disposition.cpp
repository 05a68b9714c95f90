// SPDX-License-Identifier: MIT
#include "core/download/naming/content_disposition.h"

#include "core/http/grammar.h"

#include <QByteArray>

#include <algorithm>

namespace sluice::download {

namespace {

using http::trimOws;

struct Parameter {
    QByteArrayView name; ///< trimmed; empty in a segment without "="
    QByteArray value;    ///< unquoted
    bool quoted = false;
};

// Takes the quoted-string at the front of `rest` (RFC 9110 §5.6.4). A missing closing quote ends with the text, and
// a backslash at the very end stands for itself.
QByteArray takeQuoted(QByteArrayView &rest)
{
    QByteArray value;
    qsizetype i = 1;
    for (; i < rest.size() && rest[i] != '"'; ++i) {
        if (rest[i] == '\\' && i + 1 < rest.size())
            ++i;
        value += rest[i];
    }
    rest = rest.sliced(std::min(i + 1, rest.size()));
    return value;
}

// Takes everything up to the next ";" outside quotes; the ";" goes too.
Parameter takeParameter(QByteArrayView &rest)
{
    const auto isEnd = [](char c) {
        return c == ';' || c == '=';
    };
    const qsizetype nameEnd = std::ranges::find_if(rest, isEnd) - rest.begin();
    Parameter parameter;
    if (nameEnd < rest.size() && rest[nameEnd] == '=') {
        parameter.name = trimOws(rest.first(nameEnd));
        rest = trimOws(rest.sliced(nameEnd + 1));
        if (rest.startsWith('"')) {
            parameter.quoted = true;
            parameter.value = takeQuoted(rest);
        } else {
            const qsizetype end = rest.indexOf(';');
            parameter.value = trimOws(end < 0 ? rest : rest.first(end)).toByteArray();
        }
    }
    const qsizetype semicolon = rest.indexOf(';');
    rest = semicolon < 0 ? QByteArrayView() : rest.sliced(semicolon + 1);
    return parameter;
}

bool isUtf8(QByteArrayView bytes)
{
    return bytes.isValidUtf8();
}

QString decoded(QByteArrayView bytes)
{
    return isUtf8(bytes) ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// ext-value of RFC 8187 §3.2: charset'language'percent-encoded. Nothing when it is not one, or the bytes are not
// of the charset. Besides UTF-8, ISO 8859-1 is still sent; spaces that should be encoded are let through.
std::optional<QString> decodeExtended(QByteArrayView value)
{
    const qsizetype first = value.indexOf('\'');
    const qsizetype second = first < 0 ? -1 : value.indexOf('\'', first + 1);
    if (second < 0)
        return std::nullopt;
    const QByteArrayView charset = value.first(first);
    const auto is = [&](QByteArrayView name) {
        return charset.compare(name, Qt::CaseInsensitive) == 0;
    };
    const bool utf8 = is("UTF-8") || is("UTF8");
    if (!utf8 && !is("ISO-8859-1"))
        return std::nullopt;

    QByteArray bytes;
    const QByteArrayView text = value.sliced(second + 1);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (static_cast<unsigned char>(text[i]) >= 0x80)
            return std::nullopt;
        if (text[i] != '%') {
            bytes += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
        if (high < 0 || low < 0)
            return std::nullopt;
        bytes += char(high << 4 | low);
        i += 2;
    }
    if (utf8 && !isUtf8(bytes))
        return std::nullopt;
    return utf8 ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
}

// "bar size=3": a ";" is missing, and where the name ends is anybody's guess.
bool holdsAnotherParameter(QByteArrayView value)
{
    const qsizetype equals = value.lastIndexOf('=');
    const auto isSpace = [](char c) {
        return c == ' ' || c == '\t';
    };
    return equals > 0 && std::ranges::any_of(value.first(equals), isSpace);
}

std::optional<QString> nonEmpty(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

DispositionName nameOf(const Parameter &parameter, bool typeMissing)
{
    const QByteArrayView value(parameter.value);
    const auto name = nonEmpty(decoded(value));
    if (parameter.quoted) {
        if (typeMissing)
            return {std::nullopt, name};
        return {name, std::nullopt};
    }
    // Outside quotes only token characters are allowed. Spaces, commas and brackets are read all the same; what
    // looks like a path, an RFC 2047 word or a second parameter is not, nor are bytes of an unknown charset.
    if (value.startsWith("=?") || holdsAnotherParameter(value))
        return {};
    if (value.contains('/') || value.contains('\\') || !isUtf8(value))
        return {std::nullopt, name};
    return {name, std::nullopt};
}

} // namespace

DispositionName parseContentDisposition(QByteArrayView value)
{
    QByteArray oneLine = value.toByteArray().trimmed();
    // RFC 9110 §5.5: a line break that is no fold is an attempt to smuggle something in; refuse it all.
    for (qsizetype i = 0; i + 1 < oneLine.size(); ++i) {
        if (oneLine[i] == '\n' && oneLine[i + 1] != ' ' && oneLine[i + 1] != '\t')
            return {};
    }
    std::ranges::replace_if(oneLine, [](char c) { return c == '\r' || c == '\n' || c == '\t' || c == '\0'; }, ' ');
    QByteArrayView rest = oneLine;
    // Quotes round the disposition type, or round everything: nothing in it can be trusted.
    if (rest.startsWith('"'))
        return {};

    std::optional<Parameter> plain;
    std::optional<Parameter> extended;
    bool typeMissing = false;
    for (bool first = true; !rest.isEmpty(); first = false) {
        const bool nothing = rest.startsWith(';');
        const Parameter parameter = takeParameter(rest);
        // The first segment is the disposition type, unless the server left it out.
        typeMissing = typeMissing || (first && (nothing || !parameter.name.isEmpty()));
        if (parameter.name.compare("filename", Qt::CaseInsensitive) == 0 && !plain)
            plain = parameter;
        else if (parameter.name.compare("filename*", Qt::CaseInsensitive) == 0 && !extended)
            extended = parameter;
    }

    if (extended && !extended->quoted) {
        if (const std::optional<QString> name = decodeExtended(extended->value))
            return {nonEmpty(*name), std::nullopt};
    }
    return plain ? nameOf(*plain, typeMissing) : DispositionName();
}

} // namespace sluice::download
