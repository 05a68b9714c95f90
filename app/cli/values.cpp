// SPDX-License-Identifier: MIT
#include "app/cli/values.h"

#include "app/terminal/format.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <array>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::Values)
};

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool hasControls(QStringView text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7F; });
}

/// Characters of a header name: `token` of RFC 9110 §5.6.2.
bool isToken(QStringView text)
{
    constexpr auto marks = "!#$%&'*+-.^_`|~"_L1;
    return !text.isEmpty() && std::ranges::all_of(text, [&](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || marks.contains(c);
    });
}

QString secondsText(qint64 ms)
{
    return ms % 1000 == 0 ? QString::number(ms / 1000) : QString::number(double(ms) / 1000);
}

} // namespace

std::expected<int, QString> wholeNumber(const GivenOption &given, int least, int most)
{
    // Nine digits always fit an int; leading zeros are nobody's intention.
    if (isDigits(given.value) && given.value.size() <= 9) {
        const int number = given.value.toInt();
        if (number >= least && number <= most)
            return number;
    }
    return std::unexpected(Tr::tr("%1: %2 is not a whole number from %3 to %4.")
            .arg(given.spelled, quoted(given.value), QString::number(least), QString::number(most)));
}

std::expected<qint64, QString> seconds(const GivenOption &given, qint64 leastMs, qint64 mostMs)
{
    const QStringView text(given.value);
    const qsizetype dot = text.indexOf(u'.');
    const QStringView whole = dot < 0 ? text : text.first(dot);
    const QStringView part = dot < 0 ? QStringView() : text.sliced(dot + 1);
    if (isDigits(whole) && whole.size() <= 9 && (dot < 0 || (isDigits(part) && part.size() <= 3))) {
        const qint64 ms = whole.toLongLong() * 1000 + part.toString().leftJustified(3, u'0').toLongLong();
        if (ms >= leastMs && ms <= mostMs)
            return ms;
    }
    return std::unexpected(Tr::tr("%1: %2 is not a number of seconds from %3 to %4.")
            .arg(given.spelled, quoted(given.value), secondsText(leastMs), secondsText(mostMs)));
}

std::expected<QString, QString> plainText(const GivenOption &given)
{
    if (given.value.isEmpty())
        return std::unexpected(Tr::tr("%1: the value is empty. Give one, or leave the option out.").arg(given.spelled));
    if (hasControls(given.value)) {
        return std::unexpected(Tr::tr("%1: %2 holds control characters or line breaks. Take them out.")
                .arg(given.spelled, quoted(given.value)));
    }
    return given.value;
}

std::expected<QByteArray, QString> headerLine(const GivenOption &given)
{
    static constexpr std::array kOurs{"range"_L1, "if-range"_L1, "content-length"_L1, "transfer-encoding"_L1};
    const qsizetype colon = given.value.indexOf(u':');
    const QStringView name = QStringView(given.value).first(std::max<qsizetype>(0, colon));
    const auto tab = [](QString text) {
        return text.replace(u'\t', u' ');
    }; // allowed inside a value
    if (!isToken(name) || hasControls(tab(given.value))) {
        return std::unexpected(Tr::tr("%1: %2 is not a header line. Write it as \"Name: value\".")
                .arg(given.spelled, quoted(given.value)));
    }
    if (std::ranges::any_of(
            kOurs, [&](QLatin1StringView ours) { return name.compare(ours, Qt::CaseInsensitive) == 0; })) {
        return std::unexpected(Tr::tr("%1: the header %2 is set by Sluice itself, or a resumed file would not be "
                                      "whole. Leave it out.")
                .arg(given.spelled, name.toString()));
    }
    return given.value.toUtf8();
}

std::expected<QString, QString> proxyUrl(const GivenOption &given)
{
    static constexpr std::array kSchemes{"http"_L1, "https"_L1, "socks4"_L1, "socks4a"_L1, "socks5"_L1, "socks5h"_L1};
    QString text = given.value.contains("://"_L1) ? given.value : "http://"_L1 + given.value;
    const QUrl url(text, QUrl::StrictMode);
    const bool known = std::ranges::any_of(kSchemes, [&](QLatin1StringView scheme) { return url.scheme() == scheme; });
    const bool bare = (url.path().isEmpty() || url.path() == "/"_L1) && !url.hasQuery() && !url.hasFragment();
    if (given.value.isEmpty() || !url.isValid() || url.host().isEmpty() || !known || !bare) {
        return std::unexpected(Tr::tr("%1: %2 is not a proxy. Write http://HOST:PORT or socks5://HOST:PORT.")
                .arg(given.spelled, quoted(given.value)));
    }
    return text;
}

} // namespace sluice::app
