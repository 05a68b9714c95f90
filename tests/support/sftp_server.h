// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/server_process.h"

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

namespace sluice::test {

/// Which key of the user's the server lets in.
enum class UserKey {
    Ed25519,
    Ecdsa,
    Rsa,
};

struct SftpOptions {
    UserKey key = UserKey::Ed25519;
    qint64 hangUpAfter = 0; ///< > 0: the first session ends after so many bytes of its protocol
};

/// A real OpenSSH server on a free port of 127.0.0.1 with a temporary folder of files and a host key of its own. It
/// runs as the user of the test and lets that user alone in, with a key made for this object. It runs from the end of
/// the constructor to the destructor. As root it makes /run/sshd, which sshd asks for.
class SftpServer
{
public:
    /// Throws std::runtime_error with the server's own words if it does not start.
    explicit SftpServer(const SftpOptions &options = {});

    /// "sftp://name@127.0.0.1:2222/tmp/…/file.bin"; `user` instead of the user's name, "" for none.
    QString url(const QString &path, const QString &user = login()) const;
    /// The name of the user who runs the test.
    static QString login();

    /// A home folder whose .ssh holds the user's key. The caller sets HOME to it.
    QString home() const { return m_folder.filePath(QStringLiteral("home")); }
    /// Makes the server's host key known there, or (`right` false) another one in its place.
    void makeKnown(bool right = true);

    /// Where that file is, or would be.
    QString pathOf(const QString &path) const { return m_folder.filePath(QStringLiteral("files/") + path); }
    /// Puts a file below the folder. Throws std::runtime_error.
    void addFile(const QString &path, const QByteArray &bytes);
    /// As above, `size` bytes of the pattern `seed`; returns their raw SHA-256.
    QByteArray addPattern(const QString &path, qint64 size, quint64 seed = 1);

    /// How many bytes each file that was closed again had been read of, in order.
    QList<qint64> bytesRead() const;

private:
    void writeConfig();

    QTemporaryDir m_folder;
    quint16 m_port = 0;
    ServerProcess m_process;
};

} // namespace sluice::test
