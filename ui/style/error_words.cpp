// SPDX-License-Identifier: MIT
#include "ui/style/error_words.h"

#include "ui/style/format.h"
#include "ui/style/http_words.h"

#include <QCoreApplication>

#include <array>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

/// The context of the texts below, for translators.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(ErrorWords)
};

/// libcurl hands the reasons of OpenSSL and GnuTLS through as text; these are the ones a person can act on.
struct TlsReason {
    QLatin1StringView pattern;
    const char *words;
};
constexpr std::array kTlsReasons{
    TlsReason{"host key"_L1, QT_TRANSLATE_NOOP("ErrorWords", "host key is not the one known")},
    TlsReason{"has expired"_L1, QT_TRANSLATE_NOOP("ErrorWords", "certificate has expired")},
    TlsReason{"not yet valid"_L1, QT_TRANSLATE_NOOP("ErrorWords", "certificate is not valid yet")},
    TlsReason{"self-signed"_L1, QT_TRANSLATE_NOOP("ErrorWords", "certificate is self-signed")},
    TlsReason{"self signed"_L1, QT_TRANSLATE_NOOP("ErrorWords", "certificate is self-signed")},
    TlsReason{"subject name"_L1, QT_TRANSLATE_NOOP("ErrorWords", "certificate is for another host")},
    TlsReason{"does not match"_L1, QT_TRANSLATE_NOOP("ErrorWords", "certificate is for another host")},
    TlsReason{"revoked"_L1, QT_TRANSLATE_NOOP("ErrorWords", "certificate was revoked")},
    TlsReason{"issuer"_L1, QT_TRANSLATE_NOOP("ErrorWords", "certificate is signed by an unknown authority")},
    TlsReason{"certificate"_L1, QT_TRANSLATE_NOOP("ErrorWords", "certificate is not trusted")},
};

QString tlsBrief(const QString &detail)
{
    for (const TlsReason &reason : kTlsReasons) {
        if (detail.contains(reason.pattern, Qt::CaseInsensitive))
            return Tr::tr(reason.words);
    }
    return Tr::tr("secure connection failed");
}

/// Sentence about the failure itself; %1 is the host, %2 the file, %3 the bytes held. None for HttpStatus.
const char *explanationOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::NameResolution:
        return QT_TRANSLATE_NOOP("ErrorWords", "No address was found for “%1”. Check the link and the network.");
    case ErrorKind::Connect:
        return QT_TRANSLATE_NOOP("ErrorWords", "“%1” did not accept a connection. It may be down.");
    case ErrorKind::Tls:
        return QT_TRANSLATE_NOOP("ErrorWords",
            "The secure connection to “%1” cannot be trusted, so nothing was downloaded. Check the clock of this "
            "computer, or get the link from another place.");
    case ErrorKind::TimeoutConnect:
        return QT_TRANSLATE_NOOP("ErrorWords", "“%1” did not answer within the connect timeout.");
    case ErrorKind::TimeoutStall:
        return QT_TRANSLATE_NOOP("ErrorWords", "“%1” stopped sending. %3 are kept.");
    case ErrorKind::TimeoutDeadline:
        return QT_TRANSLATE_NOOP("ErrorWords", "The time allowed for this download is over. %3 are kept.");
    case ErrorKind::HttpStatus:
        return nullptr;
    case ErrorKind::Protocol:
        return QT_TRANSLATE_NOOP("ErrorWords", "The answer of “%1” breaks the rules of its protocol.");
    case ErrorKind::TooManyRedirects:
        return QT_TRANSLATE_NOOP("ErrorWords", "“%1” sent the download from one address to the next without end.");
    case ErrorKind::RedirectRefused:
        return QT_TRANSLATE_NOOP("ErrorWords", "“%1” pointed to an address that Sluice does not follow.");
    case ErrorKind::RangeRefused:
        return QT_TRANSLATE_NOOP(
            "ErrorWords", "“%1” did not send the missing part. The file has to be fetched from the beginning.");
    case ErrorKind::ChangedOnServer:
        return QT_TRANSLATE_NOOP("ErrorWords",
            "The file on “%1” is not the one this download began with. It has to be fetched from the beginning.");
    case ErrorKind::Truncated:
        return QT_TRANSLATE_NOOP("ErrorWords", "The connection to “%1” broke off. %3 are kept.");
    case ErrorKind::Checksum:
        return QT_TRANSLATE_NOOP("ErrorWords",
            "All bytes of “%2” arrived, but they are not the ones its checksum stands for. Do not use the file.");
    case ErrorKind::DiskFull:
        return QT_TRANSLATE_NOOP("ErrorWords",
            "There is no room left where “%2” goes. Free some, or choose another "
            "folder. %3 are kept.");
    case ErrorKind::Disk:
        return QT_TRANSLATE_NOOP("ErrorWords", "“%2” could not be written. Check the folder, or choose another one.");
    case ErrorKind::Name:
        return QT_TRANSLATE_NOOP("ErrorWords", "“%2” cannot be saved under this name. Choose another one.");
    case ErrorKind::Cancelled:
        return QT_TRANSLATE_NOOP("ErrorWords", "You cancelled this download.");
    case ErrorKind::BadUrl:
        return QT_TRANSLATE_NOOP("ErrorWords", "The link is incomplete or mistyped. Correct it and add it again.");
    case ErrorKind::Unsupported:
        return QT_TRANSLATE_NOOP("ErrorWords", "Sluice downloads http, https, ftp, ftps and sftp links only.");
    case ErrorKind::Internal:
        return QT_TRANSLATE_NOOP("ErrorWords", "This is a fault in Sluice. Please report it with the raw text.");
    }
    return QT_TRANSLATE_NOOP("ErrorWords", "This is a fault in Sluice. Please report it with the raw text.");
}

