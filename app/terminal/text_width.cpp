// SPDX-License-Identifier: MIT
#include "app/terminal/text_width.h"

#include <QList>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <array>
#include <vector>

namespace sluice::app {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// UAX #11 classes W and F, neighbouring ranges joined; whole blocks of symbols that some terminals draw as emoji.
constexpr std::array kWide{
    Range{0x1100, 0x115F},
    Range{0x231A, 0x231B},
    Range{0x2329, 0x232A},
    Range{0x23E9, 0x23F3},
    Range{0x25FD, 0x25FE},
    Range{0x2600, 0x27BF},
    Range{0x2B1B, 0x2B1C},
    Range{0x2B50, 0x2B55},
    Range{0x2E80, 0x303E},
    Range{0x3041, 0xA4CF},
    Range{0xA960, 0xA97F},
    Range{0xAC00, 0xD7A3},
    Range{0xF900, 0xFAFF},
    Range{0xFE10, 0xFE1F},
    Range{0xFE30, 0xFE6F},
    Range{0xFF00, 0xFF60},
    Range{0xFFE0, 0xFFE6},
    Range{0x16FE0, 0x18DFF},
    Range{0x1AFF0, 0x1B2FF},
    Range{0x1F000, 0x1F0FF},
    Range{0x1F18E, 0x1F64F},
    Range{0x1F680, 0x1F6FF},
    Range{0x1F7E0, 0x1F7F0},
    Range{0x1F900, 0x1FAFF},
    Range{0x20000, 0x3FFFD},
};

bool isWide(char32_t c)
{
    const auto it = std::ranges::lower_bound(kWide, c, {}, &Range::last);
    return it != kWide.end() && c >= it->first;
}

bool isZeroWidth(char32_t c)
{
    // Medial and final Hangul jamo join the syllable before them.
    if (c >= 0x1160 && c <= 0x11FF)
        return true;
    switch (QChar::category(c)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
        return true;
    case QChar::Other_Format:
        return c != 0x00AD; // terminals draw the soft hyphen
    default:
        return false;
    }
}

bool isHarmful(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        break;
    }
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

} // namespace

int textWidth(QStringView text)
{
    int columns = 0;
    for (const char32_t c : text.toUcs4()) {
        if (!isZeroWidth(c))
            columns += isWide(c) ? 2 : 1;
    }
    return columns;
}

QString harmless(QStringView text)
{
    QString result;
    result.reserve(text.size());
    for (const char32_t c : text.toUcs4()) // which turns lone surrogates into U+FFFD
        result += QChar::fromUcs4(isHarmful(c) ? char32_t(QChar::ReplacementCharacter) : c);
    return result;
}

QString elideMiddle(const QString &text, int columns)
{
    if (textWidth(text) <= columns)
        return text;
    if (columns <= 0)
        return {};

    std::vector<qsizetype> cuts{0}; // where a cut is allowed
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    while (finder.toNextBoundary() > 0)
        cuts.push_back(finder.position());

    const QStringView view(text);
    const int room = columns - 1;
    const int headRoom = room * 2 / 5;
    std::size_t head = 0;
    while (head + 1 < cuts.size() && textWidth(view.first(cuts[head + 1])) <= headRoom)
        ++head;
    const int tailRoom = room - textWidth(view.first(cuts[head]));
    std::size_t tail = cuts.size() - 1;
    while (tail > head + 1 && textWidth(view.sliced(cuts[tail - 1])) <= tailRoom)
        --tail;
    return view.first(cuts[head]).toString() + QChar(0x2026) + view.sliced(cuts[tail]).toString();
}

QString padded(const QString &text, int columns)
{
    const QString shown = elideMiddle(text, columns);
    return shown + QString(std::max(0, columns - textWidth(shown)), u' ');
}

} // namespace sluice::app
