// SPDX-License-Identifier: MIT
#include "tests/support/ftp_server.h"

#include "app/demo/pattern.h"
#include "tests/support/certificates.h"
#include "tests/support/files.h"

#include <QDir>

#include <stdexcept>

namespace sluice::test {

using namespace Qt::StringLiterals;

FtpServer::FtpServer(const FtpOptions &options)
    : m_implicit(options.tls == FtpOptions::Tls::Implicit)
{
    const QString files = m_folder.filePath(u"files"_s);
    QDir().mkpath(files);
    QStringList arguments{QStringLiteral(SLUICE_TEST_SUPPORT "/ftp_server.py"), files};
    if (options.tls != FtpOptions::Tls::None) {
        const QString pem = m_folder.filePath(u"server.pem"_s);
        writeFile(pem, options.certificate->keyPem + options.certificate->certificatePem);
        arguments << u"--tls"_s << (m_implicit ? u"implicit"_s : u"explicit"_s) << u"--certificate"_s << pem;
    }
    if (options.breakAfter > 0)
        arguments << u"--break-after"_s << QString::number(options.breakAfter);
    if (options.hangUpAfter > 0)
        arguments << u"--hang-up-after"_s << QString::number(options.hangUpAfter);
    if (!options.resumes)
        arguments << u"--no-rest"_s;
    if (options.busyOnce)
        arguments << u"--busy-once"_s;
    // Debian's own interpreter: another one in the PATH does not see Debian's modules.
    m_port = m_process.start(u"/usr/bin/python3"_s, arguments, {}).toUShort();
    if (m_port == 0)
        throw std::runtime_error("the FTP server does not start: " + m_process.output().toStdString());
}

QString FtpServer::url(const QString &path, const QString &user) const
{
    const QString scheme = m_implicit ? u"ftps"_s : u"ftp"_s;
    const QString host = user.isEmpty() ? u"127.0.0.1"_s : QString(user + u"@127.0.0.1"_s);
    return QString(scheme + u"://"_s + host + u':' + QString::number(m_port) + u'/' + path);
}

void FtpServer::addFile(const QString &path, const QByteArray &bytes)
{
    writeFile(pathOf(path), bytes);
}

QByteArray FtpServer::addPattern(const QString &path, qint64 size, quint64 seed)
{
    writePatternFile(pathOf(path), size, seed);
    return demo::patternSha256(seed, size);
}

} // namespace sluice::test
