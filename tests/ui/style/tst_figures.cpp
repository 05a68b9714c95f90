// SPDX-License-Identifier: MIT
#include "ui/style/figures.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace sluice::ui;
using namespace Qt::StringLiterals;

namespace {

/// Columns of `image` that hold anything but white.
QRect inked(const QImage &image)
{
    QRect box;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) != QColor(Qt::white))
                box = box.united(QRect(x, y, 1, 1));
        }
    }
    return box;
}

QImage drawn(const QString &text, Qt::Alignment alignment, int width = 120)
{
    QImage image(160, 30, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(Qt::black);
    drawFigures(painter, QRect(20, 0, width, 30), alignment, text);
    return image;
}

} // namespace

class TestFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void widthDoesNotDependOnTheDigits();
    void numbersStandAtTheirSide();
    void tooLongANumberStaysInside();
};

void TestFigures::widthDoesNotDependOnTheDigits()
{
    const QFontMetrics metrics{QFont()};
    QCOMPARE(figuresWidth(metrics, u"111 MB/s"_s), figuresWidth(metrics, u"888 MB/s"_s));
    QVERIFY(figuresWidth(metrics, u"1"_s) < figuresWidth(metrics, u"11"_s));
}

void TestFigures::numbersStandAtTheirSide()
{
    const QRect left = inked(drawn(u"88"_s, Qt::AlignLeft));
    const QRect right = inked(drawn(u"88"_s, Qt::AlignRight));
    QVERIFY(left.left() >= 20 && left.left() < 25);
    QVERIFY(right.right() < 140 && right.right() > 134);
    QCOMPARE(left.size(), right.size());
}

void TestFigures::tooLongANumberStaysInside()
{
    const QRect box = inked(drawn(u"888,888,888,888,888,888 MB/s"_s, Qt::AlignRight, 60));
    QVERIFY(!box.isEmpty());
    QVERIFY(box.left() >= 20 && box.right() < 80);
}

QTEST_MAIN(TestFigures)
#include "tst_figures.moc"
