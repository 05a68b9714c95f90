// SPDX-License-Identifier: MIT
#include "core/http/ssh_files.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

namespace sluice::http {

using namespace Qt::StringLiterals;

QString knownHostsFile()
{
    return QDir::homePath() + u"/.ssh/known_hosts"_s;
}

QString privateKeyFile()
{
    for (const auto name : {"id_ed25519"_L1, "id_ecdsa"_L1, "id_rsa"_L1}) {
        const QString path = QDir::homePath() + u"/.ssh/"_s + name;
        if (QFileInfo(path).isFile())
            return path;
    }
    return {};
}

QByteArray loginName()
{
    const QByteArray name = qgetenv("LOGNAME");
    return name.isEmpty() ? qgetenv("USER") : name;
}

QString hostKeyFingerprint(QByteArrayView key)
{
    const QByteArray hash = QCryptographicHash::hash(key.toByteArray(), QCryptographicHash::Sha256);
    return u"SHA256:"_s + QString::fromLatin1(hash.toBase64(QByteArray::OmitTrailingEquals));
}

} // namespace sluice::http
