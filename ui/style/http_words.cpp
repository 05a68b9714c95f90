// SPDX-License-Identifier: MIT
#include "ui/style/http_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array kPhrases{
    std::pair{100, "Continue"_L1},
    std::pair{101, "Switching Protocols"_L1},
    std::pair{103, "Early Hints"_L1},
    std::pair{200, "OK"_L1},
    std::pair{201, "Created"_L1},
    std::pair{202, "Accepted"_L1},
    std::pair{203, "Non-Authoritative Information"_L1},
    std::pair{204, "No Content"_L1},
    std::pair{205, "Reset Content"_L1},
    std::pair{206, "Partial Content"_L1},
    std::pair{300, "Multiple Choices"_L1},
    std::pair{301, "Moved Permanently"_L1},
    std::pair{302, "Found"_L1},
    std::pair{303, "See Other"_L1},
    std::pair{304, "Not Modified"_L1},
    std::pair{305, "Use Proxy"_L1},
    std::pair{307, "Temporary Redirect"_L1},
    std::pair{308, "Permanent Redirect"_L1},
    std::pair{400, "Bad Request"_L1},
    std::pair{401, "Unauthorized"_L1},
    std::pair{402, "Payment Required"_L1},
    std::pair{403, "Forbidden"_L1},
    std::pair{404, "Not Found"_L1},
    std::pair{405, "Method Not Allowed"_L1},
    std::pair{406, "Not Acceptable"_L1},
    std::pair{407, "Proxy Authentication Required"_L1},
    std::pair{408, "Request Timeout"_L1},
    std::pair{409, "Conflict"_L1},
    std::pair{410, "Gone"_L1},
    std::pair{411, "Length Required"_L1},
    std::pair{412, "Precondition Failed"_L1},
    std::pair{413, "Content Too Large"_L1},
    std::pair{414, "URI Too Long"_L1},
    std::pair{415, "Unsupported Media Type"_L1},
    std::pair{416, "Range Not Satisfiable"_L1},
    std::pair{417, "Expectation Failed"_L1},
    std::pair{421, "Misdirected Request"_L1},
    std::pair{422, "Unprocessable Content"_L1},
    std::pair{425, "Too Early"_L1},
    std::pair{426, "Upgrade Required"_L1},
    std::pair{428, "Precondition Required"_L1},
    std::pair{429, "Too Many Requests"_L1},
    std::pair{431, "Request Header Fields Too Large"_L1},
    std::pair{451, "Unavailable For Legal Reasons"_L1},
    std::pair{500, "Internal Server Error"_L1},
    std::pair{501, "Not Implemented"_L1},
    std::pair{502, "Bad Gateway"_L1},
    std::pair{503, "Service Unavailable"_L1},
    std::pair{504, "Gateway Timeout"_L1},
    std::pair{505, "HTTP Version Not Supported"_L1},
    std::pair{507, "Insufficient Storage"_L1},
    std::pair{511, "Network Authentication Required"_L1},
};

/// The context of the texts below, for translators.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(HttpWords)
};

} // namespace

QString httpPhrase(int status)
{
    const auto *it = std::ranges::find(kPhrases, status, &std::pair<int, QLatin1StringView>::first);
    return it == kPhrases.end() ? QString() : QString(it->second);
}

QString httpStatusText(int status)
{
    const QString phrase = httpPhrase(status);
    return phrase.isEmpty() ? QString::number(status) : QString::number(status) + u' ' + phrase;
}

QString httpMeaning(int status)
{
    switch (status) {
    case 401:
        return Tr::tr("The server wants a user name and password for this file.");
    case 403:
        return Tr::tr("The server does not give this file to you. The link may have expired.");
    case 404:
    case 410:
        return Tr::tr("The file is no longer at this address.");
    case 407:
        return Tr::tr("The proxy wants a user name and password.");
    case 408:
        return Tr::tr("The server did not get the request in time.");
    case 416:
        return Tr::tr("The server has no bytes where the file should go on; it may have changed.");
    case 429:
        return Tr::tr("The server gets too many requests from here.");
    case 451:
        return Tr::tr("The server may not give out this file for legal reasons.");
    case 503:
        return Tr::tr("The server is overloaded or down for maintenance.");
    case 502:
    case 504:
        return Tr::tr("The server could not reach the one behind it.");
    case 511:
        return Tr::tr("This network wants you to sign in first.");
    default:
        break;
    }
    if (status >= 500)
        return Tr::tr("Something went wrong inside the server.");
    if (status >= 400)
        return Tr::tr("The server refused the request.");
    return Tr::tr("The server sent an answer that is not the file.");
}

} // namespace sluice::ui
