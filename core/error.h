// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>

#include <optional>

namespace sluice {

/// What went wrong, as a value. Text for people is made from it in `ui` and `app`, never here.
enum class ErrorKind {
    NameResolution,   ///< the host name has no address
    Connect,          ///< no connection to the host
    Tls,              ///< handshake or certificate verification failed
    TimeoutConnect,   ///< no connection within the connect timeout
    TimeoutStall,     ///< no byte within the stall timeout
    TimeoutDeadline,  ///< the download's own deadline passed
    HttpStatus,       ///< an answer that is neither a body for us nor a redirect; see Error::httpStatus
    Protocol,         ///< the answer is not HTTP (or FTP, SFTP), or breaks its rules
    TooManyRedirects, ///< more hops than allowed, or a circle
    RedirectRefused,  ///< a redirect to a scheme or address that is not allowed
    RangeRefused,     ///< the server did not deliver the range that was asked for
    ChangedOnServer,  ///< validator, total or Content-Range differ from what the part file holds
    Truncated,        ///< fewer bytes than announced, or the connection broke off
    Checksum,         ///< the file is complete and its checksum differs
    DiskFull,         ///< no space, or over quota
    Disk,             ///< any other failure of the file system
    Name,             ///< no usable file name, or the name is taken and may not be replaced
    Cancelled,        ///< the user cancelled it
    BadUrl,           ///< the link cannot be parsed
    Unsupported,      ///< a scheme or feature Sluice does not speak
    Internal,         ///< a defect in Sluice; the raw text says where
};

/// Whether trying again can help.
enum class RetryClass {
    Now,          ///< at once, e.g. a reused connection that was already closed
    AfterBackoff, ///< after a growing pause
    Never,        ///< not without the user changing something
};

/// One failure with its context. A plain value: copyable, comparable, thread-free.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    RetryClass retry = RetryClass::Never;
    QString url;                        ///< as requested, without user information
    QString host;                       ///< host[:port]
    int httpStatus = 0;                 ///< 0 where there was no answer
    int osError = 0;                    ///< errno, 0 where it does not apply
    qint64 bytes = 0;                   ///< bytes of the file held when it happened
    int attempt = 0;                    ///< 1 for the first
    std::optional<qint64> retryAfterMs; ///< what the server asked for, clamped to [0, 24 h]
    QString detail;                     ///< raw text of the library or system, for "details", untranslated

    bool operator==(const Error &) const = default;
};

/// The stable, lower-case, hyphenated name used in JSON events and the store ("timeout-stall").
/// Unknown values give "internal".
QString errorKindName(ErrorKind kind);

/// The inverse of errorKindName; nothing when the name is unknown.
std::optional<ErrorKind> errorKindFromName(QStringView name);

/// The retry class that follows from the kind and status alone (RFC 9110 §15: 408, 425, 429 and most
/// 5xx may pass; other 4xx will not).
RetryClass defaultRetryClass(ErrorKind kind, int httpStatus = 0);

} // namespace sluice

Q_DECLARE_METATYPE(sluice::Error)
