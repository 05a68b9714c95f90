// SPDX-License-Identifier: MIT
#include "ui/details/phase_spans.h"

#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kStart = 1'000'000;

/// Stamps in ms after the start, 0 = did not happen, in the order of the struct without `queued`.
struct Stamps {
    qint64 name, connect, tls, sent, header, byte, end;
};

download::Attempt attemptWith(const Stamps &stamps, const QString &url = u"https://h/"_s)
{
    const auto at = [](qint64 ms) {
        return ms > 0 ? kStart + ms : 0;
    };
    download::Attempt attempt;
    attempt.url = url;
    attempt.startedMs = kStart;
    attempt.endedMs = at(stamps.end);
    attempt.phases = {kStart, at(stamps.name), at(stamps.connect), at(stamps.tls), at(stamps.sent), at(stamps.header),
        at(stamps.byte), at(stamps.end)};
    return attempt;
}

/// "name 20, connect 40" with lengths in ms.
QString shape(const std::vector<PhaseSpan> &spans)
{
    QStringList parts;
    for (const PhaseSpan &span : spans) {
        const QString mark = span.mark == Mark::NameLookup ? u"name"_s
            : span.mark == Mark::Connect                   ? u"connect"_s
            : span.mark == Mark::Tls                       ? u"tls"_s
            : span.mark == Mark::FirstByte                 ? u"wait"_s
            : span.mark == Mark::WaitSlot                  ? u"starting"_s
                                                           : u"receive"_s;
        parts.append(mark + u' ' + QString::number(span.lengthMs()));
    }
    return parts.join(u", "_s);
}

} // namespace

class TestPhaseSpans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spans_data();
    void spans();
    void spansHaveNoGaps();
    void rectsFillTheBar_data();
    void rectsFillTheBar();
    void textNamesEveryPhase();
};

void TestPhaseSpans::spans_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QList<qint64>>("stamps");
    QTest::addColumn<QString>("expected"); // now is 500 ms after the start
    const QString s = u"https://h/"_s;
    const QString p = u"http://h/"_s;
    QTest::newRow("all of them?") << s << QList<qint64>{20, 60, 150, 151, 400, 402, 450}
                                  << u"name 20, connect 40, tls 90, wait 252, receive 48"_s;
    QTest::newRow("no TLS?") << p << QList<qint64>{20, 60, 0, 61, 400, 402, 450}
                             << u"name 20, connect 40, wait 342, receive 48"_s;
    QTest::newRow("a reused connection?") << s << QList<qint64>{0, 0, 0, 1, 30, 31, 90} << u"wait 31, receive 59"_s;
    QTest::newRow("still running?") << s << QList<qint64>{20, 60, 150, 151, 400, 402, 0}
                                    << u"name 20, connect 40, tls 90, wait 252, receive 98"_s;
    QTest::newRow("stuck in the name look-up?") << s << QList<qint64>{0, 0, 0, 0, 0, 0, 300} << u"name 300"_s;
    QTest::newRow("refused?") << s << QList<qint64>{20, 0, 0, 0, 0, 0, 300} << u"name 20, connect 280"_s;
    QTest::newRow("a bad certificate?") << s << QList<qint64>{20, 60, 0, 0, 0, 0, 300}
                                        << u"name 20, connect 40, tls 240"_s;
    QTest::newRow("no answer without TLS?")
        << p << QList<qint64>{20, 60, 0, 0, 0, 0, 300} << u"name 20, connect 40, wait 240"_s;
    QTest::newRow("an error status without a body?")
        << s << QList<qint64>{20, 60, 150, 151, 400, 0, 410} << u"name 20, connect 40, tls 90, wait 260"_s;
    QTest::newRow("stamps out of order?")
        << s << QList<qint64>{60, 20, 150, 151, 100, 90, 300} << u"name 60, tls 90, receive 150"_s;
    QTest::newRow("stamps after the end?")
        << s << QList<qint64>{20, 60, 150, 151, 400, 402, 200} << u"name 20, connect 40, tls 90, wait 50"_s;
    QTest::newRow("nothing at all?") << s << QList<qint64>{0, 0, 0, 0, 0, 0, 0} << u"starting 500"_s;
    QTest::newRow("connecting now?") << s << QList<qint64>{20, 0, 0, 0, 0, 0, 0} << u"name 20, connect 480"_s;
    QTest::newRow("in the TLS handshake now?")
        << s << QList<qint64>{20, 60, 0, 0, 0, 0, 0} << u"name 20, connect 40, tls 440"_s;
    QTest::newRow("waiting for an answer now?") << p << QList<qint64>{0, 0, 0, 1, 0, 0, 0} << u"wait 500"_s;
    QTest::newRow("a stamp ahead of the clock?")
        << p << QList<qint64>{20, 900, 0, 0, 0, 0, 0} << u"name 20, connect 480"_s;
}

