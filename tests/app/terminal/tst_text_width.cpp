// SPDX-License-Identifier: MIT
#include "app/terminal/text_width.h"

#include <QTest>

using namespace sluice::app;
using namespace Qt::StringLiterals;

class TstTextWidth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void width_data();
    void width();
    void harmlessText_data();
    void harmlessText();
    void elided_data();
    void elided();
    void elidedNeverWiderNorCutInsideACharacter();
    void paddedIsExact();
};

void TstTextWidth::width_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::newRow("is nothing nothing wide?") << QString() << 0;
    QTest::newRow("is a letter one wide?") << u"a"_s << 1;
    QTest::newRow("is Greek narrow?") << u"αβγ"_s << 3;
    QTest::newRow("are CJK ideographs two wide?") << u"日本語"_s << 6;
    QTest::newRow("is Hangul two wide?") << u"한국"_s << 4;
    QTest::newRow("is a syllable of jamo one character?") << u"\u1112\u1161\u11AB"_s << 2;
    QTest::newRow("are fullwidth letters two wide?") << u"ＡＢ"_s << 4;
    QTest::newRow("are halfwidth kana one wide?") << u"ｱｲ"_s << 2;
    QTest::newRow("is a combining accent nothing wide?") << u"e\u0301"_s << 1;
    QTest::newRow("is an emoji two wide?") << u"😀"_s << 2;
    QTest::newRow("is a plane-2 ideograph two wide?") << u"𠀀"_s << 2;
    QTest::newRow("is a joiner nothing wide?") << u"\u200D"_s << 0;
    QTest::newRow("is a lone surrogate one wide?") << QString(QChar(0xD800)) << 1;
}

void TstTextWidth::width()
{
    QFETCH(QString, text);
    QTEST(textWidth(text), "columns");
}

void TstTextWidth::harmlessText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("does plain text stay?") << u"a b_ü日😀"_s << u"a b_ü日😀"_s;
    QTest::newRow("is an escape sequence defused?") << u"\x1b[31mred"_s << u"\uFFFD[31mred"_s;
    QTest::newRow("is a line break defused?") << u"a\nb\rc\td"_s << u"a\uFFFDb\uFFFDc\uFFFDd"_s;
    QTest::newRow("is a C1 control defused?") << u"\u009b2J"_s << u"\uFFFD2J"_s;
    QTest::newRow("is DEL defused?") << u"\u007f"_s << u"\uFFFD"_s;
    QTest::newRow("is a right-to-left override defused?") << u"a\u202Egpj.exe"_s << u"a\uFFFDgpj.exe"_s;
    QTest::newRow("is a line separator defused?") << u"\u2028"_s << u"\uFFFD"_s;
    QTest::newRow("is a lone surrogate replaced?") << QString(QChar(0xDC00)) << u"\uFFFD"_s;
}

void TstTextWidth::harmlessText()
{
    QFETCH(QString, text);
    QTEST(harmless(text), "shown");
}

void TstTextWidth::elided_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("shown");
    QTest::newRow("does short text stay?") << u"abc"_s << 3 << u"abc"_s;
    QTest::newRow("does the end with its suffix stay?") << u"abcdefghij.iso"_s << 10 << u"abc…ij.iso"_s;
    QTest::newRow("is one column an ellipsis?") << u"abc"_s << 1 << u"…"_s;
    QTest::newRow("are no columns nothing?") << u"abc"_s << 0 << QString();
    QTest::newRow("are negative columns nothing?") << u"abc"_s << -5 << QString();
    QTest::newRow("are wide characters not halved?") << u"日本語日本語"_s << 6 << u"日…語"_s;
}

void TstTextWidth::elided()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    QTEST(elideMiddle(text, columns), "shown");
}

void TstTextWidth::elidedNeverWiderNorCutInsideACharacter()
{
    const QString accented = u"e\u0301"_s;
    const QString text
        = accented.repeated(30) + u"👨‍👩‍👧"_s.repeated(3) + u"日"_s.repeated(9) + u".tar.gz"_s;
    for (int columns = 0; columns < 90; ++columns) {
        const QString shown = elideMiddle(text, columns);
        QVERIFY2(textWidth(shown) <= columns, qPrintable(shown));
        QVERIFY2(!shown.startsWith(u'\u0301') && !shown.contains(u"…\u0301"_s), qPrintable(shown));
        QVERIFY2(!shown.contains(u"…\u200D"_s) && !shown.contains(u"\u200D…"_s), qPrintable(shown));
    }
}

void TstTextWidth::paddedIsExact()
{
    for (const QString &text : {u"a"_s, u"日本語の名前"_s, u"e\u0301te\u0301"_s, QString()}) {
        for (int columns = 0; columns < 20; ++columns)
            QCOMPARE(textWidth(padded(text, columns)), columns);
    }
}

QTEST_GUILESS_MAIN(TstTextWidth)
#include "tst_text_width.moc"
