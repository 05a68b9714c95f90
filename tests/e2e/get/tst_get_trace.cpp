// SPDX-License-Identifier: MIT
// What `sluice get --trace` leaves behind, and what `sluice trace` makes of it.
#include "app/demo/loopback_server.h"
#include "app/demo/pattern.h"
#include "core/trace/recording_file.h"
#include "core/trace/summary.h"
#include "tests/core/trace/json_schema.h"
#include "tests/e2e/harness/sandbox.h"
#include "tests/support/files.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

using namespace sluice;
using namespace sluice::e2e;
using namespace Qt::StringLiterals;

namespace {

/// `sluice trace …` to its end.
Outcome traced(const Sandbox &box, const QStringList &arguments)
{
    const auto process = box.getProcess({});
    process->setArguments(QStringList{u"trace"_s} + arguments);
    process->start();
    return outcomeOf(*process);
}

} // namespace

class TstGetTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void formats_data();
    void formats();
    void aRecordingTellsTheRun();
    void anInterruptedRunLeavesItsRecording();
    void secretsAreInNone();
    void badTargets_data();
    void badTargets();
    void aFileThatCannotBeWrittenInTheEnd();
    void summaryAndExport();
    void badRecordings_data();
    void badRecordings();

private:
    QString url(const QString &path) const { return m_server->url(path); }

    std::unique_ptr<Sandbox> m_box;
    std::unique_ptr<demo::LoopbackServer> m_server;
};

