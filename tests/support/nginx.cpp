// SPDX-License-Identifier: MIT
#include "tests/support/nginx.h"

#include "app/demo/gzip.h"
#include "app/demo/pattern.h"
#include "tests/support/certificates.h"
#include "tests/support/command.h"
#include "tests/support/files.h"
#include "tests/support/nginx_config.h"
#include "tests/support/ports.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QTcpSocket>
#include <QUuid>

#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

namespace sluice::test {

namespace {

constexpr int kStartMs = 15'000;
constexpr int kEndMs = 5'000;
constexpr int kTries = 5; ///< another process may take the ports we found

QString echoModule()
{
    const QString path = QStringLiteral("/usr/lib/nginx/modules/ngx_http_echo_module.so");
    return QFileInfo::exists(path) ? path : QString();
}

QString inUrl(const char *scheme, quint16 port, const QString &path)
{
    return QStringLiteral("%1://127.0.0.1:%2%3").arg(QLatin1StringView(scheme)).arg(port).arg(path);
}

/// The answer to GET /ready, empty if nobody listens.
QByteArray askReady(quint16 port)
{
    constexpr int kMs = 1000;
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    if (!socket.waitForConnected(kMs)) {
        return {};
    }
    socket.write("GET /ready HTTP/1.0\r\n\r\n");
    while (socket.waitForReadyRead(kMs)) { }
    return socket.readAll();
}

} // namespace

Nginx::Nginx(const NginxOptions &options)
    : m_docroot(options.docroot.isEmpty() ? m_folder.filePath(QStringLiteral("docroot")) : options.docroot)
{
    QDir().mkpath(m_docroot);
    const QByteArray password
        = run(QStringLiteral("openssl"), {QStringLiteral("passwd"), QStringLiteral("-apr1"), QStringLiteral("secret")});
    writeFile(m_folder.filePath(QStringLiteral("htpasswd")), "user:" + password);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    for (int tries = 0; tries < kTries; ++tries) {
        if (launch(options)) {
            return;
        }
        end();
    }
    throw std::runtime_error("nginx does not start: " + errorLog().toStdString());
}

Nginx::~Nginx()
{
    end();
}

QString Nginx::httpUrl(const QString &path) const
{
    return inUrl("http", m_httpPort, path);
}

QString Nginx::httpsUrl(const QString &path) const
{
    return inUrl("https", m_httpsPort, path);
}

void Nginx::addFile(const QString &path, const QByteArray &bytes)
{
    writeFile(m_docroot + u'/' + path, bytes);
}

QByteArray Nginx::addPattern(const QString &path, qint64 size, quint64 seed)
{
    writePatternFile(m_docroot + u'/' + path, size, seed);
    return demo::patternSha256(seed, size);
}

void Nginx::addGzip(const QString &name, const QByteArray &bytes)
{
    addFile(QStringLiteral("gz/") + name, demo::gzip(bytes));
}

bool Nginx::hasDelay() const
{
    return !echoModule().isEmpty();
}

QByteArray Nginx::errorLog()
{
    m_process.waitForReadyRead(0);
    m_log += m_process.readAll();
    return m_log;
}

bool Nginx::launch(const NginxOptions &options)
{
    m_httpPort = freePort();
    m_httpsPort = options.certificate ? freePort() : 0;
    const QString config = m_folder.filePath(QStringLiteral("nginx.conf"));
    const NginxPlan plan{.prefix = m_folder.path(),
        .docroot = m_docroot,
        .httpPort = m_httpPort,
        .httpsPort = m_httpsPort,
        .certificateFile = options.certificate ? options.certificate->certificateFile : QString(),
        .keyFile = options.certificate ? options.certificate->keyFile : QString(),
        .workers = options.workers,
        .root = ::geteuid() == 0,
        .echoModule = echoModule(),
        .token = QUuid::createUuid().toByteArray(QUuid::WithoutBraces)};
    writeFile(config, nginxConfig(plan));
    m_process.start(QStringLiteral("/usr/sbin/nginx"),
        {QStringLiteral("-p"), m_folder.path(), QStringLiteral("-e"), QStringLiteral("stderr"), QStringLiteral("-c"),
            config});
    return m_process.waitForStarted() && waitUntilReady(plan.token);
}

bool Nginx::waitUntilReady(const QByteArray &token)
{
    const QDeadlineTimer deadline(kStartMs);
    while (!deadline.hasExpired() && m_process.state() == QProcess::Running) {
        if (askReady(m_httpPort).endsWith(token)) {
            return true; // nginx opens all its ports before it serves the first
        }
        m_process.waitForFinished(10); // the pause, and notices its end
    }
    return false;
}

void Nginx::end()
{
    m_process.terminate(); // a master ends its workers; killed outright it would leave them behind
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(kEndMs)) {
        m_process.kill();
        m_process.waitForFinished();
    }
    m_log += m_process.readAll();
}

} // namespace sluice::test
