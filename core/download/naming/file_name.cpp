// SPDX-License-Identifier: MIT
#include "core/download/naming/file_name.h"

#include "core/download/naming/content_disposition.h"
#include "core/http/url.h"

#include <QByteArrayView>
#include <QList>

#include <algorithm>

namespace sluice::download {

namespace {

using namespace Qt::StringLiterals;

// RFC 6266 §4.3: a name that pretends to be a path, absolute or upwards, counts for its last part alone. Other
// slashes are part of a title ("AC/DC") and are replaced later.
QStringView withoutFolders(QStringView name)
{
    const auto isSlash = [](QChar c) {
        return c == u'/' || c == u'\\';
    };
    bool pretends = !name.isEmpty() && isSlash(name.front());
    qsizetype begin = 0;
    for (qsizetype i = 0; i <= name.size(); ++i) {
        if (i < name.size() && !isSlash(name[i]))
            continue;
        const QStringView part = name.sliced(begin, i - begin);
        pretends = pretends || (part == ".."_L1 && part.size() < name.size());
        if (i < name.size())
            begin = i + 1;
    }
    return pretends ? name.sliced(begin) : name;
}

std::optional<QString> safeLastPart(const std::optional<QString> &name, qsizetype maxBytes)
{
    return name ? safeName(withoutFolders(*name), maxBytes) : std::nullopt;
}

} // namespace

std::optional<QString> nameFromUrl(const QString &url)
{
    const QStringView whole(url);
    const qsizetype scheme = whole.indexOf("://"_L1);
    if (scheme < 0)
        return std::nullopt;
    const QStringView rest = whole.sliced(scheme + 3);
    const auto pathEnd = std::ranges::find_if(rest, [](QChar c) { return c == u'?' || c == u'#'; });
    const QStringView hostAndPath = rest.first(pathEnd - rest.begin());
    const qsizetype slash = hostAndPath.lastIndexOf(u'/');
    if (slash < 0 || slash + 1 == hostAndPath.size())
        return std::nullopt;
    const QByteArray bytes = QByteArray::fromPercentEncoding(hostAndPath.sliced(slash + 1).toUtf8());
    return QByteArrayView(bytes).isValidUtf8() ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
}

QString chooseFileName(const NameSources &sources, qsizetype maxBytes)
{
    const DispositionName disposition = parseContentDisposition(sources.contentDisposition);
    if (const auto name = safeLastPart(disposition.name, maxBytes))
        return *name;
    if (const auto name = safeLastPart(sources.suggested, maxBytes))
        return *name;
    if (const auto fromUrl = nameFromUrl(sources.url)) {
        if (const auto name = safeName(*fromUrl, maxBytes))
            return *name;
    }
    if (const auto name = safeLastPart(disposition.guess, maxBytes))
        return *name;
    if (const auto name = safeName(sources.fallback, maxBytes))
        return *name;
    return safeName(http::hostLabel(sources.url), maxBytes).value_or(u"download"_s);
}

} // namespace sluice::download
