// SPDX-License-Identifier: MIT
#include "ui/dialogs/link_check.h"

#include <QSet>
#include <QStringList>
#include <QStringView>

#include <algorithm>
#include <utility>

namespace sluice::ui {

LinkCheck checkList(sources::LinkList list)
{
    LinkCheck result;
    result.requests.reserve(list.requests.size());
    QSet<QString> seen;
    for (download::Request &request : list.requests) {
        const QString key = request.url + u'\n' + request.folder + u'\n' + request.fileName;
        if (seen.contains(key)) {
            ++result.merged;
            continue;
        }
        seen.insert(key);
        result.requests.push_back(std::move(request));
    }
    result.bad = std::move(list.bad);
    QStringList remaining;
    result.reasons.reserve(static_cast<qsizetype>(result.bad.size()));
    for (const sources::BadLine &bad : result.bad) {
        remaining.append(bad.text);
        result.reasons.insert(bad.line, badLineText(bad));
    }
    result.remaining = remaining.join(u'\n');
    return result;
}

LinkCheck checkLinks(const QString &text)
{
    return checkList(sources::parseLinkList(text));
}

bool looksLikeLinks(const QString &text)
{
    // The clipboard may hold a whole book: only its beginning decides.
    constexpr qsizetype kEnough = sources::kMaxUrlLength + 1024;
    const QStringView head = QStringView(text).first(std::min(text.size(), kEnough));
    for (const QStringView line : head.split(u'\n')) {
        const QStringView trimmed = line.trimmed();
        if (!trimmed.isEmpty())
            return sources::normaliseLink(trimmed.toString()).has_value();
    }
    return false;
}

} // namespace sluice::ui
