// SPDX-License-Identifier: MIT
#include "app/cli/collect_requests.h"

#include "app/cli/folder_check.h"
#include "app/cli/values.h"
#include "app/terminal/format.h"
#include "app/terminal/text_width.h"
#include "core/sources/link_list.h"

#include <QCoreApplication>
#include <QDir>
#include <QHash>

#include <algorithm>
#include <utility>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::Links)
};

/// The first few problems, and how many there were.
class Problems
{
public:
    /// Calls `text` only when its answer will be shown: a list may hold a million bad lines.
    template <typename Text>
    void add(Text text)
    {
        if (m_count++ < kMostProblems)
            m_texts << text();
    }

    bool isEmpty() const { return m_count == 0; }

    QStringList texts() const
    {
        QStringList all = m_texts;
        if (m_count > kMostProblems)
            all << Tr::tr("... and %n more like these.", nullptr, m_count - kMostProblems);
        return all;
    }

private:
    QStringList m_texts;
    int m_count = 0;
};

/// A list file as messages name it.
struct Place {
    QString file;
    int line = 0;

    QString text() const { return Tr::tr("%1, line %2: ").arg(file, QString::number(line)); }
};

QString listFileText(const QString &name, const sources::ListFileError &error)
{
    switch (error.problem) {
    case sources::ListFileProblem::Missing:
        return Tr::tr("-i: the file %1 does not exist. Check the name.").arg(name);
    case sources::ListFileProblem::NotAFile:
        return Tr::tr("-i: %1 is not a file. Name a text file with one link a line.").arg(name);
    case sources::ListFileProblem::NotReadable:
        return Tr::tr("-i: the file %1 cannot be read (%2). Check its permissions.").arg(name, error.detail);
    case sources::ListFileProblem::TooLarge:
        return Tr::tr("-i: the file %1 is larger than %2. Split it into smaller ones.")
            .arg(name, formatBytes(sources::kMaxListBytes));
    case sources::ListFileProblem::Binary:
        return Tr::tr("-i: %1 is not a text file. Name a text file (UTF-8) with one link a line.").arg(name);
    }
    Q_UNREACHABLE();
}

QString badLineText(const sources::BadLine &bad)
{
    const QString link = bad.text.section(u'\n', 0, 0);
    if (bad.option.isEmpty())
        return linkProblemText(link, bad.error);
    return Tr::tr("%1= %2 (below %3). Mend the line or take it out.")
        .arg(bad.option, elideMiddle(harmless(bad.error.detail.left(1000)), 150),
            quoted(sources::withoutUserInfo(link)));
}

/// Looks at each folder once, however many links name it.
class Folders
{
public:
    QString problem(const QString &path)
    {
        const auto known = m_known.constFind(path);
        if (known != m_known.cend())
            return *known;
        return *m_known.insert(path, folderProblem(path));
    }

private:
    QHash<QString, QString> m_known;
};

class Collector
{
public:
    Collector(const Options &options, const QString &folder)
        : m_options(options)
        , m_folder(folder)
    {
    }

    std::expected<std::vector<download::Request>, QStringList> run()
    {
        if (!m_options.cookieFile.isEmpty())
            addIfAny(u"--cookies: "_s, readProblem(m_options.cookieFile));
        if (!m_options.caFile.isEmpty())
            addIfAny(u"--ca-file: "_s, readProblem(m_options.caFile));
        if (!m_folder.isEmpty())
            addIfAny({}, m_folders.problem(m_folder));
        for (const QString &link : m_options.links)
            takeLink(link);
        for (const QString &file : m_options.inputFiles)
            takeFile(file);
        if (!m_problems.isEmpty())
            return std::unexpected(m_problems.texts());
        return std::move(m_requests);
    }

private:
    void addIfAny(const QString &where, const QString &problem)
    {
        if (!problem.isEmpty())
            m_problems.add([&] { return QString(where + problem); });
    }

