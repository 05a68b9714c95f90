// SPDX-License-Identifier: MIT
#include "core/http/host_name.h"

#include <QByteArray>
#include <QList>
#include <QUrl>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <arpa/inet.h>

namespace sluice::http {

namespace {

using namespace Qt::StringLiterals;

constexpr int kMaxHostLength = 255; // RFC 1035 §2.3.4, with a dot at the end

bool isForbidden(QChar c)
{
    static constexpr std::u16string_view kForbidden = u"#/:<>?@[\\]^|%";
    return c.unicode() <= 0x20 || c.unicode() == 0x7f || kForbidden.find(c.unicode()) != std::u16string_view::npos;
}

// One number of an IPv4 address: decimal, octal after "0", hexadecimal after "0x". `isNumber` is false for other
// text; a number too large for an address is one all the same.
struct Ipv4Number {
    bool isNumber = false;
    quint64 value = 0;
};

Ipv4Number parseIpv4Number(QStringView text)
{
    if (text.isEmpty())
        return {};
    unsigned base = 10;
    if (text.startsWith("0x"_L1)) {
        base = 16;
        text = text.sliced(2);
    } else if (text.size() > 1 && text.startsWith(u'0')) {
        base = 8;
        text = text.sliced(1);
    }
    constexpr quint64 kTooLarge = quint64(1) << 40;
    quint64 value = 0;
    bool fits = true;
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        unsigned digit = 99;
        if (u >= u'0' && u <= u'9')
            digit = u - u'0';
        else if (u >= u'a' && u <= u'f')
            digit = u - u'a' + 10;
        if (digit >= 16 || (base != 16 && digit >= 10))
            return {};
        // "08" is meant as a number, and is none: no address.
        fits = fits && digit < base;
        value = std::min(value * base + digit, kTooLarge);
    }
    return {true, fits ? value : kTooLarge};
}

enum class Ipv4 { No, Yes, Bad };

// The IPv4 parser of WHATWG URL §3.5: only a last label that is a number makes an address of the whole.
Ipv4 parseIpv4(QStringView host, quint32 &address)
{
    if (host.endsWith(u'.'))
        host.chop(1);
    // A number begins with a digit in all its forms, and nearly all hosts end in a word.
    const QStringView tail = host.sliced(host.lastIndexOf(u'.') + 1);
    if (tail.isEmpty() || tail.front() < u'0' || tail.front() > u'9')
        return Ipv4::No;
    const bool allDigits = std::ranges::all_of(tail, [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!allDigits && !parseIpv4Number(tail).isNumber)
        return Ipv4::No;
    if (host.count(u'.') > 3)
        return Ipv4::Bad;
    const QList<QStringView> labels = host.split(u'.');

    quint64 value = 0;
    for (qsizetype i = 0; i < labels.size(); ++i) {
        const Ipv4Number number = parseIpv4Number(labels[i]);
        const bool isLast = i == labels.size() - 1;
        // The last number fills all the bytes that are left.
        const int bits = isLast ? int(8 * (5 - labels.size())) : 8;
        if (!number.isNumber || number.value >= quint64(1) << bits)
            return Ipv4::Bad;
        value = value << bits | number.value;
    }
    address = quint32(value);
    return Ipv4::Yes;
}

/// Four numbers without leading zeros, each of one byte: an address as it is written out again.
bool isPlainIpv4(QStringView text)
{
    int numbers = 0;
    while (!text.isEmpty() && numbers < 4) {
        qsizetype digits = 0;
        int value = 0;
        while (digits < text.size() && digits < 4 && text[digits] >= u'0' && text[digits] <= u'9')
            value = value * 10 + (text[digits++].unicode() - u'0');
        const bool plain = digits > 0 && value <= 255 && (digits == 1 || text.front() != u'0');
        if (!plain)
            return false;
        text = text.sliced(digits);
        if (++numbers == 4)
            return text.isEmpty();
        if (!text.startsWith(u'.'))
            return false;
        text = text.sliced(1);
    }
    return false;
}

std::optional<QString> canonicalIpv6(QStringView text)
{
    in6_addr address{};
    const QByteArray latin1 = text.toLatin1();
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    if (inet_pton(AF_INET6, latin1.constData(), &address) != 1
        || inet_ntop(AF_INET6, &address, buffer.data(), socklen_t(buffer.size())) == nullptr)
        return std::nullopt;
    return u"[%1]"_s.arg(QLatin1StringView(buffer.data()));
}

std::optional<QString> percentDecoded(QStringView text)
{
    if (!text.contains(u'%'))
        return text.toString();
    const QByteArray bytes = QByteArray::fromPercentEncoding(text.toUtf8());
    return bytes.isValidUtf8() ? std::optional(QString::fromUtf8(bytes)) : std::nullopt;
}

} // namespace

std::optional<QString> canonicalHost(QStringView text)
{
    if (isPlainIpv4(text)) // links come by the thousand from one address
        return text.toString();
    if (text.startsWith(u'[')) {
        if (!text.endsWith(u']'))
            return std::nullopt;
        return canonicalIpv6(text.sliced(1).chopped(1));
    }

    std::optional<QString> decoded = percentDecoded(text);
    if (!decoded)
        return std::nullopt;
    QString host = std::move(*decoded).toLower();
    if (std::any_of(host.begin(), host.end(), [](QChar c) { return c.unicode() > 0x7f; })) {
        // QUrl knows only the dots that IDNA 2003 §3.1 lists once they are plain ones.
        for (const char16_t dot : {u'\u3002', u'\uff0e', u'\uff61'})
            host.replace(QChar(dot), u'.');
        host = QString::fromLatin1(QUrl::toAce(host)).toLower();
    }
    // Looked at after the mapping: it turns full-width forms into the characters that are forbidden.
    if (host.isEmpty() || host.size() > kMaxHostLength || std::any_of(host.cbegin(), host.cend(), isForbidden))
        return std::nullopt;

    quint32 address = 0;
    switch (parseIpv4(host, address)) {
    case Ipv4::No:
        return host;
    case Ipv4::Yes:
        return u"%1.%2.%3.%4"_s.arg(address >> 24)
            .arg(address >> 16 & 0xff)
            .arg(address >> 8 & 0xff)
            .arg(address & 0xff);
    case Ipv4::Bad:
        break;
    }
    return std::nullopt;
}

} // namespace sluice::http