void TstGetTrace::init()
{
    m_box = std::make_unique<Sandbox>();
    m_server = std::make_unique<demo::LoopbackServer>();
    QVERIFY(m_server->start().has_value());
    m_server->setFallback(demo::failure(404));
    m_server->setScript(u"/a.bin"_s, {.size = 300'000});
    m_server->setScript(u"/b.bin"_s, {.size = 200'000});
    m_server->setScript(u"/slow.bin"_s, {.size = 30'000'000, .bytesPerSecond = 1'000'000});
    m_server->setScripts(u"/busy.bin"_s, demo::failFirst(1, demo::failure(503), {.size = 1'000}));
}

void TstGetTrace::formats_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::newRow("Sluice's own?") << u"sluice-trace"_s;
    QTest::newRow("Chrome trace?") << u"json"_s;
    QTest::newRow("HTTP archive?") << u"har"_s;
    QTest::newRow("table?") << u"csv"_s;
}

void TstGetTrace::formats()
{
    QFETCH(QString, suffix);
    const QString path = m_box->path(u"run."_s + suffix);
    // One of them fails: the recording is written all the same, and the status stays.
    const Outcome outcome = m_box->get({u"-q"_s, u"--trace"_s, path, url(u"/a.bin"_s), url(u"/missing"_s)});
    QCOMPARE(outcome.status, 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    if (suffix == "sluice-trace"_L1) {
        const auto recording = trace::openRecording(path);
        QVERIFY(recording.has_value());
        QCOMPARE(recording->tracks().size(), 2U);
    } else if (suffix == "csv"_L1) {
        QVERIFY(bytes.contains("a.bin") && bytes.contains(",receiving,") && bytes.contains(",failed,"));
    } else {
        const QString schema = suffix == "har"_L1 ? u"har-1.2.schema.json"_s : u"chrome-trace.schema.json"_s;
        const QJsonObject document = QJsonDocument::fromJson(bytes).object();
        QCOMPARE(trace::testing::JsonSchema(schema).problem(document), QString());
        QVERIFY(bytes.contains("a.bin") && bytes.contains("missing"));
    }
    QCOMPARE(m_box->downloaded(), QStringList{u"a.bin"_s});
}

void TstGetTrace::aRecordingTellsTheRun()
{
    const QString path = m_box->path(u"run.sluice-trace"_s);
    const Outcome outcome = m_box->get({u"-q"_s, u"-j2"_s, u"--retry-wait=0.1"_s, u"--trace"_s, path, url(u"/a.bin"_s),
        url(u"/b.bin"_s), url(u"/busy.bin"_s), url(u"/missing"_s)});
    QCOMPARE(outcome.status, 1);
    const auto recording = trace::openRecording(path);
    QVERIFY(recording.has_value());
    const trace::Summary sum = trace::summarise(*recording);
    QCOMPARE(sum.downloads, 4);
    QCOMPARE(sum.done, 3);
    QCOMPARE(sum.failed, 1);
    QCOMPARE(sum.unfinished, 0);
    QCOMPARE(sum.attempts, 5);
    QCOMPARE(sum.failedAttempts, 2);
    QCOMPARE(sum.bytes, 501'000);
    QCOMPARE(sum.mostLimit, 2);
    QVERIFY(sum.peakInFlight >= 1 && sum.peakInFlight <= 2);
    for (const trace::Track &track : recording->tracks())
        QVERIFY(!track.spans.empty() && trace::isRest(track.spans.back().phase));
}

void TstGetTrace::anInterruptedRunLeavesItsRecording()
{
    const QString path = m_box->path(u"run.sluice-trace"_s);
    const auto process = m_box->getProcess({u"-q"_s, u"--trace"_s, path, url(u"/slow.bin"_s)});
    process->setChildProcessModifier(resetSignals);
    process->start();
    QVERIFY(process->waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(!m_server->requests().empty(), 20'000);
    QCOMPARE(::kill(pid_t(process->processId()), SIGINT), 0);
    QCOMPARE(outcomeOf(*process).status, 130);
    const auto recording = trace::openRecording(path);
    QVERIFY(recording.has_value());
    QCOMPARE(recording->tracks().size(), 1U);
    QVERIFY(recording->tracks()[0].spans.size() > 1);
    QCOMPARE(int(recording->tracks()[0].spans.back().phase), int(trace::Phase::Paused));
}

void TstGetTrace::secretsAreInNone()
{
    QString link = url(u"/a.bin?token=hunter2-query&sig=hunter2-sig"_s);
    link.replace("http://"_L1, "http://user:hunter2-password@"_L1);
    for (const QString &suffix : {u"sluice-trace"_s, u"json"_s, u"har"_s, u"csv"_s}) {
        const QString path = m_box->path(u"run."_s + suffix);
        m_box->get({u"-q"_s, u"--trace"_s, path, u"-H"_s, u"Authorization: Bearer hunter2-bearer"_s, u"-H"_s,
            u"Cookie: sid=hunter2-cookie"_s, u"-H"_s, u"X-Api-Key: hunter2-key"_s, u"--referer"_s,
            u"http://u:hunter2-referer@r/?key=hunter2"_s, link});
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.isEmpty());
        QVERIFY2(!bytes.contains("hunter2"), bytes.constData());
    }
    // Sluice's own file is packed: what it holds comes to light in another format.
    const QString har = m_box->path(u"unpacked.har"_s);
    QCOMPARE(traced(*m_box, {m_box->path(u"run.sluice-trace"_s), u"-o"_s, har}).status, 0);
    QFile file(har);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains("a.bin"));
    QVERIFY2(!bytes.contains("hunter2"), bytes.constData());
}

void TstGetTrace::badTargets_data()
{
    QTest::addColumn<QString>("target"); // "~" is the folder of the test
    QTest::addColumn<QStringList>("says");
    QTest::newRow("an unknown suffix?") << u"~/a.txt"_s << QStringList{u"a.txt"_s, u".sluice-trace"_s};
    QTest::newRow("no suffix?") << u"~/trace"_s << QStringList{u"trace"_s, u".har"_s};
    QTest::newRow("a folder that is not there?") << u"~/none/a.har"_s << QStringList{u"none"_s, u"mkdir -p"_s};
    QTest::newRow("a folder nobody may write to?")
        << u"/proc/self/a.json"_s << QStringList{u"/proc/self"_s, u"Choose"_s};
    QTest::newRow("a folder instead of a file?") << u"~/folder.csv"_s << QStringList{u"folder.csv"_s, u"Name a file"_s};
    QTest::newRow("nothing?") << QString() << QStringList{u"--trace"_s, u"leave the option out"_s};
}

void TstGetTrace::badTargets()
{
    QFETCH(QString, target);
    QFETCH(QStringList, says);
    QVERIFY(QDir().mkpath(m_box->path(u"input/folder.csv"_s)));
    target.replace(u'~', m_box->path(u"input"_s));
    const Outcome outcome = m_box->get({u"--trace"_s, target, url(u"/a.bin"_s)});
    QCOMPARE(outcome.status, 2);
    for (const QString &words : says)
        QVERIFY2(outcome.err.contains(words.toUtf8()), outcome.err.constData());
    QCOMPARE(m_server->requests().size(), 0U);
    QCOMPARE(m_box->downloaded(), QStringList());
}

void TstGetTrace::aFileThatCannotBeWrittenInTheEnd()
{
    const QString folder = m_box->path(u"gone"_s);
    QVERIFY(QDir().mkpath(folder));
    const auto process
        = m_box->getProcess({u"-q"_s, u"--trace"_s, folder + u"/run.har"_s, u"--limit-rate=200K"_s, url(u"/a.bin"_s)});
    process->start();
    QVERIFY(process->waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(!m_server->requests().empty(), 20'000);
    QVERIFY(QDir(folder).removeRecursively());
    const Outcome outcome = outcomeOf(*process);
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.err.contains("run.har") && outcome.err.contains("Choose another"), outcome.err.constData());
    QCOMPARE(m_box->downloaded(), QStringList{u"a.bin"_s});
}

void TstGetTrace::summaryAndExport()
{
    const QString path = m_box->path(u"run.sluice-trace"_s);
    QCOMPARE(m_box->get({u"-q"_s, u"--trace"_s, path, url(u"/a.bin"_s), url(u"/b.bin"_s)}).status, 0);
    const Outcome summary = traced(*m_box, {path});
    QCOMPARE(summary.status, 0);
    QCOMPARE(summary.err, QByteArray());
    for (const QByteArray words : {"2: 2 done", "488 KiB", "limit 5", "receiving", "a.bin"})
        QVERIFY2(summary.out.contains(words), summary.out.constData());

    const QString chrome = m_box->path(u"out.txt"_s);
    QCOMPARE(traced(*m_box, {path, u"--export"_s, u"chrome"_s, u"-o"_s, chrome}).status, 0);
    QFile file(chrome);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject document = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(trace::testing::JsonSchema(u"chrome-trace.schema.json"_s).problem(document), QString());
    QCOMPARE(traced(*m_box, {path, u"-o"_s, m_box->path(u"none/out.har"_s)}).status, 2);
}

void TstGetTrace::badRecordings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("a text?") << QByteArray("hello") << QByteArray("not a recording");
    QTest::newRow("an empty file?") << QByteArray() << QByteArray("not a recording");
    QTest::newRow("one of a newer Sluice?")
        << QByteArray("\x89SLT\r\n\x1a\n\x09\0\0\0", 12) << QByteArray("newer Sluice");
    QTest::newRow("one cut short?") << QByteArray("\x89SLT\r\n\x1a\n\x01\0\0\0", 12) << QByteArray("damaged");
}

void TstGetTrace::badRecordings()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, says);
    const QString path = m_box->path(u"bad.sluice-trace"_s);
    test::writeFile(path, bytes);
    const Outcome outcome = traced(*m_box, {path});
    QCOMPARE(outcome.status, 2);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(outcome.err.contains(says) && outcome.err.contains("bad.sluice-trace"), outcome.err.constData());
}

QTEST_GUILESS_MAIN(TstGetTrace)
#include "tst_get_trace.moc"