/// Puts the values in their places in one pass: QString::arg() would number the places anew where one is not
/// used, and would look for places inside a file name.
QString filled(const QString &pattern, const QString &host, const QString &name, const QString &bytes)
{
    QString text;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QChar place = pattern.at(i) == u'%' && i + 1 < pattern.size() ? pattern.at(i + 1) : QChar();
        const QString *value = place == u'1' ? &host : place == u'2' ? &name : place == u'3' ? &bytes : nullptr;
        if (value == nullptr) {
            text += pattern.at(i);
            continue;
        }
        text += *value;
        ++i;
    }
    return text;
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

QString fileServerBrief(const Error &error)
{
    if (isLoginRefused(error))
        return Tr::tr("login refused");
    return error.httpStatus == 550 ? Tr::tr("file not there") : Tr::tr("refused by the server");
}

QString fileServerMeaning(const Error &error)
{
    if (isLoginRefused(error))
        return Tr::tr("The server wants a user name and password for this file.");
    if (error.httpStatus == 550)
        return Tr::tr("The server does not have this file, or does not give it to you.");
    if (error.httpStatus / 100 == 4)
        return Tr::tr("The server cannot send this file right now.");
    return Tr::tr("The server refused: the user name, password or key may be wrong, or the file is not there.");
}

QString explanationText(const Error &error, const QString &host, const QString &name)
{
    if (error.kind == ErrorKind::HttpStatus)
        return isFileServer(error) ? fileServerMeaning(error) : httpMeaning(error.httpStatus);
    if (error.kind == ErrorKind::Tls && error.url.startsWith("sftp"_L1)) {
        return filled(Tr::tr("“%1” is not known by its key on this computer, so nothing was downloaded. Connect to it "
                             "once with ssh and compare the key."),
            host, name, {});
    }
    return filled(Tr::tr(explanationOf(error.kind)), host, name, bytesText(error.bytes));
}

QString adviceFor(const Error &error, bool willRetry)
{
    if (willRetry)
        return Tr::tr("Sluice tries again by itself.");
    return error.retry == RetryClass::Never ? QString() : Tr::tr("You can try again.");
}

} // namespace

