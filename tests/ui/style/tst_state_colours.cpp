// SPDX-License-Identifier: MIT
#include "ui/style/state_colours.h"
#include "ui/style/swatch_painter.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace Qt::StringLiterals;

namespace {

/// The item view grounds of common light and dark palettes.
const QList<QColor> kLightGrounds{QColor(0xFF, 0xFF, 0xFF), QColor(0xFC, 0xFC, 0xFC), QColor(0xF6, 0xF5, 0xF4)};
const QList<QColor> kDarkGrounds{QColor(0x00, 0x00, 0x00), QColor(0x1B, 0x1E, 0x20), QColor(0x2A, 0x2A, 0x2A)};

QImage painted(const Swatch &swatch, bool asChip, qreal scale)
{
    QImage image(QSize(32, 12) * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(Qt::white);
    QPainter painter(&image);
    if (asChip)
        paintChip(painter, QRect(0, 0, 12, 12), swatch);
    else
        paintSwatch(painter, QRect(0, 0, 32, 12), swatch);
    return image;
}

} // namespace

class TestStateColours : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksStandOutFromTheGround();
    void lettersStandOutFromTheirFill();
    void noTwoMarksLookAlike();
    void noTwoMarksArePaintedAlike_data();
    void noTwoMarksArePaintedAlike();
    void nothingIsPaintedOutside();
    void everyStateHasAMark();
    void everyPhaseHasAMarkOfItsOwn();
    void groundFollowsThePalette();
    void contrastIsTheOneOfWcag();
};

void TestStateColours::marksStandOutFromTheGround()
{
    for (int i = 0; i < kMarkCount; ++i) {
        for (const QColor &ground : kLightGrounds)
            QVERIFY2(contrast(swatch(static_cast<Mark>(i), Ground::Light).edge, ground) >= 3.0,
                qPrintable(QString::number(i)));
        for (const QColor &ground : kDarkGrounds)
            QVERIFY2(contrast(swatch(static_cast<Mark>(i), Ground::Dark).edge, ground) >= 3.0,
                qPrintable(QString::number(i)));
    }
}

void TestStateColours::lettersStandOutFromTheirFill()
{
    for (int i = 0; i < kMarkCount; ++i) {
        const Swatch &one = swatch(static_cast<Mark>(i), Ground::Light);
        QVERIFY2(contrast(one.ink, one.fill) >= 4.5, qPrintable(QString::number(i)));
    }
}

void TestStateColours::noTwoMarksLookAlike()
{
    for (int i = 0; i < kMarkCount; ++i) {
        for (int j = i + 1; j < kMarkCount; ++j) {
            const Swatch &one = swatch(static_cast<Mark>(i), Ground::Light);
            const Swatch &other = swatch(static_cast<Mark>(j), Ground::Light);
            QVERIFY(one.fill != other.fill || one.pattern != other.pattern);
            QVERIFY(one.letter == 0 || one.letter != other.letter);
        }
    }
}

void TestStateColours::noTwoMarksArePaintedAlike_data()
{
    QTest::addColumn<bool>("chip");
    QTest::addColumn<double>("scale");
    QTest::newRow("as bars?") << false << 1.0;
    QTest::newRow("as bars at twice the size?") << false << 2.0;
    QTest::newRow("as chips?") << true << 1.0;
    QTest::newRow("as chips at twice the size?") << true << 2.0;
}

void TestStateColours::noTwoMarksArePaintedAlike()
{
    QFETCH(bool, chip);
    QFETCH(double, scale);
    QList<QImage> images;
    for (int i = 0; i < kMarkCount; ++i) {
        const auto mark = static_cast<Mark>(i);
        // Along a bar, failed is said in words: only its chip carries the sign.
        if (mark == Mark::Failed && !chip)
            continue;
        const QImage image = painted(swatch(mark, Ground::Light), chip, scale);
        QVERIFY2(!images.contains(image), qPrintable(QString::number(i)));
        images.append(image);
    }
}

void TestStateColours::nothingIsPaintedOutside()
{
    for (int i = 0; i < kMarkCount; ++i) {
        QImage image(60, 40, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintSwatch(painter, QRect(20, 15, 17, 9), swatch(static_cast<Mark>(i), Ground::Light));
        paintSwatch(painter, QRect(), swatch(static_cast<Mark>(i), Ground::Light));
        painter.fillRect(20, 15, 17, 9, Qt::white);
        painter.end();
        QImage blank(60, 40, QImage::Format_ARGB32_Premultiplied);
        blank.fill(Qt::white);
        QVERIFY2(image == blank, qPrintable(QString::number(i)));
    }
}

void TestStateColours::everyStateHasAMark()
{
    using download::State;
    using download::WaitReason;
    QCOMPARE(markOf(State::Queued, WaitReason::None), Mark::WaitSlot);
    QCOMPARE(markOf(State::Waiting, WaitReason::HostSlot), Mark::WaitHost);
    QCOMPARE(markOf(State::Waiting, WaitReason::RateLimit), Mark::WaitRate);
    QCOMPARE(markOf(State::Waiting, WaitReason::Schedule), Mark::WaitSchedule);
    QCOMPARE(markOf(State::Waiting, WaitReason::Disk), Mark::WaitDisk);
    QCOMPARE(markOf(State::Waiting, WaitReason::Network), Mark::WaitNetwork);
    QCOMPARE(markOf(State::Waiting, WaitReason::RetryAfter), Mark::WaitRetryAfter);
    QCOMPARE(markOf(State::Waiting, WaitReason::Backoff), Mark::Backoff);
    QCOMPARE(markOf(State::Receiving, WaitReason::Disk), Mark::Receiving);
    QCOMPARE(markOf(State::Failed, WaitReason::None), Mark::Failed);
    QCOMPARE(markOf(State::Done, WaitReason::None), Mark::Done);
}

void TestStateColours::everyPhaseHasAMarkOfItsOwn()
{
    QSet<int> marks;
    for (int i = 0; i < trace::kPhaseCount; ++i)
        marks.insert(static_cast<int>(markOf(static_cast<trace::Phase>(i))));
    QCOMPARE(marks.size(), trace::kPhaseCount);
    QCOMPARE(markOf(trace::Phase::Receiving), Mark::Receiving);
    QCOMPARE(markOf(trace::Phase::WaitRetryAfter), Mark::WaitRetryAfter);
    QCOMPARE(markOf(trace::Phase::Failed), Mark::Failed);
}

void TestStateColours::groundFollowsThePalette()
{
    QPalette palette;
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Text, Qt::black);
    QCOMPARE(groundOf(palette), Ground::Light);
    palette.setColor(QPalette::Base, Qt::black);
    palette.setColor(QPalette::Text, Qt::white);
    QCOMPARE(groundOf(palette), Ground::Dark);
}

void TestStateColours::contrastIsTheOneOfWcag()
{
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
    QVERIFY(qAbs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
}

QTEST_MAIN(TestStateColours)
#include "tst_state_colours.moc"
