// SPDX-License-Identifier: MIT
#include "core/sources/link_list.h"

#include "core/download/naming/safe_name.h"
#include "core/http/headers.h"

#include <QLatin1StringView>
#include <QStringList>

#include <algorithm>
#include <optional>

namespace sluice::sources {

namespace {

using namespace Qt::StringLiterals;

struct Option {
    QStringView name;
    QStringView value;
};

bool isIndented(QStringView line)
{
    return line.startsWith(u' ') || line.startsWith(u'\t');
}

// "name=value" with a name as aria2 spells them; nothing for anything else, e.g. an indented link.
std::optional<Option> optionOf(QStringView line)
{
    const qsizetype equals = line.indexOf(u'=');
    const QStringView name = equals < 0 ? QStringView() : line.first(equals).trimmed();
    const auto allowed = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
    };
    if (name.isEmpty() || !std::ranges::all_of(name, allowed))
        return std::nullopt;
    return Option{name, line.sliced(equals + 1).trimmed()};
}

QString lineText(const Option &option)
{
    const bool control
        = std::ranges::any_of(option.value, [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
    return control ? u"contains a control character"_s : QString();
}

// One link with the option lines that follow it. Views the text that is parsed.
class Entry
{
public:
    Entry(QStringView text, int line)
        : m_first(line)
        , m_link(text)
    {
        const qsizetype tab = text.indexOf(u'\t');
        auto url = normaliseLink((tab < 0 ? text : text.first(tab)).toString());
        if (url)
            m_request.url = *std::move(url);
        else
            m_problem = BadLine{line, {}, url.error(), {}};
    }

    void addOption(QStringView line, int number, const Option &option)
    {
        m_options += u'\n' + line;
        const QString wrong = set(option);
        // The first problem is reported; the others show up once it is mended.
        if (!wrong.isEmpty() && !m_problem)
            m_problem = BadLine{number, {}, {LinkProblem::Malformed, wrong}, option.name.toString()};
    }

    // An entry with anything wrong in it is not downloaded in part: without its checksum, or under another name.
    void moveTo(LinkList &list)
    {
        if (m_problem) {
            m_problem->text = m_link % m_options;
            list.bad.push_back(*std::move(m_problem));
        } else {
            list.requests.push_back(std::move(m_request));
            list.lines.push_back(m_first);
        }
    }

private:
    // Sets one option and returns what is wrong with it, if anything.
    QString set(const Option &option)
    {
        if (option.name == "header"_L1)
            return setHeader(option);
        const auto isKnown = [&](QLatin1StringView name) {
            return option.name == name;
        };
        if (!std::ranges::any_of(
                std::to_array({"out"_L1, "dir"_L1, "checksum"_L1, "referer"_L1, "user-agent"_L1}), isKnown))
            return {};
        const QString name = option.name.toString();
        if (m_seen.contains(name))
            return u"is given twice"_s;
        m_seen.append(name);
        if (option.value.isEmpty())
            return u"is empty"_s;
        QString control = lineText(option);
        if (!control.isEmpty())
            return control;

        const QString value = option.value.toString();
        if (option.name == "out"_L1) {
            if (const auto fine = download::checkUserName(value); !fine)
                return download::nameProblemText(fine.error());
            m_request.fileName = value;
        } else if (option.name == "dir"_L1) {
            m_request.folder = value;
        } else if (option.name == "referer"_L1) {
            m_request.referer = value;
        } else if (option.name == "user-agent"_L1) {
            m_request.userAgent = value;
        } else {
            auto checksum = parseChecksum(value);
            if (!checksum)
                return checksum.error();
            m_request.checksum = *std::move(checksum);
        }
        return {};
    }

    QString setHeader(const Option &option)
    {
        QString control = lineText(option);
        if (!control.isEmpty())
            return control;
        const QByteArray line = option.value.toUtf8();
        if (!http::parseHeaderLine(line))
            return u"is not of the form \"Name: value\""_s;
        m_request.headers.append(line);
        return {};
    }

    int m_first;
    QStringView m_link;
    QString m_options; ///< each after a line break
    download::Request m_request;
    std::optional<BadLine> m_problem;
    QStringList m_seen;
};

} // namespace

LinkList parseLinkList(QStringView text)
{
    LinkList list;
    std::optional<Entry> entry;
    const auto finish = [&] {
        if (entry)
            entry->moveTo(list);
        entry.reset();
    };

    if (text.startsWith(u'\ufeff'))
        text = text.sliced(1);
    for (int number = 1; !text.isEmpty(); ++number) {
        const qsizetype end = text.indexOf(u'\n');
        QStringView line = end < 0 ? text : text.first(end);
        text = end < 0 ? QStringView() : text.sliced(end + 1);
        if (line.endsWith(u'\r'))
            line.chop(1);

        const QStringView content = line.trimmed();
        if (content.isEmpty() || content.startsWith(u'#'))
            continue;
        if (isIndented(line)) {
            if (const std::optional<Option> option = optionOf(content)) {
                if (entry)
                    entry->addOption(line, number, *option);
                else
                    list.bad.push_back({number, line.toString(), {LinkProblem::Malformed, u"belongs to no link"_s},
                        option->name.toString()});
                continue;
            }
        }
        finish();
        entry.emplace(content, number);
    }
    finish();
    return list;
}

} // namespace sluice::sources
