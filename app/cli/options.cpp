// SPDX-License-Identifier: MIT
#include "app/cli/options.h"

#include "app/cli/values.h"
#include "app/terminal/format.h"
#include "app/terminal/text_width.h"
#include "core/download/naming/safe_name.h"
#include "core/sources/link_list.h"

#include <QCoreApplication>

#include <utility>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::Options)
};

constexpr qint64 kShortestWaitMs = 100;
constexpr qint64 kDayMs = 86'400'000;
constexpr qint64 kYearMs = 365 * kDayMs;
constexpr int kMostRetries = 1000;

/// Puts a value where it belongs, or says why it cannot be one.
template <typename Target, typename Value>
QString store(Target &target, std::expected<Value, QString> value)
{
    if (!value)
        return std::move(value).error();
    if constexpr (requires { target.push_back(*value); } && !std::is_same_v<Target, QString>)
        target.push_back(*std::move(value));
    else if constexpr (std::is_same_v<Target, std::optional<int>>)
        target = static_cast<int>(*value);
    else
        target = *std::move(value);
    return {};
}

QString turnOn(bool &target)
{
    target = true;
    return {};
}

std::expected<int, QString> connections(const GivenOption &given)
{
    auto number = wholeNumber(given, 1, 16);
    if (number && *number > 1) {
        return std::unexpected(
            Tr::tr("%1: several connections for one download are not available yet. Use %1 1, or leave it out.")
                .arg(given.spelled));
    }
    return number;
}

std::expected<qint64, QString> rate(const GivenOption &given)
{
    const auto bytes = sources::parseBytes(given.value);
    if (bytes && *bytes > 0)
        return *bytes;
    return std::unexpected(Tr::tr("%1: %2 is not a rate. Write bytes a second, such as 800, 500K or 2M.")
            .arg(given.spelled, quoted(given.value)));
}

std::expected<download::Checksum, QString> checksum(const GivenOption &given)
{
    auto result = sources::parseChecksum(given.value);
    if (result)
        return *result;
    return std::unexpected(Tr::tr("%1: %2 is not a checksum (%3). Write it as sha-256=HEX; md5, sha-1, sha-224, "
                                  "sha-384 and sha-512 are known too.")
            .arg(given.spelled, quoted(given.value), result.error()));
}

/// One of a few words; the position in `words` is the value.
template <typename Value>
std::expected<Value, QString> oneOf(const GivenOption &given, const std::vector<std::pair<QString, Value>> &words)
{
    QStringList names;
    for (const auto &[name, value] : words) {
        if (name == given.value)
            return value;
        names << name;
    }
    return std::unexpected(
        Tr::tr("%1: %2 is not one of %3.").arg(given.spelled, quoted(given.value), names.join(", "_L1)));
}

std::expected<QString, QString> outputName(const GivenOption &given)
{
    const QString problem = fileNameProblem(given.value);
    if (problem.isEmpty())
        return given.value;
    return std::unexpected(given.spelled + ": "_L1 + problem);
}

/// The suffix says the format, so there must be one that is known.
std::expected<QString, QString> traceFile(const GivenOption &given)
{
    auto path = plainText(given);
    if (path && !trace::formatOf(*path)) {
        return std::unexpected(Tr::tr("%1: the name %2 does not say the format. Let it end in .sluice-trace, .json "
                                      "(for Perfetto), .har or .csv.")
                .arg(given.spelled, quoted(given.value)));
    }
    return path;
}

QString apply(const GivenOption &given, Options &options)
{
    switch (given.id) {
    case OptionId::Dir:
        return store(options.dir, plainText(given));
    case OptionId::Output:
        // What is written of a recording is a file anywhere, not one in the folder for downloads.
        return store(options.output, options.command == Command::Trace ? plainText(given) : outputName(given));
    case OptionId::InputFile:
        return store(options.inputFiles, plainText(given));
    case OptionId::Limit:
        return store(options.limit, wholeNumber(given, download::kMinLimit, download::kMaxLimit));
    case OptionId::Connections: {
        std::optional<int> only;
        return store(only, connections(given));
    }
    case OptionId::HostLimit:
        return store(options.hostLimit, wholeNumber(given, 0, download::kMaxLimit));
    case OptionId::LimitRate:
        return store(options.rateLimit, rate(given));
    case OptionId::ConnectTimeout:
        return store(options.connectTimeoutMs, seconds(given, kShortestWaitMs, kDayMs));
    case OptionId::StallTimeout:
        return store(options.stallTimeoutMs, seconds(given, kShortestWaitMs, kDayMs));
    case OptionId::Timeout:
        return store(options.deadlineMs, seconds(given, 0, kYearMs));
    case OptionId::Retries:
        return store(options.retries, wholeNumber(given, 0, kMostRetries));
    case OptionId::RetryWait:
        return store(options.retryWaitMs, seconds(given, 0, kDayMs));
    case OptionId::Checksum:
        return store(options.checksum, checksum(given));
    case OptionId::Header:
        return store(options.headers, headerLine(given));
    case OptionId::UserAgent:
        return store(options.userAgent, plainText(given));
    case OptionId::Referer:
        return store(options.referer, plainText(given));
    case OptionId::Proxy:
        return store(options.proxy, proxyUrl(given));
    case OptionId::Cookies:
        return store(options.cookieFile, plainText(given));
    case OptionId::CaFile:
        return store(options.caFile, plainText(given));
    case OptionId::Insecure:
        return turnOn(options.insecure);
    case OptionId::OnConflict:
        return store(options.conflict,
            oneOf<download::Conflict>(given,
                {{u"rename"_s, download::Conflict::Rename}, {u"overwrite"_s, download::Conflict::Overwrite},
                    {u"skip"_s, download::Conflict::Skip}}));
    case OptionId::NoResume:
        return turnOn(options.noResume);
    case OptionId::Profile:
        return store(options.profile, plainText(given));
    case OptionId::Json:
        return turnOn(options.json);
    case OptionId::Quiet:
        return turnOn(options.quiet);
    case OptionId::Trace:
        return store(options.traceFile, traceFile(given));
    case OptionId::Export:
        return store(options.exportAs,
            oneOf<trace::FileFormat>(given,
                {{u"chrome"_s, trace::FileFormat::ChromeTrace}, {u"har"_s, trace::FileFormat::Har},
                    {u"csv"_s, trace::FileFormat::Csv}}));
    case OptionId::Theme:
        return store(options.theme,
            oneOf<Theme>(given, {{u"light"_s, Theme::Light}, {u"dark"_s, Theme::Dark}, {u"system"_s, Theme::System}}));
    case OptionId::Start:
        return turnOn(options.start);
    case OptionId::QuitWhenDone:
        return turnOn(options.quitWhenDone);
    case OptionId::Demo:
        return turnOn(options.demo);
    case OptionId::Help:
        return turnOn(options.help);
    case OptionId::Version:
        return turnOn(options.version);
    }
    Q_UNREACHABLE();
}

