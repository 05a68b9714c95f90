// SPDX-License-Identifier: MIT
#include "app/demo/script.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace sluice::demo {

Script failure(int status, const QByteArray &retryAfter)
{
    return {.status = status, .retryAfter = retryAfter};
}

Script redirect(int status, const QByteArray &location)
{
    return {.status = status, .location = location};
}

std::vector<Script> failFirst(int times, const Script &first, const Script &then)
{
    std::vector<Script> scripts(static_cast<size_t>(std::max(times, 0)), first);
    scripts.push_back(then);
    return scripts;
}

QByteArray httpDate(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC(), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'")).toLatin1();
}

QByteArray reasonPhrase(int status)
{
    struct Phrase {
        int status;
        const char *text;
    };
    static constexpr std::array kPhrases{
        Phrase{103, "Early Hints"},
        Phrase{200, "OK"},
        Phrase{204, "No Content"},
        Phrase{206, "Partial Content"},
        Phrase{301, "Moved Permanently"},
        Phrase{302, "Found"},
        Phrase{303, "See Other"},
        Phrase{304, "Not Modified"},
        Phrase{307, "Temporary Redirect"},
        Phrase{308, "Permanent Redirect"},
        Phrase{400, "Bad Request"},
        Phrase{401, "Unauthorized"},
        Phrase{403, "Forbidden"},
        Phrase{404, "Not Found"},
        Phrase{408, "Request Timeout"},
        Phrase{410, "Gone"},
        Phrase{416, "Range Not Satisfiable"},
        Phrase{425, "Too Early"},
        Phrase{429, "Too Many Requests"},
        Phrase{431, "Request Header Fields Too Large"},
        Phrase{451, "Unavailable For Legal Reasons"},
        Phrase{500, "Internal Server Error"},
        Phrase{502, "Bad Gateway"},
        Phrase{503, "Service Unavailable"},
        Phrase{504, "Gateway Timeout"},
    };
    const auto found = std::ranges::find(kPhrases, status, &Phrase::status);
    return found == kPhrases.end() ? QByteArrayLiteral("Unknown") : QByteArray(found->text);
}

} // namespace sluice::demo
