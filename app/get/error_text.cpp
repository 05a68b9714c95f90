// SPDX-License-Identifier: MIT
#include "app/get/error_text.h"

#include "app/terminal/format.h"
#include "app/terminal/text_width.h"

#include <QCoreApplication>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::ErrorText)
};

QString statusHeadline(int status)
{
    const QString number = QString::number(status);
    switch (status) {
    case 401:
        return Tr::tr("The server wants a user name and a password (%1).").arg(number);
    case 403:
        return Tr::tr("The server does not allow this file to be fetched (%1).").arg(number);
    case 404:
    case 410:
        return Tr::tr("The server does not have this file (%1).").arg(number);
    case 407:
        return Tr::tr("The proxy wants a user name and a password (%1).").arg(number);
    case 429:
        return Tr::tr("The server says these are too many requests (%1).").arg(number);
    case 503:
        return Tr::tr("The server is busy or out of service (%1).").arg(number);
    default:
        break;
    }
    if (status >= 500)
        return Tr::tr("The server failed (%1).").arg(number);
    if (status >= 400)
        return Tr::tr("The server refused the request (%1).").arg(number);
    return Tr::tr("The server gave an answer without a file (%1).").arg(number);
}

QString statusAdvice(int status)
{
    switch (status) {
    case 401:
        return Tr::tr("Write them into the link: https://user:password@server/file.");
    case 403:
        return Tr::tr("It may need a login: see --cookies, --header and --referer.");
    case 404:
    case 410:
        return Tr::tr("Check the link.");
    case 407:
        return Tr::tr("Write them into --proxy: http://user:password@host:port.");
    case 429:
        return Tr::tr("Try later, with a lower --limit.");
    default:
        return status >= 500 ? Tr::tr("Try again later.") : QString();
    }
}

/// FTP and SFTP answer with words of their own, and FTP with codes of its own (RFC 959 §4.2.2).
bool isFileServer(const Error &error)
{
    return error.url.startsWith("ftp"_L1) || error.url.startsWith("sftp"_L1);
}

bool isLoginRefused(const Error &error)
{
    return error.httpStatus == 530 || error.httpStatus == 532 || error.httpStatus == 430;
}

QString fileServerHeadline(const Error &error)
{
    const QString number = QString::number(error.httpStatus);
    if (isLoginRefused(error))
        return Tr::tr("The server wants a user name and a password (%1).").arg(number);
    if (error.httpStatus == 550)
        return Tr::tr("The server does not have this file, or does not give it to you (%1).").arg(number);
    if (error.httpStatus / 100 == 4)
        return Tr::tr("The server cannot send this file right now (%1).").arg(number);
    return Tr::tr("The server refused to send this file.");
}

QString fileServerAdvice(const Error &error)
{
    if (error.httpStatus / 100 == 4)
        return Tr::tr("Try again later.");
    return isLoginRefused(error) ? Tr::tr("Write them into the link: ftp://user:password@server/file.")
                                 : Tr::tr("Check the link, and the user name and password or key.");
}

} // namespace

QString errorHeadline(const Error &error)
{
    const QString host = error.host.isEmpty() ? Tr::tr("the server") : quoted(error.host);
    switch (error.kind) {
    case ErrorKind::NameResolution:
        return Tr::tr("The server name %1 is not known.").arg(host);
    case ErrorKind::Connect:
        return Tr::tr("No connection to %1.").arg(host);
    case ErrorKind::Tls:
        if (error.url.startsWith("sftp"_L1))
            return Tr::tr("The key of %1 is not the one this computer knows.").arg(host);
        return Tr::tr("No secure connection to %1.").arg(host);
    case ErrorKind::TimeoutConnect:
        return Tr::tr("%1 did not answer in time.").arg(host);
    case ErrorKind::TimeoutStall:
        return Tr::tr("The server sent nothing for too long.");
    case ErrorKind::TimeoutDeadline:
        return Tr::tr("The download took longer than allowed.");
    case ErrorKind::HttpStatus:
        return isFileServer(error) ? fileServerHeadline(error) : statusHeadline(error.httpStatus);
    case ErrorKind::Protocol:
        return Tr::tr("The server's answer makes no sense.");
    case ErrorKind::TooManyRedirects:
        return Tr::tr("The link leads from one place to the next without end.");
    case ErrorKind::RedirectRefused:
        return Tr::tr("The link leads to a place that is not allowed.");
    case ErrorKind::RangeRefused:
        return Tr::tr("The server did not send the part of the file that was asked for.");
    case ErrorKind::ChangedOnServer:
        return Tr::tr("The file has changed on the server since the download began.");
    case ErrorKind::Truncated:
        return Tr::tr("The connection broke off before the file was complete.");
    case ErrorKind::Checksum:
        return Tr::tr("The checksum of the file differs.");
    case ErrorKind::DiskFull:
        return Tr::tr("The disk is full.");
    case ErrorKind::Disk:
        return Tr::tr("The file could not be written.");
    case ErrorKind::Name:
        return Tr::tr("The file cannot get its name.");
    case ErrorKind::Cancelled:
        return Tr::tr("The download was cancelled.");
    case ErrorKind::BadUrl:
        return Tr::tr("This is not a link Sluice understands.");
    case ErrorKind::Unsupported:
        return Tr::tr("Sluice does not speak this kind of link.");
    case ErrorKind::Internal:
        break;
    }
    return Tr::tr("Something in Sluice itself went wrong.");
}

QString errorAdvice(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::NameResolution:
        return Tr::tr("Check the link and the network.");
    case ErrorKind::Connect:
    case ErrorKind::TimeoutConnect:
        return Tr::tr("Check the network and the port, or try again later.");
    case ErrorKind::Tls:
        if (error.url.startsWith("sftp"_L1))
            return Tr::tr("Connect to it once with ssh and compare its key.");
        return Tr::tr("Name the right certificates with --ca-file, or check the clock of this computer.");
    case ErrorKind::TimeoutStall:
        return Tr::tr("Try again; --stall-timeout sets how long to wait.");
    case ErrorKind::TimeoutDeadline:
        return Tr::tr("--timeout sets how long a download may take.");
    case ErrorKind::HttpStatus:
        return isFileServer(error) ? fileServerAdvice(error) : statusAdvice(error.httpStatus);
    case ErrorKind::Truncated:
    case ErrorKind::Protocol:
    case ErrorKind::RangeRefused:
    case ErrorKind::ChangedOnServer:
        return Tr::tr("Run the same command again.");
    case ErrorKind::Checksum:
        return Tr::tr("Check the checksum; if it is right, do not use the file.");
    case ErrorKind::DiskFull:
        return Tr::tr("Make room and run the same command again.");
    case ErrorKind::Disk:
        return Tr::tr("Check the folder and its permissions.");
    case ErrorKind::Name:
        return Tr::tr("Choose a name with --output, or see --on-conflict.");
    case ErrorKind::Unsupported:
    case ErrorKind::BadUrl:
        return Tr::tr("Use http, https, ftp, ftps or sftp.");
    case ErrorKind::Internal:
        return Tr::tr("Please report it.");
    case ErrorKind::TooManyRedirects:
    case ErrorKind::RedirectRefused:
    case ErrorKind::Cancelled:
        break;
    }
    return {};
}

QString errorText(const Error &error)
{
    QString text = errorHeadline(error);
    const QString advice = errorAdvice(error);
    if (!advice.isEmpty())
        text += u' ' + advice;
    if (!error.detail.isEmpty())
        text += " ["_L1 + elideMiddle(harmless(error.detail.simplified().left(2000)), 200) + u']';
    return text;
}

} // namespace sluice::app
