// SPDX-License-Identifier: MIT
#include "app/cli/grammar.h"

#include <QCoreApplication>

#include <array>

namespace sluice::app {

#define SLUICE_HELP(text) QT_TRANSLATE_NOOP("sluice::app::Options", text)

std::span<const OptionSpec> optionSpecs()
{
    using enum OptionId;
    using enum Scope;
    static constexpr std::array specs{
        OptionSpec{Dir, 'd', "dir", "DIR", Both, false, SLUICE_HELP("folder for the files (default: where you are)")},
        OptionSpec{Output, 'o', "output", "NAME", Everywhere, false, SLUICE_HELP("file name, for a single link")},
        OptionSpec{InputFile, 'i', "input-file", "FILE", Both, true,
            SLUICE_HELP("links from a file, one a line; - is standard input")},
        OptionSpec{Limit, 'j', "limit", "N", Both, false, SLUICE_HELP("downloads at the same time, 1-1000 (5)")},
        OptionSpec{
            Connections, 'x', "connections", "N", Both, false, SLUICE_HELP("connections for one download; 1 for now")},
        OptionSpec{HostLimit, '\0', "host-limit", "N", Both, false,
            SLUICE_HELP("connections to one host, 0-1000; 0 = no limit (0)")},
        OptionSpec{LimitRate, '\0', "limit-rate", "RATE", Both, false,
            SLUICE_HELP("bytes a second for all together: 500K, 2M")},
        OptionSpec{ConnectTimeout, '\0', "connect-timeout", "S", Both, false,
            SLUICE_HELP("seconds to wait for a connection (30)")},
        OptionSpec{StallTimeout, '\0', "stall-timeout", "S", Both, false,
            SLUICE_HELP("seconds without a byte before giving up (60)")},
        OptionSpec{Timeout, '\0', "timeout", "S", Both, false,
            SLUICE_HELP("seconds for one download as a whole; 0 = no end (0)")},
        OptionSpec{Retries, '\0', "retries", "N", Both, false, SLUICE_HELP("attempts after the first (5)")},
        OptionSpec{RetryWait, '\0', "retry-wait", "S", Both, false,
            SLUICE_HELP("seconds before the first retry, then longer (1)")},
        OptionSpec{Checksum, '\0', "checksum", "ALGO=HEX", Both, false,
            SLUICE_HELP("verify: sha-256=9f86d0...; for a single link")},
        OptionSpec{
            Header, 'H', "header", "LINE", Both, true, SLUICE_HELP("add \"Name: value\" to the requests; repeatable")},
        OptionSpec{UserAgent, 'A', "user-agent", "TEXT", Both, false, SLUICE_HELP("how to name ourselves to servers")},
        OptionSpec{Referer, '\0', "referer", "URL", Both, false, SLUICE_HELP("the page the links come from")},
        OptionSpec{Proxy, '\0', "proxy", "URL", Both, false, SLUICE_HELP("http, https, socks4 or socks5 proxy")},
        OptionSpec{Cookies, '\0', "cookies", "FILE", Both, false, SLUICE_HELP("cookies in Netscape format, only read")},
        OptionSpec{
            CaFile, '\0', "ca-file", "FILE", Both, false, SLUICE_HELP("trust the certificate authorities in FILE")},
        OptionSpec{Insecure, '\0', "insecure", "", Both, false,
            SLUICE_HELP("do not verify certificates: anyone can listen in")},
        OptionSpec{OnConflict, '\0', "on-conflict", "WHAT", Both, false,
            SLUICE_HELP("name taken: rename, overwrite or skip (rename)")},
        OptionSpec{NoResume, '\0', "no-resume", "", Both, false, SLUICE_HELP("start again, whatever is there already")},
        OptionSpec{Profile, '\0', "profile", "DIR", Both, false, SLUICE_HELP("where state and settings live")},
        OptionSpec{Json, '\0', "json", "", GetOnly, false, SLUICE_HELP("one JSON object a line on standard output")},
        OptionSpec{Quiet, 'q', "quiet", "", GetOnly, false, SLUICE_HELP("no progress bars, only failures")},
        OptionSpec{OptionId::Trace, '\0', "trace", "FILE", GetOnly, false,
            SLUICE_HELP("record into FILE.sluice-trace, .json, .har or .csv")},
        OptionSpec{Export, '\0', "export", "FORMAT", TraceOnly, false,
            SLUICE_HELP("write it with -o FILE as chrome, har or csv")},
        OptionSpec{Theme, '\0', "theme", "NAME", WindowOnly, false, SLUICE_HELP("light, dark or system (system)")},
        OptionSpec{
            Start, '\0', "start", "", WindowOnly, false, SLUICE_HELP("begin with the links at once, without asking")},
        OptionSpec{QuitWhenDone, '\0', "quit-when-done", "", WindowOnly, false,
            SLUICE_HELP("close the window when nothing is left to do")},
        OptionSpec{
            Demo, '\0', "demo", "", WindowOnly, false, SLUICE_HELP("show downloads from a server inside Sluice")},
        OptionSpec{Help, 'h', "help", "", Everywhere, false, SLUICE_HELP("show this page")},
        OptionSpec{Version, '\0', "version", "", Everywhere, false, SLUICE_HELP("show the version")},
    };
    return specs;
}

} // namespace sluice::app