    void takeLink(const QString &link)
    {
        auto url = sources::normaliseLink(link);
        if (!url)
            return m_problems.add([&] { return linkProblemText(link, url.error()); });
        download::Request request;
        request.url = *std::move(url);
        request.fileName = m_options.output;
        request.checksum = m_options.checksum;
        finish(std::move(request));
    }

    void takeFile(const QString &file)
    {
        const QString name = file == "-"_L1 ? Tr::tr("standard input") : quoted(file);
        auto list = sources::readLinkList(file);
        if (!list)
            return m_problems.add([&] { return listFileText(name, list.error()); });
        if (list->requests.empty() && list->bad.empty()) {
            return m_problems.add(
                [&] { return Tr::tr("-i: there are no links in %1. Put one link on each line.").arg(name); });
        }
        for (const sources::BadLine &bad : list->bad)
            m_problems.add([&] { return QString(Place{name, bad.line}.text() + badLineText(bad)); });
        m_requests.reserve(m_requests.size() + list->requests.size());
        for (std::size_t i = 0; i < list->requests.size(); ++i)
            takeListed(Place{name, list->lines[i]}, std::move(list->requests[i]));
    }

    void takeListed(const Place &place, download::Request request)
    {
        for (const QByteArray &line : request.headers) {
            const auto header = headerLine({OptionId::Header, u"header="_s, QString::fromUtf8(line)});
            if (!header)
                m_problems.add([&] { return QString(place.text() + header.error()); });
        }
        if (!request.folder.isEmpty()) {
            request.folder = QDir::cleanPath(QDir::current().absoluteFilePath(request.folder));
            const QString problem = m_folders.problem(request.folder);
            if (!problem.isEmpty())
                m_problems.add([&] { return QString(place.text() + "dir=: "_L1 + problem); });
        }
        finish(std::move(request));
    }

    /// What the command line says for every download; a line's own word goes first.
    void finish(download::Request request)
    {
        if (request.folder.isEmpty())
            request.folder = m_folder;
        if (request.referer.isEmpty())
            request.referer = m_options.referer;
        request.headers = m_options.headers + request.headers;
        request.conflict = m_options.conflict.value_or(request.conflict);
        m_requests.push_back(std::move(request));
    }

    const Options &m_options;
    QString m_folder;
    Folders m_folders;
    Problems m_problems;
    std::vector<download::Request> m_requests;
};

} // namespace

std::expected<std::vector<download::Request>, QStringList> collectRequests(
    const Options &options, const QString &folder)
{
    return Collector(options, folder).run();
}

QString linkProblemText(const QString &link, const sources::LinkError &error)
{
    const QString shown = quoted(sources::withoutUserInfo(link));
    switch (error.problem) {
    case sources::LinkProblem::Empty:
        return Tr::tr("An empty link cannot be downloaded. Take it out, or write the link.");
    case sources::LinkProblem::Malformed:
        return error.detail.isEmpty()
            ? Tr::tr("%1 is not a link. Check how it is written.").arg(shown)
            : Tr::tr("%1 is not a link (%2). Check how it is written.").arg(shown, quoted(error.detail));
    case sources::LinkProblem::NoScheme:
        return Tr::tr("%1 does not say how to reach it. Write https:// before it.").arg(shown);
    case sources::LinkProblem::UnsupportedScheme:
        return Tr::tr("%1: Sluice does not speak %2. Use http, https, ftp, ftps or sftp.")
            .arg(shown, quoted(error.detail));
    case sources::LinkProblem::NoHost:
        return Tr::tr("%1 names no server. Write it as https://server/file.").arg(shown);
    case sources::LinkProblem::TooLong:
        return Tr::tr("%1 is longer than %2 characters. Check how it was copied.")
            .arg(shown, QString::number(sources::kMaxUrlLength));
    }
    Q_UNREACHABLE();
}

QString targetFolder(const Options &options, const QString &fallback)
{
    return QDir::cleanPath(QDir::current().absoluteFilePath(options.dir.isEmpty() ? fallback : options.dir));
}

} // namespace sluice::app