QString errorBrief(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::NameResolution:
        return Tr::tr("host not found");
    case ErrorKind::Connect:
        return Tr::tr("no connection");
    case ErrorKind::Tls:
        return tlsBrief(error.detail);
    case ErrorKind::TimeoutConnect:
        return Tr::tr("no answer in time");
    case ErrorKind::TimeoutStall:
        return Tr::tr("server stopped sending");
    case ErrorKind::TimeoutDeadline:
        return Tr::tr("time is over");
    case ErrorKind::HttpStatus:
        if (isFileServer(error))
            return fileServerBrief(error);
        return error.httpStatus > 0 ? httpStatusText(error.httpStatus) : Tr::tr("refused by the server");
    case ErrorKind::Protocol:
        return Tr::tr("answer not understood");
    case ErrorKind::TooManyRedirects:
        return Tr::tr("too many redirects");
    case ErrorKind::RedirectRefused:
        return Tr::tr("redirect refused");
    case ErrorKind::RangeRefused:
        return Tr::tr("server cannot resume");
    case ErrorKind::ChangedOnServer:
        return Tr::tr("file changed on the server");
    case ErrorKind::Truncated:
        return Tr::tr("connection broke off");
    case ErrorKind::Checksum:
        return Tr::tr("checksum differs");
    case ErrorKind::DiskFull:
        return Tr::tr("disk full");
    case ErrorKind::Disk:
        return Tr::tr("cannot write the file");
    case ErrorKind::Name:
        return Tr::tr("file name not usable");
    case ErrorKind::Cancelled:
        return Tr::tr("cancelled");
    case ErrorKind::BadUrl:
        return Tr::tr("link not understood");
    case ErrorKind::Unsupported:
        return Tr::tr("kind of link not supported");
    case ErrorKind::Internal:
        break;
    }
    return Tr::tr("fault in Sluice");
}

ErrorText errorText(const Error &error, const QString &name, bool willRetry)
{
    ErrorText text;
    QString brief = errorBrief(error);
    if (!brief.isEmpty())
        brief[0] = brief.at(0).toUpper();
    text.headline = name.isEmpty() ? brief : Tr::tr("%1: “%2”").arg(brief, name);

    const QString host = error.host.isEmpty() ? Tr::tr("the server") : error.host;
    text.explanation = explanationText(error, host, name);
    if (const QString advice = adviceFor(error, willRetry); !advice.isEmpty())
        text.explanation += u' ' + advice;
    text.raw = error.detail;
    return text;
}

QList<Remedy> remediesFor(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::DiskFull:
    case ErrorKind::Disk:
        return {Remedy::ChooseFolder, Remedy::Retry};
    case ErrorKind::Name:
        return {Remedy::ChooseName, Remedy::ChooseFolder};
    case ErrorKind::BadUrl:
    case ErrorKind::Unsupported:
    case ErrorKind::RedirectRefused:
        return {Remedy::ReplaceLink};
    case ErrorKind::HttpStatus:
        if (error.retry == RetryClass::Never)
            return {Remedy::ReplaceLink, Remedy::Retry};
        return {Remedy::Retry, Remedy::ReplaceLink};
    case ErrorKind::NameResolution:
    case ErrorKind::Tls:
    case ErrorKind::TooManyRedirects:
    case ErrorKind::Checksum:
        return {Remedy::Retry, Remedy::ReplaceLink};
    case ErrorKind::Connect:
    case ErrorKind::TimeoutConnect:
    case ErrorKind::TimeoutStall:
    case ErrorKind::TimeoutDeadline:
    case ErrorKind::Protocol:
    case ErrorKind::RangeRefused:
    case ErrorKind::ChangedOnServer:
    case ErrorKind::Truncated:
    case ErrorKind::Cancelled:
    case ErrorKind::Internal:
        break;
    }
    return {Remedy::Retry};
}

QString remedyText(Remedy remedy)
{
    switch (remedy) {
    case Remedy::Retry:
        return Tr::tr("Retry");
    case Remedy::ReplaceLink:
        return Tr::tr("Replace link…");
    case Remedy::ChooseFolder:
        return Tr::tr("Choose folder…");
    case Remedy::ChooseName:
        return Tr::tr("Choose name…");
    }
    return {};
}

} // namespace sluice::ui
