// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace sluice::http {

/// One GET (or FTP/SFTP read), redirects included. A plain value.
struct Request {
    QString url;               ///< normalised (url.h); may hold user information
    qint64 fromByte = 0;       ///< ask for the bytes from here to the end; 0 = the whole
    QByteArray ifRange;        ///< the validator that guards fromByte; empty for FTP and SFTP
    QList<QByteArray> headers; ///< the user's lines, "Name: value"; one with a line break is refused
    QByteArray referer;
    QByteArray userAgent;
    int connectTimeoutMs = 30'000; ///< name look-up, connection and TLS together, for each hop
    int stallTimeoutMs = 60'000;   ///< the longest silence once connected; 0 = none
    QByteArray proxy;              ///< empty = as the environment says
    QByteArray cookieFile;         ///< Netscape format, read only; empty = none
    QByteArray caFile;             ///< empty = the system's
    bool insecure = false;         ///< no TLS verification
};

/// How many redirects are followed.
inline constexpr int kMaxRedirects = 20;

} // namespace sluice::http