void TestPhaseSpans::spans()
{
    QFETCH(QString, url);
    QFETCH(QList<qint64>, stamps);
    const Stamps values{stamps[0], stamps[1], stamps[2], stamps[3], stamps[4], stamps[5], stamps[6]};
    QTEST(shape(phaseSpans(attemptWith(values, url), kStart + 500)), "expected");
}

void TestPhaseSpans::spansHaveNoGaps()
{
    const std::vector<PhaseSpan> spans = phaseSpans(attemptWith({20, 60, 150, 151, 400, 402, 450}), kStart);
    QCOMPARE(spans.front().fromMs, kStart);
    for (std::size_t i = 1; i < spans.size(); ++i)
        QCOMPARE(spans[i].fromMs, spans[i - 1].toMs);
    QCOMPARE(spans.back().toMs, kStart + 450);
    QVERIFY2(phaseSpans(attemptWith({0, 0, 0, 0, 0, 0, 0}), kStart - 5).empty(), "a clock set back makes no span");
}

void TestPhaseSpans::rectsFillTheBar_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("wide?") << 200;
    QTest::newRow("with a pixel for each?") << 5;
    QTest::newRow("with too few pixels?") << 3;
    QTest::newRow("none?") << 0;
}

void TestPhaseSpans::rectsFillTheBar()
{
    QFETCH(int, width);
    const std::vector<PhaseSpan> spans = phaseSpans(attemptWith({1, 2, 3, 4, 5, 6, 60'000}), kStart);
    QCOMPARE(spans.size(), std::size_t{5});
    for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        const QRect bar(10, 4, width, 9);
        const std::vector<QRect> rects = phaseRects(spans, bar, direction);
        int sum = 0;
        for (std::size_t i = 0; i < rects.size(); ++i) {
            sum += rects[i].width();
            QVERIFY(width < 5 || rects[i].width() >= 1);
            QVERIFY(rects[i].isEmpty() || bar.contains(rects[i]));
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(!rects[i].intersects(rects[j]));
        }
        QCOMPARE(sum, width);
        if (width == 200)
            QCOMPARE(rects.front().left() == bar.left(), direction == Qt::LeftToRight);
    }
    QVERIFY(phaseRects({}, QRect(0, 0, 100, 9), Qt::LeftToRight).empty());
}

void TestPhaseSpans::textNamesEveryPhase()
{
    const QString text = phaseText(phaseSpans(attemptWith({20, 60, 150, 151, 400, 402, 1'602}), kStart));
    for (const QString &part :
        {u"Name look-up\u00A020\u00A0ms"_s, u"Connect"_s, u"TLS"_s, u"first byte"_s, u"Receiving\u00A01.2\u00A0s"_s})
        QVERIFY2(text.contains(part), qPrintable(text));
    QCOMPARE(phaseText(phaseSpans(attemptWith({}), kStart + 30)), u"Starting\u00A030\u00A0ms"_s);
    QCOMPARE(phaseText({}), QString());
}

QTEST_APPLESS_MAIN(TestPhaseSpans)
#include "tst_phase_spans.moc"
