// SPDX-License-Identifier: MIT
#include "ui/dialogs/settings_form.h"

#include "core/sources/link_list.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <array>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(SettingsForm)
};

} // namespace

QString rateProblem(const QString &text)
{
    if (text.trimmed().isEmpty() || sources::parseBytes(text.trimmed()))
        return {};
    return Texts::tr("Write a rate like 500K or 2M, in bytes a second.");
}

qint64 rateFromText(const QString &text)
{
    if (text.trimmed().isEmpty())
        return 0;
    return sources::parseBytes(text.trimmed()).value_or(0);
}

QString rateToText(qint64 bytesPerSecond)
{
    if (bytesPerSecond <= 0)
        return {};
    constexpr std::array kUnits{u'G', u'M', u'K'};
    qint64 unit = 1024LL * 1024 * 1024;
    for (const char16_t letter : kUnits) {
        if (bytesPerSecond % unit == 0)
            return QString::number(bytesPerSecond / unit) + QChar(letter);
        unit /= 1024;
    }
    return QString::number(bytesPerSecond);
}

QString proxyProblem(const QString &text)
{
    constexpr std::array kSchemes{"http"_L1, "https"_L1, "socks4"_L1, "socks4a"_L1, "socks5"_L1, "socks5h"_L1};
    if (text.trimmed().isEmpty())
        return {};
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return Texts::tr("Write a proxy like http://proxy.example:8080.");
    if (std::ranges::find(kSchemes, url.scheme()) == kSchemes.end())
        return Texts::tr("“%1” is not a kind of proxy Sluice knows; use http, https, socks4 or socks5.")
            .arg(url.scheme());
    return {};
}

QString userAgentProblem(const QString &text)
{
    const bool control = std::ranges::any_of(text, [](QChar c) { return c.category() == QChar::Other_Control; });
    return control ? Texts::tr("A user agent cannot hold line breaks or control characters.") : QString();
}

} // namespace sluice::ui
