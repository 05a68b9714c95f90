// SPDX-License-Identifier: MIT
#include "tests/support/nginx_config.h"

namespace sluice::test {

namespace {

QByteArray quoted(const QString &path)
{
    return '"' + path.toUtf8() + '"';
}

QByteArray processes(const NginxPlan &plan)
{
    QByteArray text;
    if (!plan.echoModule.isEmpty()) {
        text += "load_module " + quoted(plan.echoModule) + ";\n";
    }
    if (plan.workers > 0) {
        text += "worker_processes " + QByteArray::number(plan.workers) + ";\n";
        text += plan.root ? "user root;\n" : ""; // the docroot is a private temporary folder
    } else {
        text += "master_process off;\n";
    }
    return text
        + "daemon off;\n"
          "pid nginx.pid;\n"
          "error_log stderr warn;\n"
          "worker_rlimit_nofile 16384;\n"
          "events { worker_connections 8192; }\n";
}

QByteArray listening(const NginxPlan &plan)
{
    QByteArray text = "listen 127.0.0.1:" + QByteArray::number(plan.httpPort) + " backlog=1024;\n";
    if (plan.httpsPort != 0) {
        text += "listen 127.0.0.1:" + QByteArray::number(plan.httpsPort) + " ssl http2 backlog=1024;\n";
        text += "ssl_certificate " + quoted(plan.certificateFile) + ";\n";
        text += "ssl_certificate_key " + quoted(plan.keyFile) + ";\n";
        text += "ssl_session_cache shared:tls:1m;\n";
    }
    return text;
}

QByteArray locations(const NginxPlan &plan)
{
    const QByteArray docroot = plan.docroot.toUtf8();
    QByteArray text = "location = /ready { return 200 '" + plan.token + "'; }\n";
    for (const char *status : {"301", "302", "303", "307", "308"}) {
        text += "location ~ ^/redirect/" + QByteArray(status) + "/(.*)$ { return " + status + " /$1; }\n";
    }
    for (const char *status : {"403", "404", "410", "429", "500", "503"}) {
        text += "location = /status/" + QByteArray(status) + " { return " + status + "; }\n";
    }
    text += "location /basic/ { auth_basic lab; auth_basic_user_file htpasswd; alias \"" + docroot + "/\"; }\n";
    text += "location ~ ^/cd/(?<cdname>[^/]+)/(?<cdfile>.*)$ { alias \"" + docroot
        + "/$cdfile\"; add_header Content-Disposition 'attachment; filename=\"$cdname\"'; }\n";
    text += "location ~ ^/cd-utf8/(?<cdfile>.*)$ { alias \"" + docroot
        + "/$cdfile\"; add_header Content-Disposition \"attachment; filename*=UTF-8''na%C3%AFve%20file.bin\"; }\n";
    text += "location /gz/ { add_header Content-Encoding gzip; }\n";
    text += "location /slow/ { limit_rate 100k; alias \"" + docroot + "/\"; }\n";
    text += "location /no-range/ { max_ranges 0; alias \"" + docroot + "/\"; }\n";
    if (!plan.echoModule.isEmpty()) {
        text += "location ~ ^/delay/(?<wait>[0-9.]+)/(?<file>.*)$ { echo_sleep $wait; echo_exec /$file; }\n";
    }
    return text;
}

} // namespace

QByteArray nginxConfig(const NginxPlan &plan)
{
    QByteArray temporary;
    for (const char *kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
        temporary += QByteArray(kind) + "_temp_path " + kind + ";\n";
    }
    return processes(plan) + "http {\n" + temporary
        + "access_log off;\n"
          "default_type application/octet-stream;\n"
          "types { text/html html; text/plain txt; }\n"
          "sendfile on;\n"
          "tcp_nopush on;\n"
          "keepalive_requests 1000000;\n"
          "server {\n"
        + listening(plan) + "server_name localhost;\nroot " + quoted(plan.docroot) + ";\n" + locations(plan) + "}\n}\n";
}

} // namespace sluice::test
