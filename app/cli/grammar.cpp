// SPDX-License-Identifier: MIT
// Why not QCommandLineParser: it keeps the last of two equal options without a word, swallows "--" as a value,
// cannot name the option that was probably meant, and leaves with status 1 where ours is 2.
#include "app/cli/grammar.h"

#include "app/terminal/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::Grammar)
};

const OptionSpec *findLong(QStringView name)
{
    const auto specs = optionSpecs();
    const auto it
        = std::ranges::find_if(specs, [&](const OptionSpec &spec) { return name == QLatin1StringView(spec.name); });
    return it == specs.end() ? nullptr : &*it;
}

const OptionSpec *findShort(QChar name)
{
    const auto specs = optionSpecs();
    const auto it = std::ranges::find_if(
        specs, [&](const OptionSpec &spec) { return spec.shortName != '\0' && name == QLatin1Char(spec.shortName); });
    return it == specs.end() ? nullptr : &*it;
}

bool takesValue(const OptionSpec &spec)
{
    return *spec.placeholder != '\0';
}

/// Number of single-character edits between two words (Levenshtein).
int editDistance(QStringView a, QStringView b)
{
    std::vector<int> row(std::size_t(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i) + 1;
        for (std::size_t j = 0; j < std::size_t(b.size()); ++j) {
            const int replaced = diagonal + (a[i] == b[qsizetype(j)] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

bool belongs(Scope scope, Command command)
{
    switch (scope) {
    case Scope::Both:
        return command != Command::Trace;
    case Scope::GetOnly:
        return command == Command::Get;
    case Scope::WindowOnly:
        return command == Command::Window;
    case Scope::TraceOnly:
        return command == Command::Trace;
    case Scope::Everywhere:
        break;
    }
    return true;
}

/// Why an option is none of the command given, with the remedy.
QString strangerText(const OptionSpec &spec, Command command, const QString &spelled)
{
    if (command == Command::Trace)
        return Tr::tr("%1 is no option of \"sluice trace\". Leave it out.").arg(spelled);
    switch (spec.scope) {
    case Scope::GetOnly:
        return Tr::tr("%1 belongs to \"sluice get\". Write sluice get %1 URL.").arg(spelled);
    case Scope::TraceOnly:
        return Tr::tr("%1 belongs to \"sluice trace\". Write sluice trace FILE %1.").arg(spelled);
    default:
        return Tr::tr("%1 belongs to the window. Leave it out, or leave out \"get\".").arg(spelled);
    }
}

/// Walks through the arguments once; each step takes one word, and the value that belongs to it.
class Splitter
{
public:
    explicit Splitter(const QStringList &arguments)
        : m_arguments(arguments)
    {
    }

    std::expected<Words, QString> run()
    {
        if (!m_arguments.isEmpty() && m_arguments.first() == "get"_L1)
            m_words.command = Command::Get;
        else if (!m_arguments.isEmpty() && m_arguments.first() == "trace"_L1)
            m_words.command = Command::Trace;
        m_next = m_words.command == Command::Window ? 0 : 1;
        bool optionsEnded = false;
        while (m_next < m_arguments.size() && m_error.isEmpty()) {
            const QString word = m_arguments[m_next++];
            if (!optionsEnded && word == "--"_L1)
                optionsEnded = true;
            else if (!optionsEnded && word.startsWith("--"_L1))
                takeLong(word);
            else if (!optionsEnded && word.startsWith(u'-') && word.size() > 1)
                takeShort(word);
            else
                m_words.links << word;
        }
        if (!m_error.isEmpty())
            return std::unexpected(m_error);
        return std::move(m_words);
    }

private:
    void takeLong(const QString &word)
    {
        const qsizetype equals = word.indexOf(u'=');
        const QString spelled = equals < 0 ? word : word.first(equals);
        const OptionSpec *spec = findLong(QStringView(spelled).sliced(2));
        if (!spec)
            return unknown(spelled);
        if (!takesValue(*spec) && equals >= 0) {
            m_error = Tr::tr("%1 takes no value. Write just %1.").arg(spelled);
            return;
        }
        if (!takesValue(*spec))
            return accept(*spec, spelled, {});
        if (equals >= 0)
            return accept(*spec, spelled, word.sliced(equals + 1));
        takeNextWord(*spec, spelled);
    }

    void takeShort(const QString &word)
    {
        for (qsizetype i = 1; i < word.size() && m_error.isEmpty(); ++i) {
            const QString spelled = u'-' + QString(word[i]);
            const OptionSpec *spec = findShort(word[i]);
            if (!spec)
                return unknown(findLong(QStringView(word).sliced(1)) ? word : spelled);
            if (!takesValue(*spec)) {
                accept(*spec, spelled, {});
                continue;
            }
            if (i + 1 < word.size())
                return accept(*spec, spelled, word.sliced(i + 1));
            return takeNextWord(*spec, spelled);
        }
    }

    void takeNextWord(const OptionSpec &spec, const QString &spelled)
    {
        const QString placeholder = QString::fromLatin1(spec.placeholder);
        if (m_next >= m_arguments.size()) {
            m_error = Tr::tr("%1 needs a value. Write %1 %2.").arg(spelled, placeholder);
            return;
        }
        const QString value = m_arguments[m_next++];
        // "-d --json" is a forgotten folder, not a folder called "--json"; "--dir=--json" still means that one.
        if (value == "--"_L1 || (value.startsWith("--"_L1) && findLong(QStringView(value).sliced(2)))) {
            m_error = Tr::tr("%1 needs a value, and %2 follows. Write %1 %3.").arg(spelled, value, placeholder);
            return;
        }
        accept(spec, spelled, value);
    }

    void accept(const OptionSpec &spec, const QString &spelled, const QString &value)
    {
        const QString name = QString::fromLatin1(spec.name);
        if (!belongs(spec.scope, m_words.command)) {
            m_error = strangerText(spec, m_words.command, spelled);
            return;
        }
        const auto earlier = std::ranges::find(m_words.options, spec.id, &GivenOption::id);
        if (earlier != m_words.options.end() && !spec.repeatable) {
            m_error = takesValue(spec) ? Tr::tr("--%1 is given twice, with %2 and with %3. Give it once.")
                                             .arg(name, quoted(earlier->value), quoted(value))
                                       : Tr::tr("--%1 is given twice. Give it once.").arg(name);
            return;
        }
        m_words.options.push_back({spec.id, spelled, value});
    }

    void unknown(const QString &spelled)
    {
        const QString nearest = nearestOption(spelled);
        m_error = nearest.isEmpty()
            ? Tr::tr("There is no option %1. \"sluice --help\" lists them all.").arg(quoted(spelled))
            : Tr::tr("There is no option %1. Did you mean %2?").arg(quoted(spelled), nearest);
    }

    QStringList m_arguments;
    qsizetype m_next = 0;
    Words m_words;
    QString m_error;
};

} // namespace

std::expected<Words, QString> splitWords(const QStringList &arguments)
{
    return Splitter(arguments).run();
}

QString nearestOption(const QString &name)
{
    QStringView bare(name);
    while (bare.startsWith(u'-'))
        bare = bare.sliced(1);
    if (bare.size() < 2 || bare.size() > 40)
        return {};
    const OptionSpec *best = nullptr;
    int bestDistance = 0;
    for (const OptionSpec &spec : optionSpecs()) {
        const QString known = QString::fromLatin1(spec.name);
        // The beginning of a name is as near as one slip: "--out" for "--output".
        const int distance = known.startsWith(bare) ? (known.size() == bare.size() ? 0 : 1) : editDistance(bare, known);
        if (!best || distance < bestDistance) {
            best = &spec;
            bestDistance = distance;
        }
    }
    const int allowed = bare.size() < 5 ? 1 : 2; // two, because swapped letters count as two
    return bestDistance <= allowed ? "--"_L1 + QString::fromLatin1(best->name) : QString();
}

} // namespace sluice::app
