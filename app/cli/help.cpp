// SPDX-License-Identifier: MIT
#include "app/cli/help.h"

#include "app/cli/grammar.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::Help)
};

QString leftColumn(const OptionSpec &spec)
{
    QString text = spec.shortName == '\0' ? u"      "_s : u"  -"_s + QLatin1Char(spec.shortName) + u", "_s;
    text += "--"_L1 + QString::fromLatin1(spec.name);
    if (*spec.placeholder != '\0')
        text += u' ' + QString::fromLatin1(spec.placeholder);
    return text;
}

QString section(const QString &title, Scope scope)
{
    qsizetype width = 0;
    for (const OptionSpec &spec : optionSpecs())
        width = std::max(width, leftColumn(spec).size());

    QString text = title + u'\n';
    for (const OptionSpec &spec : optionSpecs()) {
        if (spec.scope == scope || (scope == Scope::Both && spec.scope == Scope::Everywhere)) {
            text += leftColumn(spec).leftJustified(width + 2)
                + QCoreApplication::translate("sluice::app::Options", spec.help) + u'\n';
        }
    }
    return text;
}

} // namespace

QString helpText()
{
    return Tr::tr("Download many files at once, under a limit you can turn.\n"
                  "\n"
                  "Usage:\n"
                  "  sluice [options] [URL...]        open the window, with these links\n"
                  "  sluice get [options] URL...      download here, without a window\n"
                  "  sluice trace [options] FILE      sum up a recording, or convert it\n"
                  "\n")
        + section(Tr::tr("Options:"), Scope::Both) + u'\n'
        + section(Tr::tr("Only with \"sluice get\":"), Scope::GetOnly) + u'\n'
        + section(Tr::tr("Only with \"sluice trace\":"), Scope::TraceOnly) + u'\n'
        + section(Tr::tr("Only with the window:"), Scope::WindowOnly) + u'\n'
        + Tr::tr("A list for -i may hold # comments and, indented under a link, out=NAME,\n"
                 "dir=DIR, header=LINE and checksum=ALGO=HEX.\n"
                 "\n"
                 "Exit status of \"sluice get\": 0 all done, 1 some failed, 2 wrong usage,\n"
                 "130 interrupted (the same command again goes on where it stopped).\n");
}

QString versionText()
{
    return "sluice "_L1 + QStringLiteral(SLUICE_VERSION) + u'\n';
}

} // namespace sluice::app
