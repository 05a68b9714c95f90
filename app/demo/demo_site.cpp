// SPDX-License-Identifier: MIT
#include "app/demo/demo_site.h"

#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"

#include <QCoreApplication>

namespace sluice::demo {

namespace {

constexpr qint64 kKilo = 1000;
constexpr qint64 kMega = 1000 * 1000;

struct Entry {
    const char *name;
    const char *explanation;
    std::vector<Script> scripts;
    std::optional<int> stallTimeoutMs = std::nullopt;
};

/// A file that does everything right; the base of all others.
Script file(qint64 size, qint64 bytesPerSecond)
{
    return {.size = size,
        .etag = "\"demo-" + QByteArray::number(size) + '"',
        .lastModified = QByteArrayLiteral("Mon, 06 May 2024 08:00:00 GMT"),
        .bytesPerSecond = bytesPerSecond};
}

/// `script` with one thing different.
template <typename Value>
Script with(Script script, Value Script::*member, const Value &value)
{
    script.*member = value;
    return script;
}

std::vector<Script> resetOnce(const Script &script, qint64 after)
{
    return failFirst(1, with(script, &Script::resetAfterBytes, std::optional(after)), script);
}

Script silentAfter(const Script &script, qint64 bytes, int ms)
{
    return with(with(script, &Script::stallAfterBytes, std::optional(bytes)), &Script::stallForMs, ms);
}

// The first five start at once and look different; the rest is mixed so that something happens all the time.
std::vector<Entry> entries()
{
    const Script halfWay = file(10 * kMega, kMega);
    const Script noRanges = with(file(5 * kMega, kMega), &Script::ranges, Ranges::Ignore);
    const Script shortBody = file(3 * kMega, kMega);
    const Script onceMore = file(9 * kMega, kMega);
    const Script changing = with(file(6 * kMega, 1500 * kKilo), &Script::changeAfterRequests, 1);
    return {
        {"big-photo-archive.zip", QT_TRANSLATE_NOOP("Demo", "40 MB from a fast server."),
            {file(40 * kMega, 5 * kMega)}},
        {"slow-start-video.mp4", QT_TRANSLATE_NOOP("Demo", "The server thinks for three seconds before it answers."),
            {with(file(18 * kMega, 1500 * kKilo), &Script::delayBeforeHeadMs, 3000)}},
        {"reset-half-way.iso", QT_TRANSLATE_NOOP("Demo", "The connection breaks half-way; the rest is fetched later."),
            resetOnce(halfWay, 5 * kMega)},
        {"busy-server.tar.gz", QT_TRANSLATE_NOOP("Demo", "The server is busy and asks to come back in six seconds."),
            failFirst(1, failure(503, "6"), file(6 * kMega, kMega))},
        {"slow-drip.csv", QT_TRANSLATE_NOOP("Demo", "A small file at 20 kB a second."),
            {file(400 * kKilo, 20 * kKilo)}},
        {"tiny-note.txt", QT_TRANSLATE_NOOP("Demo", "Two thousand bytes, done at once."), {file(2000, 0)}},
        {"missing-page.pdf", QT_TRANSLATE_NOOP("Demo", "The server has no such file (404)."), {failure(404)}},
        {"stall-and-recover.img", QT_TRANSLATE_NOOP("Demo", "Silent for six seconds in the middle, then goes on."),
            {silentAfter(file(12 * kMega, 1200 * kKilo), 4 * kMega, 6000)}},
        {"moved-holiday-film.mkv", QT_TRANSLATE_NOOP("Demo", "The link leads on to another place."),
            {redirect(302, "/films/moved-holiday-film.mkv")}},
        {"radio-recording.ogg", QT_TRANSLATE_NOOP("Demo", "The server does not say how long the file is."),
            {with(file(9 * kMega, kMega), &Script::framing, Framing::UntilClose)}},
        {"sound-library-1.flac", QT_TRANSLATE_NOOP("Demo", "An ordinary file."), {file(12 * kMega, kMega)}},
        {"shy-api.json", QT_TRANSLATE_NOOP("Demo", "Too many requests (429): the server asks for four seconds."),
            failFirst(1, failure(429, "4"), file(800 * kKilo, 400 * kKilo))},
        {"sound-library-2.flac", QT_TRANSLATE_NOOP("Demo", "An ordinary file."), {file(18 * kMega, kMega)}},
        {"dead-line.dmg", QT_TRANSLATE_NOOP("Demo", "Falls silent for good; Sluice hangs up and fetches the rest."),
            failFirst(1, silentAfter(onceMore, 2 * kMega, 0), onceMore), 5000},
        {"empty.txt", QT_TRANSLATE_NOOP("Demo", "A file without a single byte."), {file(0, 0)}},
        {"no-ranges.bin", QT_TRANSLATE_NOOP("Demo", "Breaks off, and the server can only begin at the beginning."),
            resetOnce(noRanges, 3 * kMega)},
        {"report.php", QT_TRANSLATE_NOOP("Demo", "The server gives the file its name: quarterly report.pdf."),
            {with(file(8 * kMega, kMega), &Script::contentDisposition,
                QByteArrayLiteral("attachment; filename=\"quarterly report.pdf\""))}},
        {"shaky-server.zip", QT_TRANSLATE_NOOP("Demo", "Fails twice with an inner error (500), then works."),
            failFirst(2, failure(500), file(6 * kMega, kMega))},
        {"short-answer.tar", QT_TRANSLATE_NOOP("Demo", "The first answer ends too early; the rest is fetched."),
            failFirst(1, with(shortBody, &Script::closeAfterBytes, std::optional(kMega)), shortBody)},
        {"sound-library-3.flac", QT_TRANSLATE_NOOP("Demo", "An ordinary file."), {file(10 * kMega, kMega)}},
        {"gone-for-good.doc", QT_TRANSLATE_NOOP("Demo", "The file was removed (410)."), {failure(410)}},
        {"changed-meanwhile.db", QT_TRANSLATE_NOOP("Demo", "Breaks off, and is another file afterwards: begins again."),
            resetOnce(changing, 3 * kMega)},
        {"map-tiles.pack", QT_TRANSLATE_NOOP("Demo", "Sent in chunks, length unknown."),
            {with(file(12 * kMega, kMega), &Script::framing, Framing::Chunked)}},
        {"last-but-not-least.iso", QT_TRANSLATE_NOOP("Demo", "An ordinary file."), {file(24 * kMega, 2 * kMega)}},
    };
}

/// The name the server gives in Content-Disposition, for the one that does.
QString expectedName(const QString &name)
{
    return name == QStringLiteral("report.php") ? QStringLiteral("quarterly report.pdf") : name;
}

} // namespace

DemoSite demoSite()
{
    DemoSite site;
    for (Entry &entry : entries()) {
        const QString name = QString::fromLatin1(entry.name);
        site.downloads.push_back({.path = u'/' + name,
            .name = expectedName(name),
            .explanation = QCoreApplication::translate("Demo", entry.explanation),
            .scripts = std::move(entry.scripts),
            .stallTimeoutMs = entry.stallTimeoutMs});
    }
    const QString damaged = QStringLiteral("/wrong-checksum.iso");
    site.downloads.push_back({.path = damaged,
        .name = damaged.mid(1),
        .explanation = QCoreApplication::translate("Demo", "Arrives whole, but is not the file that was promised."),
        .scripts = {file(4 * kMega, kMega)},
        .sha256 = patternSha256(patternSeed(u"another file"), kMega)});
    site.targets.push_back(
        {.path = QStringLiteral("/films/moved-holiday-film.mkv"), .scripts = {file(10 * kMega, kMega)}});
    return site;
}

void installDemo(const DemoSite &site, LoopbackServer &server)
{
    for (const DemoDownload &download : site.downloads) {
        server.setScripts(download.path, download.scripts);
    }
    for (const DemoTarget &target : site.targets) {
        server.setScripts(target.path, target.scripts);
    }
}

} // namespace sluice::demo
