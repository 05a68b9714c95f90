// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/http/headers.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace sluice::http {

/// When each phase of a transfer was reached, ms since the epoch; 0 = it was not. Stamped by us, because libcurl's
/// own cumulative times are wrong after failed or raced connects.
struct Stamps {
    qint64 queued = 0;       ///< handed to libcurl
    qint64 nameResolved = 0; ///< 0 on a reused connection, as the next two
    qint64 connected = 0;
    qint64 tlsDone = 0; ///< 0 without TLS
    qint64 requestSent = 0;
    qint64 firstHeader = 0;
    qint64 firstByte = 0;
    qint64 ended = 0;
};

/// The answer up to the body.
struct ResponseHead {
    QString url;           ///< the one that answered
    bool isHttp = true;    ///< else FTP or SFTP: no status, and headers hold what the server told, see below
    int status = 0;        ///< 0 for FTP and SFTP
    QByteArray version;    ///< "HTTP/1.1", "HTTP/2"
    QByteArray reason;     ///< often empty
    HeaderList headers;    ///< FTP and SFTP: Content-Length and Last-Modified where known
    QString address;       ///< of the peer, "127.0.0.1:8080"
    bool reused = false;   ///< on a connection that was open already
    QByteArray tlsVersion; ///< "TLSv1.3"; empty without TLS
    Stamps stamps;         ///< as far as they were reached when the head had come
};

/// What fetch() returns: what happened, and how it ended.
struct FetchResult {
    ResponseHead head;    ///< of the last hop, as far as it came
    Stamps stamps;        ///< of the last hop
    qint64 bodyBytes = 0; ///< taken by the sink
    int redirects = 0;
    std::optional<Error> error; ///< nothing: the body is complete
};

} // namespace sluice::http
