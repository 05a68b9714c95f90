// SPDX-License-Identifier: MIT
// What SFTP adds to a transfer: who the host is, and who we are.
#include "core/http/ssh_files.h"
#include "core/http/transfer.h"
#include "core/http/url_parts.h"

#include <QFile>

namespace sluice::http {

using namespace Qt::StringLiterals;

void Transfer::configureSsh()
{
    if (!m_request.url.startsWith("sftp:"_L1))
        return;
    if (!m_request.insecure) {
        m_easy.set(CURLOPT_SSH_KNOWNHOSTS, QFile::encodeName(knownHostsFile()));
        m_easy.setCallback(CURLOPT_SSH_KEYFUNCTION, &Transfer::onHostKey);
        m_easy.set(CURLOPT_SSH_KEYDATA, static_cast<void *>(this));
    }
    if (const QString key = privateKeyFile(); !key.isEmpty())
        m_easy.set(CURLOPT_SSH_PRIVATE_KEYFILE, QFile::encodeName(key));
    const auto url = parseUrl(m_request.url, Leniency::Reference);
    if (const QByteArray name = loginName(); url && url->userInfo.isEmpty() && !name.isEmpty())
        m_easy.set(CURLOPT_USERNAME, name);
}

// The list of known hosts is the user's, kept with ssh: nothing is asked here, and nothing written.
int Transfer::onHostKey(CURL *, const curl_khkey *, const curl_khkey *found, curl_khmatch match, void *self) noexcept
{
    if (match == CURLKHMATCH_OK)
        return CURLKHSTAT_FINE;
    auto *transfer = static_cast<Transfer *>(self);
    const auto length = found->len > 0 ? static_cast<qsizetype>(found->len) : qsizetype(qstrlen(found->key));
    const QByteArray key(found->key, length);
    const QString print = hostKeyFingerprint(found->len > 0 ? key : QByteArray::fromBase64(key));
    const QString how = match == CURLKHMATCH_MISMATCH ? u"is not the one in"_s : u"is not in"_s;
    transfer->m_error = transfer->makeError(
        ErrorKind::Tls, QString(u"the host key "_s + print + u' ' + how + u' ' + knownHostsFile()));
    return CURLKHSTAT_REJECT;
}

} // namespace sluice::http