QString traceContradiction(const Options &options)
{
    if (options.links.isEmpty())
        return Tr::tr("There is no recording to sum up. Write sluice trace FILE.");
    if (options.links.size() > 1) {
        return Tr::tr("%1 is one file too many. Give one recording at a time.").arg(quoted(options.links[1]));
    }
    if (options.exportAs && options.output.isEmpty())
        return Tr::tr("--export needs a file to write. Name it with -o FILE.");
    if (!options.output.isEmpty() && !options.exportAs && !trace::formatOf(options.output)) {
        return Tr::tr("The name %1 does not say the format. Let it end in .json, .har or .csv, or name the format "
                      "with --export.")
            .arg(quoted(options.output));
    }
    return {};
}

/// What only the command line as a whole can get wrong.
QString contradiction(const Options &options)
{
    if (options.command == Command::Trace)
        return traceContradiction(options);
    const bool noLinks = options.links.isEmpty() && options.inputFiles.isEmpty();
    if (options.command == Command::Get && noLinks)
        return Tr::tr("There is no link to download. Write sluice get URL, or name a list with -i FILE.");
    const bool single = options.links.size() == 1 && options.inputFiles.isEmpty();
    if (!options.output.isEmpty() && !single) {
        return Tr::tr("-o (--output) needs exactly one link. For several, name them in a list: -i FILE with "
                      "\"  out=NAME\" under each link.");
    }
    if (options.checksum && !single) {
        return Tr::tr("--checksum needs exactly one link. For several, put them in a list: -i FILE with "
                      "\"  checksum=ALGO=HEX\" under each link.");
    }
    if (options.inputFiles.count(u"-"_s) > 1)
        return Tr::tr("-i - is given twice, and standard input can be read only once. Give it once.");
    if (options.demo && !noLinks)
        return Tr::tr("--demo brings its own downloads. Leave out the links, or leave out --demo.");
    return {};
}

} // namespace

std::expected<Options, QString> parseOptions(const QStringList &arguments)
{
    auto words = splitWords(arguments);
    if (!words)
        return std::unexpected(std::move(words).error());
    Options options;
    options.command = words->command;
    options.links = words->links;
    for (const GivenOption &given : words->options) {
        const QString problem = apply(given, options);
        if (!problem.isEmpty())
            return std::unexpected(problem);
    }
    if (options.help || options.version)
        return options;
    const QString problem = contradiction(options);
    if (!problem.isEmpty())
        return std::unexpected(problem);
    return options;
}

download::Settings withOptions(download::Settings base, const Options &options)
{
    const auto put = [](auto &target, const auto &value) {
        if (value)
            target = *value;
    };
    const auto putText = [](QString &target, const QString &value) {
        if (!value.isEmpty())
            target = value;
    };
    put(base.limit, options.limit);
    put(base.hostLimit, options.hostLimit);
    put(base.rateLimit, options.rateLimit);
    put(base.connectTimeoutMs, options.connectTimeoutMs);
    put(base.stallTimeoutMs, options.stallTimeoutMs);
    put(base.deadlineMs, options.deadlineMs);
    put(base.retries, options.retries);
    put(base.retryWaitMs, options.retryWaitMs);
    put(base.conflict, options.conflict);
    putText(base.userAgent, options.userAgent);
    putText(base.proxy, options.proxy);
    putText(base.cookieFile, options.cookieFile);
    putText(base.caFile, options.caFile);
    base.insecure = base.insecure || options.insecure;
    return base;
}

QString fileNameProblem(const QString &name)
{
    const auto fine = download::checkUserName(name);
    if (fine)
        return {};
    switch (fine.error()) {
    case download::NameProblem::Empty:
        return Tr::tr("the file name is empty. Give one.");
    case download::NameProblem::Slash:
        return Tr::tr("%1 holds a slash. Give only the name here, and the folder with -d.").arg(quoted(name));
    case download::NameProblem::Dots:
        return Tr::tr("%1 is a folder, not a file name. Choose another name.").arg(quoted(name));
    case download::NameProblem::Control:
        return Tr::tr("the file name %1 holds control characters. Take them out.").arg(quoted(name));
    case download::NameProblem::TooLong:
        return Tr::tr("the file name %1 is %2 bytes long, and %3 is the most. Choose a shorter one.")
            .arg(quoted(name), QString::number(name.toUtf8().size()), QString::number(download::kMaxNameBytes));
    }
    Q_UNREACHABLE();
}

} // namespace sluice::app
