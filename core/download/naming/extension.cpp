// SPDX-License-Identifier: MIT
#include "core/download/naming/extension.h"

#include <QChar>

#include <algorithm>
#include <array>

namespace sluice::download {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kMaxExtension = 24;
constexpr qsizetype kMaxInnerExtension = 5;
constexpr std::array kCompressions{
    "gz"_L1, "bz2"_L1, "xz"_L1, "zst"_L1, "lz"_L1, "lz4"_L1, "lzma"_L1, "lzo"_L1, "z"_L1, "br"_L1, "bz"_L1, "zstd"_L1};

// Whether "sql" in "dump.sql.gz" belongs to the extension: short, letters and digits, at least one letter, so that
// the 2 in "log.2.gz" does not.
bool isInnerExtension(QStringView text)
{
    return !text.isEmpty() && text.size() <= kMaxInnerExtension
        && std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80 && c.isLetterOrNumber(); })
        && std::ranges::any_of(text, [](QChar c) { return c.isLetter(); });
}

bool isCompression(QStringView text)
{
    return std::ranges::any_of(
        kCompressions, [&](QLatin1StringView known) { return text.compare(known, Qt::CaseInsensitive) == 0; });
}

// Bytes of the character of UTF-16 that begins at `i`, and its length in `units`.
qsizetype characterBytes(QStringView text, qsizetype i, qsizetype &units)
{
    const QChar c = text[i];
    units = 1;
    if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
        units = 2;
        return 4;
    }
    return c.unicode() < 0x80 ? 1 : c.unicode() < 0x800 ? 2 : 3;
}

bool isMark(QStringView text, qsizetype i)
{
    char32_t c = text[i].unicode();
    if (text[i].isHighSurrogate() && i + 1 < text.size())
        c = QChar::surrogateToUcs4(text[i], text[i + 1]);
    return QChar::isMark(c);
}

} // namespace

NameParts splitExtension(QStringView name)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    const QStringView last = name.sliced(dot + 1);
    if (dot <= 0 || last.isEmpty() || last.size() > kMaxExtension
        || std::ranges::any_of(last, [](QChar c) { return c.isSpace(); }))
        return {name, {}};

    const qsizetype inner = name.first(dot).lastIndexOf(u'.');
    const bool compound = inner > 0 && isCompression(last) && isInnerExtension(name.sliced(inner + 1, dot - inner - 1));
    const qsizetype cut = compound ? inner : dot;
    return {name.first(cut), name.sliced(cut)};
}

QStringView truncatedToBytes(QStringView text, qsizetype maxBytes)
{
    qsizetype bytes = 0;
    qsizetype cut = 0;
    for (qsizetype i = 0, units = 0; i < text.size(); i += units) {
        if (!isMark(text, i))
            cut = i;
        bytes += characterBytes(text, i, units);
        // A single base with marks beyond the limit is cut among its marks.
        if (bytes > maxBytes)
            return text.first(cut > 0 ? cut : i);
    }
    return text;
}

qsizetype utf8Size(QStringView text)
{
    qsizetype bytes = 0;
    for (qsizetype i = 0, units = 0; i < text.size(); i += units)
        bytes += characterBytes(text, i, units);
    return bytes;
}

} // namespace sluice::download
