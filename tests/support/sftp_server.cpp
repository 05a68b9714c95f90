// SPDX-License-Identifier: MIT
#include "tests/support/sftp_server.h"

#include "app/demo/pattern.h"
#include "tests/support/command.h"
#include "tests/support/files.h"
#include "tests/support/ports.h"

#include <QDir>
#include <QFileInfo>

#include <pwd.h>
#include <unistd.h>

#include <stdexcept>

namespace sluice::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTries = 5; ///< another process may take the port we found

QString keyType(UserKey key)
{
    switch (key) {
    case UserKey::Ed25519:
        return u"ed25519"_s;
    case UserKey::Ecdsa:
        return u"ecdsa"_s;
    case UserKey::Rsa:
        return u"rsa"_s;
    }
    return {};
}

void makeKey(const QString &path, const QString &type)
{
    run(u"ssh-keygen"_s, {u"-q"_s, u"-t"_s, type, u"-N"_s, QString(), u"-C"_s, u"test"_s, u"-f"_s, path});
}

/// What the server runs for a session. Where asked for the first one (mv succeeds once) is cut off, and its connection
/// with it: the parent is the process of sshd that serves it.
QByteArray sessionScript(const QString &folder, qint64 hangUpAfter)
{
    const QByteArray quoted = '\'' + folder.toUtf8() + '\'';
    const QByteArray server = "/usr/lib/openssh/sftp-server -R -e -l INFO 2>>" + quoted + "/sftp.log";
    QByteArray script;
    if (hangUpAfter > 0) {
        script += "if mv " + quoted + "/cut " + quoted + "/was-cut 2>/dev/null; then " + server
            + " | stdbuf -o0 head -c " + QByteArray::number(hangUpAfter) + "; kill $PPID; exit; fi\n";
    }
    return script + "exec " + server + '\n';
}

} // namespace

SftpServer::SftpServer(const SftpOptions &options)
{
    if (::geteuid() == 0)
        QDir().mkpath(u"/run/sshd"_s);
    for (const QString &name : {u"files"_s, u"home/.ssh"_s})
        QDir().mkpath(m_folder.filePath(name));
    makeKey(m_folder.filePath(u"host"_s), u"ed25519"_s);
    makeKey(m_folder.filePath(u"other"_s), u"ed25519"_s);
    const QString key = home() + u"/.ssh/id_"_s + keyType(options.key);
    makeKey(key, keyType(options.key));
    writeFile(m_folder.filePath(u"authorized"_s), readFile(key + u".pub"_s));
    writeFile(m_folder.filePath(u"session"_s), sessionScript(m_folder.path(), options.hangUpAfter));
    writeFile(m_folder.filePath(u"cut"_s), {});
    for (int tries = 0; tries < kTries; ++tries) {
        m_port = freePort();
        writeConfig();
        if (!m_process
                .start(u"/usr/sbin/sshd"_s, {u"-D"_s, u"-e"_s, u"-f"_s, m_folder.filePath(u"config"_s)},
                    "Server listening")
                .isEmpty())
            return;
    }
    throw std::runtime_error("sshd does not start: " + m_process.output().toStdString());
}

void SftpServer::writeConfig()
{
    const QByteArray folder = m_folder.path().toUtf8();
    writeFile(m_folder.filePath(u"config"_s),
        "ListenAddress 127.0.0.1\nPort " + QByteArray::number(m_port) + "\nHostKey " + folder
            + "/host\nAuthorizedKeysFile " + folder + "/authorized\nPidFile none\nUsePAM no\nStrictModes no\n"
            + "PermitRootLogin yes\nKbdInteractiveAuthentication no\nSubsystem sftp exec /bin/sh " + folder
            + "/session\n");
}

QString SftpServer::login()
{
    const passwd *entry = ::getpwuid(::geteuid());
    return entry ? QString::fromLocal8Bit(entry->pw_name) : QString();
}

QString SftpServer::url(const QString &path, const QString &user) const
{
    const QString host = user.isEmpty() ? u"127.0.0.1"_s : QString(user + u"@127.0.0.1"_s);
    return QString(u"sftp://"_s + host + u':' + QString::number(m_port) + pathOf(path));
}

void SftpServer::makeKnown(bool right)
{
    const QByteArray key = readFile(m_folder.filePath(right ? u"host.pub"_s : u"other.pub"_s));
    writeFile(home() + u"/.ssh/known_hosts"_s, "[127.0.0.1]:" + QByteArray::number(m_port) + ' ' + key);
}

void SftpServer::addFile(const QString &path, const QByteArray &bytes)
{
    writeFile(pathOf(path), bytes);
}

QByteArray SftpServer::addPattern(const QString &path, qint64 size, quint64 seed)
{
    writePatternFile(pathOf(path), size, seed);
    return demo::patternSha256(seed, size);
}

QList<qint64> SftpServer::bytesRead() const
{
    // close "/tmp/x/files/a.bin" bytes read 1000 written 0
    constexpr QByteArrayView kBefore = " bytes read ";
    QList<qint64> counts;
    const QString log = m_folder.filePath(u"sftp.log"_s);
    if (!QFileInfo::exists(log))
        return counts;
    for (const QByteArray &line : readFile(log).split('\n')) {
        const qsizetype at = line.indexOf(kBefore);
        if (at < 0)
            continue;
        const QByteArray rest = line.mid(at + kBefore.size());
        counts.push_back(rest.left(rest.indexOf(' ')).toLongLong());
    }
    return counts;
}

} // namespace sluice::test
