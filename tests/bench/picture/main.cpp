// SPDX-License-Identifier: MIT
// ./dev bench picture: the window with its timeline while much goes on. Prints one JSON object of figures. Arguments:
// a file with the links of the small files, one a line, and a folder to work in.
#include "app/demo/loopback_server.h"
#include "core/async/loop_monitor.h"
#include "core/engine/engine_thread.h"
#include "core/trace/recording_file.h"
#include "tests/bench/picture/preloaded_port.h"
#include "tests/bench/picture/watched_application.h"
#include "tests/core/trace/synthetic.h"
#include "ui/recording/recording_source.h"
#include "ui/timeline/lane_view.h"
#include "ui/timeline/timeline_page.h"
#include "ui/window/bottom_panel.h"
#include "ui/window/main_window.h"

#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr int kActive = 1'000;
constexpr int kRows = 100'000;
constexpr int kDownloads = 93'000; ///< of the past: a million spans
constexpr int kSmallSlots = 16;    ///< of the active ones, for the small files
constexpr auto kCalm = std::chrono::seconds(8);
constexpr auto kPatience = std::chrono::seconds(120);

[[noreturn]] void giveUp(const QString &why)
{
    std::fprintf(stderr, "picture: %s\n", qPrintable(why));
    std::exit(1);
}

