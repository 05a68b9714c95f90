// SPDX-License-Identifier: MIT
#include "core/download/naming/safe_name.h"

#include "core/download/naming/extension.h"

#include <QChar>

#include <algorithm>
#include <string_view>

namespace sluice::download {

namespace {

using namespace Qt::StringLiterals;

constexpr char16_t kReplacement = u'_';

bool isControl(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

// Marks that cannot be seen, and such that turn the direction of what follows: "exe.jpg" may end in ".exe".
bool isInvisible(char32_t c)
{
    return c == 0xad || c == 0x61c || c == 0x180e || (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb)
        || (c >= 0xe0000 && c <= 0xe007f);
}

bool isNonCharacter(char32_t c)
{
    return (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

bool isReplaced(char32_t c)
{
    return isControl(c) || isInvisible(c) || isNonCharacter(c)
        || (c < 0x80 && std::string_view("/\\:*?\"<>|").contains(static_cast<char>(c)));
}

// All invisible marks but the rare ones above U+FFFF, which take two units.
bool isBlank(QChar c)
{
    return c.isSpace() || isInvisible(c.unicode());
}

QStringView trimmedStart(QStringView text)
{
    const auto keep = std::ranges::find_if_not(text, [](QChar c) { return isBlank(c) || c == u'.'; });
    return text.sliced(keep - text.begin());
}

QStringView trimmedEnd(QStringView text)
{
    while (!text.isEmpty() && (isBlank(text.back()) || text.back() == u'.'))
        text.chop(1);
    return text;
}

QString replaced(QStringView text)
{
    QString result;
    result.reserve(text.size());
    bool afterGap = false; // a space would be the second blank in a row
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            const char32_t full = QChar::surrogateToUcs4(c, text[i + 1]);
            if (isReplaced(full))
                result += kReplacement;
            else
                result += text.sliced(i, 2);
            ++i;
            afterGap = false;
        } else if (c.isSurrogate() || isReplaced(c.unicode())) {
            result += kReplacement;
            afterGap = c.isSpace();
        } else if (c == u' ') {
            if (!afterGap)
                result += c;
            afterGap = true;
        } else {
            result += c;
            afterGap = false;
        }
    }
    return result;
}

QString shortened(const QString &name, qsizetype maxBytes)
{
    if (utf8Size(name) <= maxBytes)
        return name;
    const NameParts parts = splitExtension(name);
    const qsizetype left = maxBytes - utf8Size(parts.extension);
    const QStringView stem = left > 0 ? trimmedEnd(truncatedToBytes(parts.stem, left)) : QStringView();
    if (stem.isEmpty())
        return trimmedEnd(truncatedToBytes(name, maxBytes)).toString();
    return QString(stem % parts.extension);
}

} // namespace

std::optional<QString> safeName(QStringView raw, qsizetype maxBytes)
{
    const QString name = shortened(replaced(trimmedEnd(trimmedStart(raw))), maxBytes);
    return name.isEmpty() ? std::nullopt : std::optional(name);
}

std::expected<void, NameProblem> checkUserName(QStringView name)
{
    if (name.isEmpty())
        return std::unexpected(NameProblem::Empty);
    if (name == "."_L1 || name == ".."_L1)
        return std::unexpected(NameProblem::Dots);
    if (name.contains(u'/'))
        return std::unexpected(NameProblem::Slash);
    if (!name.isValidUtf16() || std::ranges::any_of(name, [](QChar c) { return isControl(c.unicode()); }))
        return std::unexpected(NameProblem::Control);
    if (utf8Size(name) > kMaxNameBytes)
        return std::unexpected(NameProblem::TooLong);
    return {};
}

QString nameProblemText(NameProblem problem)
{
    switch (problem) {
    case NameProblem::Empty:
        return u"is empty"_s;
    case NameProblem::Slash:
        return u"contains a slash"_s;
    case NameProblem::Dots:
        return u"names a folder"_s;
    case NameProblem::Control:
        return u"contains a control character"_s;
    case NameProblem::TooLong:
        return u"is longer than %1 bytes"_s.arg(kMaxNameBytes);
    }
    return {};
}

} // namespace sluice::download
