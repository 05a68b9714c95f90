// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace sluice::http {

// What SFTP takes from the user's own ssh set-up. The files are only read. Any thread; the home folder is that of the
// environment.

/// "/home/me/.ssh/known_hosts", whether it exists or not.
QString knownHostsFile();

/// The user's private key: the first of id_ed25519, id_ecdsa and id_rsa in ~/.ssh that exists; empty = none. libcurl
/// by itself tries RSA and DSA only, and signs with SHA-1 then, which today's servers refuse.
QString privateKeyFile();

/// The name to log in with where the link has none, as ssh does; empty = unknown.
QByteArray loginName();

/// "SHA256:47DEQp…", as ssh prints it, of a key as it comes over the wire (RFC 4253 §6.6). Pure.
QString hostKeyFingerprint(QByteArrayView key);

} // namespace sluice::http
