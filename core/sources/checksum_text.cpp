// SPDX-License-Identifier: MIT
#include "core/sources/link_list.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>
#include <utility>

namespace sluice::sources {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array<std::pair<QLatin1StringView, QCryptographicHash::Algorithm>, 6> kAlgorithms{{
    {"md5"_L1, QCryptographicHash::Md5},
    {"sha1"_L1, QCryptographicHash::Sha1},
    {"sha224"_L1, QCryptographicHash::Sha224},
    {"sha256"_L1, QCryptographicHash::Sha256},
    {"sha384"_L1, QCryptographicHash::Sha384},
    {"sha512"_L1, QCryptographicHash::Sha512},
}};

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

} // namespace

std::expected<download::Checksum, QString> parseChecksum(const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    if (equals < 0)
        return std::unexpected(u"\"%1\" is not of the form sha-256=<hexadecimal digits>"_s.arg(text));
    const QString name = text.first(equals).trimmed();
    const QString key = name.toLower().remove(u'-');
    const auto known = std::ranges::find_if(kAlgorithms, [&](const auto &entry) { return key == entry.first; });
    if (known == kAlgorithms.end())
        return std::unexpected(
            u"unknown algorithm \"%1\": use md5, sha-1, sha-224, sha-256, sha-384 or sha-512"_s.arg(name));

    const QString hex = text.sliced(equals + 1).trimmed();
    if (!std::ranges::all_of(hex, isHexDigit))
        return std::unexpected(u"\"%1\" is not hexadecimal"_s.arg(hex));
    const int digits = 2 * QCryptographicHash::hashLength(known->second);
    if (hex.size() != digits)
        return std::unexpected(u"%1 needs %2 hexadecimal digits, not %3"_s.arg(name).arg(digits).arg(hex.size()));
    return download::Checksum{known->second, QByteArray::fromHex(hex.toLatin1())};
}

} // namespace sluice::sources
