// SPDX-License-Identifier: MIT
#include "app/terminal/screen.h"
#include "app/terminal/text_width.h"

#include <QTest>

using namespace sluice::app;
using namespace Qt::StringLiterals;

class TstScreen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstPaintMovesNothing();
    void repaintGoesUpOverTheOldLines();
    void aNarrowerTerminalHasWrappedTheOldLines();
    void nothingShownNothingTakenAway();
    void linesAreCutBelowTheWidth();
};

void TstScreen::firstPaintMovesNothing()
{
    Screen screen;
    QCOMPARE(screen.show({u"one"_s, u"two"_s}, 80), QByteArray("one\ntwo\n"));
}

void TstScreen::repaintGoesUpOverTheOldLines()
{
    Screen screen;
    screen.show({u"one"_s, u"two"_s, u"three"_s}, 80);
    QCOMPARE(screen.show({u"new"_s}, 80), QByteArray("\r\x1b[3A\x1b[Jnew\n"));
    QCOMPARE(screen.show({}, 80), QByteArray("\r\x1b[1A\x1b[J"));
}

void TstScreen::aNarrowerTerminalHasWrappedTheOldLines()
{
    Screen screen;
    screen.show({QString(70, u'x'), QString(), u"short"_s}, 80);
    // 70 columns take 3 rows of 30, the empty line and the short one take one each.
    QVERIFY(screen.show({}, 30).contains("\x1b[5A"));
}

void TstScreen::nothingShownNothingTakenAway()
{
    Screen screen;
    QCOMPARE(screen.show({}, 80), QByteArray());
}

void TstScreen::linesAreCutBelowTheWidth()
{
    Screen screen;
    for (const int columns : {0, 1, 2, 10, 80}) {
        const QByteArray bytes = Screen().show({QString(200, u'x'), u"日本語"_s.repeated(40)}, columns);
        for (const QByteArray &line : bytes.split('\n'))
            QVERIFY(textWidth(QString::fromUtf8(line)) < std::max(2, columns));
    }
}

QTEST_GUILESS_MAIN(TstScreen)
#include "tst_screen.moc"