void spin(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

void spinUntil(const QString &what, const std::function<bool()> &done)
{
    QElapsedTimer timer;
    timer.start();
    while (!done()) {
        if (std::chrono::milliseconds(timer.elapsed()) > kPatience)
            giveUp(u"waited in vain until "_s + what);
        spin(std::chrono::milliseconds(20));
    }
}

/// CPU time of this thread in seconds.
double cpuSeconds()
{
    std::timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

double percentile(QList<qint64> values, double share)
{
    if (values.isEmpty())
        return 0;
    std::ranges::sort(values);
    return double(values[std::min<qsizetype>(values.size() - 1, qsizetype(double(values.size()) * share))]) / 1'000;
}

double millis(std::chrono::nanoseconds time)
{
    return double(time.count()) / 1e6;
}

QJsonArray json(const std::vector<bench::WatchedApplication::Task> &tasks)
{
    QJsonArray array;
    for (const bench::WatchedApplication::Task &task : tasks)
        array.append(
            QJsonObject{{u"what"_s, task.what}, {u"ms"_s, millis(task.took)}, {u"work ms"_s, millis(task.cpu)}});
    return array;
}

/// Share of one core that this thread takes while nothing but the slow downloads goes on.
double cpuShare()
{
    const double before = cpuSeconds();
    QElapsedTimer timer;
    timer.start();
    spin(kCalm);
    return (cpuSeconds() - before) / (double(timer.nsecsElapsed()) / 1e9);
}

download::Request requestFor(const QString &url, const QString &folder, const QString &name)
{
    download::Request request;
    request.url = url;
    request.folder = folder;
    request.fileName = name;
    return request;
}

/// A past of a million spans, told to the source; returns how many connections it knew.
int preload(ui::RecordingSource &source)
{
    trace::testing::Plan plan;
    plan.downloads = kDownloads;
    plan.slots = kActive;
    plan.spans = 10; // and those of the attempts that fail
    plan.reports = true;
    trace::testing::Session session(plan);
    while (auto batch = session.next())
        source.take(*batch);
    return int(source.recording().lanes(trace::LaneKind::Connection).size());
}

QStringList readLinks(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        giveUp(path + u": "_s + file.errorString());
    return QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
}

QString nameOf(const QString &link)
{
    return link.sliced(link.lastIndexOf(u'/') + 1);
}

void addDownloads(engine::Port &port, const demo::LoopbackServer &slow, const QStringList &links, const QString &folder)
{
    std::vector<download::Request> active;
    for (int i = 0; i < kActive - kSmallSlots; ++i)
        active.push_back(requestFor(slow.url(u"/slow%1"_s.arg(i)), folder, u"slow-%1"_s.arg(i)));
    port.add(std::move(active), false);
    std::vector<download::Request> resting;
    for (int i = 0; i < kRows - (kActive - kSmallSlots) - int(links.size()); ++i)
        resting.push_back(requestFor(slow.url(u"/later%1"_s.arg(i)), folder, u"later-%1"_s.arg(i)));
    port.add(std::move(resting), true);
    std::vector<download::Request> small;
    for (const QString &link : links)
        small.push_back(requestFor(link, folder, nameOf(link)));
    port.add(std::move(small), true);
}

} // namespace

int main(int argc, char **argv)
{
    bench::WatchedApplication application(argc, argv);
    if (argc != 3)
        giveUp(u"arguments: LINKS FOLDER"_s);
    const QStringList links = readLinks(QString::fromLocal8Bit(argv[1]));
    const QDir folder(QString::fromLocal8Bit(argv[2]));
    folder.mkpath(u"files"_s);

    demo::LoopbackServer slow;
    slow.setFallback({.size = qint64(1) << 40, .etag = "\"slow\"", .bytesPerSecond = 2'000});
    if (const auto started = slow.start(); !started)
        giveUp(started.error());

    engine::EngineConfig config;
    config.storePath = folder.filePath(u"sluice.db"_s);
    config.settings = download::Settings();
    config.settings->limit = kActive;
    config.trace = true;
    engine::EngineThread engine(config);
    if (const auto started = engine.start(); !started)
        giveUp(started.error());
    bench::PreloadedPort port(engine);

    ui::MainWindow window(port);
    window.resize(1600, 1000);
    window.show();
    auto *source = window.findChild<ui::RecordingSource *>();
    auto *page = window.findChild<ui::TimelinePage *>();
    auto *panel = window.findChild<ui::BottomPanel *>();
    const int connections = preload(*source);
    QJsonObject figures;
    figures[u"spans"_s] = qint64(source->recording().spanCount());
    figures[u"record bytes"_s] = qint64(source->recording().memory());

    const QString saved = folder.filePath(u"session.sluice-trace"_s);
    if (const auto done = trace::saveRecording(source->recording(), saved); !done)
        giveUp(u"the recording could not be saved"_s);
    QElapsedTimer timer;
    timer.start();
    const auto opened = trace::openRecording(saved);
    if (!opened || opened->spanCount() != source->recording().spanCount())
        giveUp(u"the saved recording does not open as it was"_s);
    figures[u"open s"_s] = double(timer.nsecsElapsed()) / 1e9;

    port.tell(source->recording().now(), connections);
    addDownloads(port, slow, links, folder.filePath(u"files"_s));
    panel->setCurrentId(u"timeline"_s);
    const auto inFlight = [source] {
        const auto &series = source->recording().inFlight();
        return int(series.at(source->recording().now()));
    };
    spinUntil(u"the slow downloads run"_s, [&] { return inFlight() >= kActive - kSmallSlots; });
    spin(std::chrono::seconds(2));

    // The live timeline against the same window without it.
    page->lanes()->takeFrameTimes();
    const double with = cpuShare();
    figures[u"frames a second"_s]
        = double(page->lanes()->takeFrameTimes().size()) / std::chrono::duration<double>(kCalm).count();
    panel->setCurrentId(u"details"_s);
    const double without = cpuShare();
    figures[u"hidden frames"_s] = page->lanes()->takeFrameTimes().size();
    panel->setCurrentId(u"timeline"_s);
    spin(std::chrono::seconds(1));
    figures[u"timeline share"_s] = with - without;
    figures[u"window share"_s] = without;

    // The small files while all of that goes on.
    std::vector<engine::Id> small;
    for (qsizetype i = 0; i < links.size(); ++i)
        small.push_back(kRows - links.size() + i + 1);
    const auto done = [&] {
        return QDir(folder.filePath(u"files"_s)).exists(nameOf(links.back())) && inFlight() <= kActive - kSmallSlots;
    };
    page->lanes()->takeFrameTimes();
    async::LoopMonitor monitor(std::chrono::milliseconds(5));
    application.watch();
    timer.restart();
    port.resume(small);
    spinUntil(u"the small files are there"_s, done);
    figures[u"small s"_s] = double(timer.nsecsElapsed()) / 1e9;
    const QList<qint64> frames = page->lanes()->takeFrameTimes();
    figures[u"frames"_s] = frames.size();
    figures[u"frame p50 ms"_s] = percentile(frames, 0.5);
    figures[u"frame p99 ms"_s] = percentile(frames, 0.99);
    figures[u"stall p99 ms"_s] = millis(monitor.lag().p99);
    figures[u"stall worst ms"_s] = millis(monitor.lag().worst);
    figures[u"longest tasks"_s] = json(application.longest());
    figures[u"hardest tasks"_s] = json(application.hardest());
    figures[u"rows"_s] = kRows;
    figures[u"active"_s] = inFlight();

    std::printf("%s\n", QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
    window.close();
    return 0;
}
