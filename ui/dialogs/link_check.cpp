// SPDX-License-Identifier: MIT
#include "ui/dialogs/link_check.h"

#include <QSet>
#include <QStringView>

#include <algorithm>
#include <utility>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

bool isIndented(QStringView line)
{
    return !line.isEmpty() && (line.front() == u' ' || line.front() == u'\t');
}

// "  out=name": a word of letters and dashes before the first "=".
bool isOption(QStringView line)
{
    if (!isIndented(line))
        return false;
    const QStringView trimmed = line.trimmed();
    const qsizetype equals = trimmed.indexOf(u'=');
    if (equals <= 0)
        return false;
    return std::ranges::all_of(trimmed.first(equals), [](QChar c) { return c == u'-' || (c >= u'a' && c <= u'z'); });
}

// Every line as it is but links without their indentation, so that an indented list is still a list of links.
QString unindentLinks(const QString &text)
{
    QString result;
    result.reserve(text.size());
    const auto lines = QStringView(text).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (i > 0)
            result += u'\n';
        result += isOption(lines[i]) ? lines[i] : lines[i].trimmed();
    }
    return result;
}

// Moves requests over, each one once.
void keepDistinct(std::vector<download::Request> requests, LinkCheck &result)
{
    QSet<QString> seen;
    for (download::Request &request : requests) {
        const QString key = request.url + u'\n' + request.folder + u'\n' + request.fileName;
        if (seen.contains(key)) {
            ++result.merged;
            continue;
        }
        seen.insert(key);
        result.requests.push_back(std::move(request));
    }
}

// For every line (from 1) the line of the link it belongs to.
std::vector<int> groupsOf(const QList<QStringView> &lines)
{
    std::vector<int> groups(static_cast<std::size_t>(lines.size()) + 1, 0);
    int group = 0;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const int number = static_cast<int>(i) + 1;
        if (!isOption(lines[i]))
            group = number;
        groups[static_cast<std::size_t>(number)] = group;
    }
    return groups;
}

} // namespace

LinkCheck checkLinks(const QString &text)
{
    const QString plain = unindentLinks(text);
    sources::LinkList list = sources::parseLinkList(plain);
    const auto lines = QStringView(text).split(u'\n');
    const std::vector<int> groups = groupsOf(lines);
    const auto groupOf = [&groups](int line) {
        return line > 0 && static_cast<std::size_t>(line) < groups.size() ? groups[static_cast<std::size_t>(line)] : 0;
    };

    QSet<int> badGroups;
    for (const sources::BadLine &bad : list.bad)
        badGroups.insert(groupOf(bad.line));

    std::vector<download::Request> good;
    for (std::size_t i = 0; i < list.requests.size(); ++i) {
        if (!badGroups.contains(groupOf(list.lines[i])))
            good.push_back(std::move(list.requests[i]));
    }
    LinkCheck result;
    keepDistinct(std::move(good), result);
    result.bad = std::move(list.bad);
    if (!badGroups.isEmpty()) {
        QStringList kept;
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (badGroups.contains(groupOf(static_cast<int>(i) + 1)))
                kept.append(lines[i].toString());
        }
        result.remaining = kept.join(u'\n');
    }
    return result;
}

LinkCheck checkImported(sources::LinkList list)
{
    // A broken option takes its link along: the last one that begins above it.
    std::vector<bool> broken(list.requests.size(), false);
    QStringList kept;
    for (const sources::BadLine &bad : list.bad) {
        const auto after = std::ranges::upper_bound(list.lines, bad.line);
        if (!bad.option.isEmpty() && after != list.lines.begin()) {
            const auto owner = static_cast<std::size_t>(after - list.lines.begin()) - 1;
            if (!broken[owner])
                kept.append(list.requests[owner].url);
            broken[owner] = true;
        }
        kept.append(bad.text);
    }
    std::vector<download::Request> good;
    good.reserve(list.requests.size());
    for (std::size_t i = 0; i < list.requests.size(); ++i) {
        if (!broken[i])
            good.push_back(std::move(list.requests[i]));
    }
    LinkCheck result;
    keepDistinct(std::move(good), result);
    result.bad = std::move(list.bad);
    result.remaining = kept.join(u'\n');
    return result;
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
