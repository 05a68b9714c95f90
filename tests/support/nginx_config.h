// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace sluice::test {

/// What the configuration of one nginx depends on.
struct NginxPlan {
    QString prefix; ///< existing folder for pid, log and temporary files
    QString docroot;
    quint16 httpPort = 0;
    quint16 httpsPort = 0; ///< 0 = no TLS
    QString certificateFile;
    QString keyFile;
    int workers = 0;    ///< 0 = one process and no master
    bool root = false;  ///< the caller is root, so workers must be told to stay it
    QString echoModule; ///< path of the echo module; empty = no /delay/
    QByteArray token;   ///< served at /ready, so that the caller knows its own nginx
};

/// The text of nginx.conf. Pure. The locations are listed at class Nginx.
QByteArray nginxConfig(const NginxPlan &plan);

} // namespace sluice::test
