// SPDX-License-Identifier: MIT
#include "ui/slots/diagnosis_words.h"

#include "ui/style/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

using trace::Diagnosis;
using Kind = trace::Diagnosis::Kind;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Diagnosis)
};

constexpr int kMostHost = 80;

qint64 whole(double value)
{
    return static_cast<qint64>(std::llround(std::clamp(value, 0.0, 9e18)));
}

QString rateText(double rate)
{
    return speedText(whole(rate));
}

/// A mean number of downloads: "5", "2.4".
QString countText(double count)
{
    const bool isWhole = std::abs(count - std::round(count)) < 0.05;
    return QLocale().toString(std::min(count, 1e9), 'f', isWhole || count >= 10 ? 0 : 1);
}

QString millisText(double seconds)
{
    return spanText(whole(seconds * 1'000));
}

/// Host names come from links: one of 4,000 letters must not fill the window.
QString hostText(const QString &host)
{
    return host.size() <= kMostHost ? host : host.left(kMostHost / 2) + u'…' + host.right(kMostHost / 2);
}

int plural(qint64 count)
{
    return static_cast<int>(std::clamp<qint64>(count, 0, 1'000'000'000));
}

QString growthText(const Diagnosis &diagnosis)
{
    return Tr::tr("With %1 receiving at once, %2 came; with %3, %4.")
        .arg(countText(diagnosis.fewer.receiving), rateText(diagnosis.fewer.rate), countText(diagnosis.more.receiving),
            rateText(diagnosis.more.rate));
}

} // namespace

QString diagnosisSentence(const Diagnosis &diagnosis)
{
    const QString host = hostText(diagnosis.host);
    switch (diagnosis.kind) {
    case Kind::ServerAsked:
        return Tr::tr("%1 asked us to wait %2.").arg(host, countdownText(whole(diagnosis.seconds * 1'000)));
    case Kind::HostFails:
        return Tr::tr("Most attempts at %1 fail.").arg(host);
    case Kind::WaitingForDisk:
        return Tr::tr("Waiting for the disk: it takes bytes more slowly than the network brings them.");
    case Kind::RateLimitHolds:
        return Tr::tr("Your speed limit of %1 is used up: nothing else holds the downloads back.")
            .arg(speedText(diagnosis.limit));
    case Kind::LineFull:
        return Tr::tr("The line is full at about %1: a higher limit will not help.").arg(rateText(diagnosis.rate));
    case Kind::ServerHolds:
        return Tr::tr("Each connection is held to about %1 by %2: more connections would help.")
            .arg(rateText(diagnosis.rate), host);
    case Kind::HostLimitHolds:
        return Tr::tr("%n download(s) wait for their turn at %1 while slots are free: the limit for one host holds "
                      "them back.",
            nullptr, plural(diagnosis.count))
            .arg(host);
    case Kind::LatencyBound:
        return Tr::tr("Most time goes to asking for files, not to their bytes: a higher limit would help.");
    case Kind::LimitTooLow:
        return Tr::tr("The limit of %1 is too low: more at once would bring more.").arg(diagnosis.limit);
    case Kind::LimitTooHigh:
        return Tr::tr(
            "The limit of %1 is higher than needed: only %n download(s) use it.", nullptr, plural(diagnosis.count))
            .arg(diagnosis.limit);
    }
    return {};
}

QString diagnosisEvidence(const Diagnosis &diagnosis)
{
    switch (diagnosis.kind) {
    case Kind::ServerAsked:
        return Tr::tr(
            "%n download(s) wait until then, as the server's Retry-After says.", nullptr, plural(diagnosis.count));
    case Kind::HostFails:
        return Tr::tr("%1 of %2 attempts in the last minute failed (%3).")
            .arg(diagnosis.count)
            .arg(diagnosis.total)
            .arg(percentText(diagnosis.share));
    case Kind::WaitingForDisk:
        return Tr::tr("%1 of the time of all slots in the last ten seconds was waiting for the disk, at %2.")
            .arg(percentText(diagnosis.share), rateText(diagnosis.rate));
    case Kind::RateLimitHolds:
        return Tr::tr("%1 came in the last ten seconds.").arg(rateText(diagnosis.rate));
    case Kind::LineFull:
        return growthText(diagnosis);
    case Kind::ServerHolds:
        return Tr::tr("%n connection(s) have nearly the same, steady speed. ", nullptr, plural(diagnosis.count))
            + growthText(diagnosis);
    case Kind::HostLimitHolds:
        return Tr::tr("%n download(s) from this host run; about %1 slots are free.", nullptr, plural(diagnosis.total))
            .arg(countText(diagnosis.freeSlots));
    case Kind::LatencyBound:
        return Tr::tr("%1 of the time of all slots was look-up, connecting, and waiting for first bytes. %n file(s) "
                      "ended in the last ten seconds, each in about %2.",
            nullptr, plural(diagnosis.count))
            .arg(percentText(diagnosis.share), millisText(diagnosis.seconds));
    case Kind::LimitTooLow: {
        const QString waiting
            = Tr::tr("All slots are in use and %n download(s) wait. ", nullptr, plural(diagnosis.count));
        if (diagnosis.more.rate > 0)
            return waiting + growthText(diagnosis);
        return waiting
            + Tr::tr("%1 comes now; the best second so far brought %2.")
                  .arg(rateText(diagnosis.rate), rateText(diagnosis.bestRate));
    }
    case Kind::LimitTooHigh:
        return Tr::tr("About %1 slots are free and nothing waits.").arg(countText(diagnosis.freeSlots));
    }
    return {};
}

QString severityWord(Diagnosis::Severity severity)
{
    switch (severity) {
    case Diagnosis::Severity::Note:
        return Tr::tr("Note");
    case Diagnosis::Severity::Advice:
        return Tr::tr("Advice");
    case Diagnosis::Severity::Trouble:
        break;
    }
    return Tr::tr("Trouble");
}

QString nothingToSay(bool anythingRuns)
{
    return anythingRuns ? Tr::tr("Nothing holds the downloads back, as far as the last minute tells.")
                        : Tr::tr("No download is running.");
}

} // namespace sluice::ui
