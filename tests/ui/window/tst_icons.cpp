// SPDX-License-Identifier: MIT
#include "ui/window/icons.h"

#include "ui/window/commands.h"
#include "ui/window/theme.h"

#include <QApplication>
#include <QPixmap>
#include <QTest>

using namespace sluice::ui;
using namespace Qt::StringLiterals;

namespace {

// The colour of the most opaque pixel.
QColor inkOf(const QPixmap &pixmap)
{
    const QImage image = pixmap.toImage();
    QColor best(0, 0, 0, 0);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor here = image.pixelColor(x, y);
            if (here.alpha() > best.alpha())
                best = here;
        }
    }
    return best;
}

} // namespace

class TestIcons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { applyTheme(*qApp, Theme::System); }
    void everyCommandHasItsIcon();
    void unknownIsNull();
    void followsThePalette();
    void disabledIsFainter();
    void isSharpAtTwoTimes();
    void themesHaveNames();
};

void TestIcons::everyCommandHasItsIcon()
{
    for (int i = 0; i < kCommandCount; ++i) {
        const CommandInfo info = commandInfo(static_cast<Command>(i));
        if (info.icon.isEmpty())
            continue;
        QVERIFY2(!icon(info.icon).isNull(), qPrintable(info.icon));
        QVERIFY2(inkOf(icon(info.icon).pixmap(32, 32)).alpha() > 128, qPrintable(info.icon));
    }
    QVERIFY(!appIcon().isNull());
}

void TestIcons::unknownIsNull()
{
    QVERIFY(icon(u"no-such-icon").isNull());
}

void TestIcons::followsThePalette()
{
    const QIcon add = icon(u"add");
    applyTheme(*qApp, Theme::Light);
    QVERIFY(!isDark(QApplication::palette()));
    QVERIFY(inkOf(add.pixmap(16, 16)).lightness() < 128);
    applyTheme(*qApp, Theme::Dark);
    QVERIFY(isDark(QApplication::palette()));
    QVERIFY(inkOf(add.pixmap(16, 16)).lightness() > 128);
}

void TestIcons::disabledIsFainter()
{
    applyTheme(*qApp, Theme::Light);
    const QIcon add = icon(u"add");
    QVERIFY(inkOf(add.pixmap(QSize(16, 16), QIcon::Disabled)).lightness()
        > inkOf(add.pixmap(QSize(16, 16), QIcon::Normal)).lightness());
}

void TestIcons::isSharpAtTwoTimes()
{
    const QPixmap pixmap = icon(u"add").pixmap(QSize(16, 16), 2.0);
    QCOMPARE(pixmap.size(), QSize(32, 32));
    QCOMPARE(pixmap.devicePixelRatio(), 2.0);
}

void TestIcons::themesHaveNames()
{
    QCOMPARE(themeFromName(u"dark"), std::optional(Theme::Dark));
    QCOMPARE(themeFromName(u"light"), std::optional(Theme::Light));
    QCOMPARE(themeFromName(u"system"), std::optional(Theme::System));
    QVERIFY(!themeFromName(u"Dark "));
    QVERIFY(!themeFromName(u""));
}

QTEST_MAIN(TestIcons)
#include "tst_icons.moc"
