// SPDX-License-Identifier: MIT
#include "app/handover.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>

#include <algorithm>
#include <array>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kVersion = 1;

// Timeouts of one download are the window's business: they are settings, and a second start sends none.
QCborMap toMap(const download::Request &request)
{
    QCborArray headers;
    for (const QByteArray &line : request.headers)
        headers << line;
    QCborMap map{
        {u"url"_s, request.url},
        {u"folder"_s, request.folder},
        {u"name"_s, request.fileName},
        {u"headers"_s, headers},
        {u"referer"_s, request.referer},
        {u"userAgent"_s, request.userAgent},
        {u"conflict"_s, int(request.conflict)},
    };
    if (request.checksum) {
        map.insert("algorithm"_L1, int(request.checksum->algorithm));
        map.insert("digest"_L1, request.checksum->digest);
    }
    return map;
}

std::optional<download::Request> toRequest(const QCborMap &map)
{
    using download::Conflict;
    download::Request request;
    request.url = map["url"_L1].toString();
    request.folder = map["folder"_L1].toString();
    request.fileName = map["name"_L1].toString();
    request.referer = map["referer"_L1].toString();
    request.userAgent = map["userAgent"_L1].toString();
    for (const auto line : map["headers"_L1].toArray())
        request.headers << line.toByteArray();
    const qint64 conflict = map["conflict"_L1].toInteger(-1);
    if (request.url.isEmpty() || conflict < int(Conflict::Rename) || conflict > int(Conflict::Skip))
        return std::nullopt;
    request.conflict = Conflict(conflict);
    if (map.contains("digest"_L1)) {
        const auto algorithm = QCryptographicHash::Algorithm(map["algorithm"_L1].toInteger());
        const QByteArray digest = map["digest"_L1].toByteArray();
        // An unknown algorithm has the length 0.
        if (digest.isEmpty() || QCryptographicHash::hashLength(algorithm) != digest.size())
            return std::nullopt;
        request.checksum = download::Checksum{algorithm, digest};
    }
    return request;
}

} // namespace

QByteArray encodeHandover(const Handover &handover)
{
    QCborArray requests;
    for (const download::Request &request : handover.requests)
        requests << toMap(request);
    const QCborMap map{
        {u"sluice"_s, kVersion},
        {u"start"_s, handover.start},
        {u"token"_s, handover.activationToken},
        {u"requests"_s, requests},
    };
    return map.toCborValue().toCbor();
}

std::optional<Handover> decodeHandover(const QByteArray &bytes)
{
    QCborParserError error;
    const QCborMap map = QCborValue::fromCbor(bytes, &error).toMap();
    if (error.error != QCborError::NoError || map["sluice"_L1].toInteger() != kVersion)
        return std::nullopt;
    Handover handover;
    handover.start = map["start"_L1].toBool();
    handover.activationToken = map["token"_L1].toByteArray();
    for (const auto value : map["requests"_L1].toArray()) {
        auto request = toRequest(value.toMap());
        if (!request)
            return std::nullopt;
        handover.requests.push_back(*std::move(request));
    }
    return handover;
}

} // namespace sluice::app
