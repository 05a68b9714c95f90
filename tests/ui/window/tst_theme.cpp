// SPDX-License-Identifier: MIT
#include "ui/window/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QImage>
#include <QPixmap>
#include <QRadioButton>
#include <QStyle>
#include <QStyleOptionButton>
#include <QTest>

#include <cmath>
#include <memory>

using namespace sluice::ui;
using namespace Qt::StringLiterals;

namespace {

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

/// Relative luminance, WCAG 2.1.
double luminance(const QColor &colour)
{
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
}

double contrast(const QColor &one, const QColor &two)
{
    const double a = luminance(one);
    const double b = luminance(two);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

/// The best contrast to its ground that any pixel of the button's mark has on the line across its middle.
double frameContrast(QAbstractButton &button, QStyle::SubElement part)
{
    button.resize(button.sizeHint());
    QStyleOptionButton option;
    option.initFrom(&button);
    const QRect mark = button.style()->subElementRect(part, &option, &button);
    QPixmap pixmap(button.size());
    pixmap.fill(button.palette().color(QPalette::Window));
    button.render(&pixmap);
    const QImage image = pixmap.toImage();
    double best = 1;
    for (int x = mark.left(); x <= mark.right(); ++x)
        best = std::max(
            best, contrast(image.pixelColor(x, mark.center().y()), button.palette().color(QPalette::Window)));
    return best;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void themesHaveNames()
    {
        QCOMPARE(int(*themeFromName(u"system")), int(Theme::System));
        QCOMPARE(int(*themeFromName(u"light")), int(Theme::Light));
        QCOMPARE(int(*themeFromName(u"dark")), int(Theme::Dark));
        QVERIFY(!themeFromName(u"Dark"));
        QVERIFY(!themeFromName(u""));
    }

    void anEmptyMarkIsSeen_data()
    {
        QTest::addColumn<bool>("round");
        QTest::newRow("of a check box in the dark?") << false;
        QTest::newRow("of a radio button in the dark?") << true;
    }

    void anEmptyMarkIsSeen()
    {
        QFETCH(bool, round);
        applyTheme(*qApp, Theme::Dark);
        std::unique_ptr<QAbstractButton> button;
        if (round)
            button = std::make_unique<QRadioButton>();
        else
            button = std::make_unique<QCheckBox>();
        const double ratio
            = frameContrast(*button, round ? QStyle::SE_RadioButtonIndicator : QStyle::SE_CheckBoxIndicator);
        QVERIFY2(ratio >= 3, qPrintable(QString::number(ratio))); // WCAG 2.1, 1.4.11
    }

    void themesFollowEachOther()
    {
        for (const Theme theme : {Theme::Dark, Theme::System, Theme::Light, Theme::Dark, Theme::Dark, Theme::Light}) {
            applyTheme(*qApp, theme);
            if (theme == Theme::System)
                continue;
            QCOMPARE(isDark(qApp->palette()), theme == Theme::Dark);
            QCOMPARE(qApp->style()->objectName(), u"fusion"_s);
        }
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
