# SPDX-License-Identifier: MIT
"""The nginx that all tools fetch from: HTTP/1.1 on one port, TLS with HTTP/2 on another."""

import contextlib
import os
import shutil
import subprocess

from children import free_port, running, wait_for_port

CONFIG = """daemon off;
{user}worker_processes auto;
worker_rlimit_nofile 16384;
pid nginx.pid;
error_log stderr warn;
events {{ worker_connections 8192; }}
http {{
    client_body_temp_path client_body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    access_log off;
    default_type application/octet-stream;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    server {{
        listen 127.0.0.1:{http} backlog=1024;
        listen 127.0.0.1:{https} ssl http2 backlog=1024;
        ssl_certificate "{folder}/certificate.pem";
        ssl_certificate_key "{folder}/key.pem";
        ssl_session_cache shared:tls:1m;
        root "{root}";
    }}
}}
"""


def make_certificate(folder):
    """A certificate for 127.0.0.1 that is its own authority: certificate.pem and key.pem."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")],
        check=True, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextlib.contextmanager
def nginx(folder, root):
    """Serves `root`; yields the base addresses by name (http, https) and the file to trust."""
    folder.mkdir()
    make_certificate(folder)
    ports = {"http": free_port(), "https": free_port()}
    user = "user root;\n" if os.geteuid() == 0 else ""  # the folder is private to us
    (folder / "nginx.conf").write_text(CONFIG.format(folder=folder, root=root, user=user, **ports))
    # /usr/sbin is not in everybody's PATH.
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    with running([program, "-e", "stderr", "-p", str(folder), "-c", "nginx.conf"]) as server:
        for port in ports.values():
            wait_for_port(port, server)
        yield {name: f"{name}://127.0.0.1:{port}" for name, port in ports.items()}, folder / "certificate.pem"
