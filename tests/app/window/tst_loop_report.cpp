// SPDX-License-Identifier: MIT
#include "app/window/loop_report.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace sluice;
using namespace sluice::app;
using namespace Qt::StringLiterals;

namespace {

QJsonObject read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace

class TstLoopReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lagsAreInMilliseconds();
    void thereIsNoneUnlessItIsAskedFor();
    void aBlockedLoopIsReported();
    void aFileThatCannotBeWrittenDoesNoHarm();
};

void TstLoopReport::lagsAreInMilliseconds()
{
    async::LoopMonitor::Lag lag;
    lag.p50 = std::chrono::microseconds(250);
    lag.p99 = std::chrono::milliseconds(7);
    lag.worst = std::chrono::seconds(2);
    lag.samples = 42;
    QCOMPARE(loopReportJson(lag), QByteArray("{\"p50\":0.25,\"p99\":7,\"samples\":42,\"worst\":2000}\n"));
}

void TstLoopReport::thereIsNoneUnlessItIsAskedFor()
{
    qunsetenv("SLUICE_LOOP_REPORT");
    QVERIFY(!LoopReport::wanted());
    qputenv("SLUICE_LOOP_REPORT", "");
    QVERIFY(!LoopReport::wanted());
}

void TstLoopReport::aBlockedLoopIsReported()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"loop.json"_s);
    qputenv("SLUICE_LOOP_REPORT", path.toUtf8());
    auto report = LoopReport::wanted();
    qunsetenv("SLUICE_LOOP_REPORT");
    QVERIFY(report);
    // The first tick is due after a few milliseconds, and this thread does not look for 40.
    QTest::qSleep(40);
    bool looked = false;
    QTimer::singleShot(10, this, [&looked] { looked = true; });
    QTRY_VERIFY(looked);
    report.reset();

    const QJsonObject object = read(path);
    QVERIFY(object[u"worst"_s].toDouble() >= 30);
    QVERIFY(object[u"worst"_s].toDouble() >= object[u"p99"_s].toDouble());
    QVERIFY(object[u"samples"_s].toInt() >= 1);
}

void TstLoopReport::aFileThatCannotBeWrittenDoesNoHarm()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"missing/loop.json"_s);
    std::make_unique<LoopReport>(path).reset();
    QVERIFY(!QFile::exists(path));
}

QTEST_GUILESS_MAIN(TstLoopReport)

#include "tst_loop_report.moc"
