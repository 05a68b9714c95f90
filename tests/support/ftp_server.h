// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/server_process.h"

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

namespace sluice::test {

struct Certificate;

struct FtpOptions {
    enum class Tls {
        None,
        Implicit, ///< from the first byte: ftps
        Explicit, ///< after AUTH, which it insists on
    };
    Tls tls = Tls::None;
    const Certificate *certificate = nullptr; ///< needed with TLS, only by the constructor
    qint64 breakAfter = 0;  ///< > 0: the first data connection ends after so many bytes, with a reply that says so
    qint64 hangUpAfter = 0; ///< > 0: the same without a word: the control connection ends with it
    bool resumes = true;    ///< else it refuses REST
    bool busyOnce = false;  ///< it puts the first RETR off
};

/// A real FTP server (pyftpdlib) on a free port of 127.0.0.1 with a temporary folder of files, read only, for user
/// "user" with the password "secret" and for anonymous. It runs from the end of the constructor to the destructor.
class FtpServer
{
public:
    /// Throws std::runtime_error with the server's own words if it does not start.
    explicit FtpServer(const FtpOptions &options = {});

    /// "ftp://127.0.0.1:2121/file.bin", ftps with implicit TLS; `user` is user information, as "name:password".
    QString url(const QString &path, const QString &user = {}) const;

    /// Where that file is, or would be.
    QString pathOf(const QString &path) const { return m_folder.filePath(QStringLiteral("files/") + path); }
    /// Puts a file below the folder. Throws std::runtime_error.
    void addFile(const QString &path, const QByteArray &bytes);
    /// As above, `size` bytes of the pattern `seed`; returns their raw SHA-256.
    QByteArray addPattern(const QString &path, qint64 size, quint64 seed = 1);

    /// The commands that came, "RETR a.bin", and for each data connection that has ended "sent 1000", in order.
    QList<QByteArray> log() { return m_process.lines(); }

private:
    QTemporaryDir m_folder;
    bool m_implicit = false;
    quint16 m_port = 0;
    ServerProcess m_process;
};

} // namespace sluice::test
