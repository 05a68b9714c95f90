// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace sluice::test {

struct Certificate;

struct NginxOptions {
    const Certificate *certificate = nullptr; ///< null = no HTTPS; must outlive the server
    int workers = 0;                          ///< 0 = a single process; else worker processes under a master
    QString docroot = {};                     ///< empty = a folder of its own that goes with the object
};

/// A real nginx on free ports of 127.0.0.1, with everything it writes in a temporary folder. It runs from the
/// end of the constructor to the destructor, and ends with the thread that made it whatever happens. Both block;
/// neither needs an event loop. Several may run at once, in one process or many.
///
/// Paths below the docroot answer with the file, with ranges, ETag and Last-Modified. Besides:
///   /redirect/301|302|303|307|308/FILE   leads to /FILE
///   /status/403|404|410|429|500|503      that status, with nginx's page as its body
///   /basic/FILE                          asks for user "user", password "secret"
///   /cd/NAME/FILE                        FILE with Content-Disposition: attachment; filename="NAME"
///   /cd-utf8/FILE                        FILE with the extended name "naïve file.bin" (RFC 8187)
///   /gz/FILE                             docroot/gz/FILE as it is, with Content-Encoding: gzip; see addGzip()
///   /slow/FILE                           FILE at 100 KiB a second
///   /no-range/FILE                       FILE, ranges ignored
///   /delay/SECONDS/FILE                  FILE after a pause; only if hasDelay()
class Nginx
{
public:
    /// Throws std::runtime_error with nginx's own words if it does not start.
    explicit Nginx(const NginxOptions &options = {});
    /// Asks it to end, and after 5 s makes it.
    ~Nginx();
    Nginx(const Nginx &) = delete;
    Nginx &operator=(const Nginx &) = delete;

    /// "http://127.0.0.1:8080" and the same with a path; the second pair speaks HTTPS with HTTP/2.
    QString httpUrl(const QString &path = {}) const;
    QString httpsUrl(const QString &path = {}) const;
    quint16 httpPort() const { return m_httpPort; }
    quint16 httpsPort() const { return m_httpsPort; }

    QString docroot() const { return m_docroot; }
    /// Puts a file below the docroot. Throws std::runtime_error.
    void addFile(const QString &path, const QByteArray &bytes);
    /// As above, `size` bytes of the pattern `seed`; returns their raw SHA-256.
    QByteArray addPattern(const QString &path, qint64 size, quint64 seed = 1);
    /// Puts `bytes`, compressed, where /gz/`name` serves them.
    void addGzip(const QString &name, const QByteArray &bytes);

    /// Whether the echo module is installed, so that /delay/ works.
    bool hasDelay() const;
    qint64 pid() const { return m_process.processId(); }
    /// What it wrote to its error log so far.
    QByteArray errorLog();

private:
    bool launch(const NginxOptions &options);
    bool waitUntilReady(const QByteArray &token);
    void end();

    QTemporaryDir m_folder;
    QString m_docroot;
    quint16 m_httpPort = 0;
    quint16 m_httpsPort = 0;
    QProcess m_process;
    QByteArray m_log;
};

} // namespace sluice::test
