// SPDX-License-Identifier: MIT
#include "app/window/list_text.h"

#include <QLatin1StringView>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

QLatin1StringView algorithmName(QCryptographicHash::Algorithm algorithm)
{
    switch (algorithm) {
    case QCryptographicHash::Md5:
        return "md5"_L1;
    case QCryptographicHash::Sha1:
        return "sha-1"_L1;
    case QCryptographicHash::Sha224:
        return "sha-224"_L1;
    case QCryptographicHash::Sha384:
        return "sha-384"_L1;
    case QCryptographicHash::Sha512:
        return "sha-512"_L1;
    default: // the command line knows no others
        return "sha-256"_L1;
    }
}

} // namespace

QString listText(const std::vector<download::Request> &requests)
{
    QString text;
    const auto option = [&text](QLatin1StringView name, const QString &value) {
        if (!value.isEmpty())
            text += "  "_L1 + name + u'=' + value + u'\n';
    };
    for (const download::Request &request : requests) {
        text += request.url + u'\n';
        option("dir"_L1, request.folder);
        option("out"_L1, request.fileName);
        for (const QByteArray &header : request.headers)
            option("header"_L1, QString::fromUtf8(header));
        option("referer"_L1, request.referer);
        option("user-agent"_L1, request.userAgent);
        if (request.checksum) {
            option("checksum"_L1,
                algorithmName(request.checksum->algorithm) + u'='
                    + QString::fromLatin1(request.checksum->digest.toHex()));
        }
    }
    return text;
}

} // namespace sluice::app
