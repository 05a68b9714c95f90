// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <algorithm>
#include <limits>
#include <optional>

namespace sluice::http {

/// DIGIT of RFC 5234, not the locale's.
constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// tchar of RFC 9110 §5.6.2.
constexpr bool isTokenChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c)
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

/// One or more tchar.
constexpr bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, isTokenChar);
}

/// `text` without SP and HTAB at both ends (OWS, RFC 9110 §5.6.3).
constexpr QByteArrayView trimOws(QByteArrayView text)
{
    const auto isOws = [](char c) {
        return c == ' ' || c == '\t';
    };
    while (!text.isEmpty() && isOws(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isOws(text.back()))
        text.chop(1);
    return text;
}

/// 1*DIGIT as a number. Nothing for anything else: empty, a sign, white space. A number that does not fit
/// gives the largest value, so that the caller's own bounds decide.
constexpr std::optional<qint64> parseDigits(QByteArrayView text)
{
    constexpr qint64 kMax = std::numeric_limits<qint64>::max();
    if (text.isEmpty() || !std::ranges::all_of(text, isDigit))
        return std::nullopt;
    qint64 value = 0;
    for (const char c : text) {
        const int digit = c - '0';
        if (value > (kMax - digit) / 10)
            return kMax;
        value = value * 10 + digit;
    }
    return value;
}

} // namespace sluice::http
