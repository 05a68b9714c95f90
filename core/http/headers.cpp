// SPDX-License-Identifier: MIT
#include "core/http/headers.h"

#include "core/http/grammar.h"

#include <algorithm>
#include <utility>

namespace sluice::http {

namespace {

bool sameName(QByteArrayView a, QByteArrayView b)
{
    // Most names differ in their length already.
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

QByteArrayView withoutLineEnd(QByteArrayView line)
{
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

// RFC 9110 §5.5: CR, LF and NUL in a value are dangerous; a recipient refuses them or makes them spaces.
QByteArray cleanValue(QByteArrayView raw)
{
    const auto isDangerous = [](char c) {
        return c == '\r' || c == '\n' || c == '\0';
    };
    if (std::ranges::none_of(raw, isDangerous))
        return trimOws(raw).toByteArray();
    QByteArray value = raw.toByteArray();
    std::ranges::replace_if(value, isDangerous, ' ');
    return trimOws(value).toByteArray();
}

} // namespace

std::optional<StatusLine> parseStatusLine(QByteArrayView line)
{
    line = withoutLineEnd(line);
    const qsizetype space = line.indexOf(' ');
    if (!line.startsWith("HTTP/") || space < 0)
        return std::nullopt;

    const QByteArrayView number = line.first(space).sliced(5);
    const bool oneDigit = number.size() == 1 && isDigit(number[0]);
    const bool twoDigits = number.size() == 3 && isDigit(number[0]) && number[1] == '.' && isDigit(number[2]);
    if (!oneDigit && !twoDigits)
        return std::nullopt;

    const QByteArrayView rest = line.sliced(space + 1);
    if (rest.size() > 3 && rest[3] != ' ')
        return std::nullopt;
    const std::optional<qint64> status = rest.size() < 3 ? std::nullopt : parseDigits(rest.first(3));
    if (!status || *status < 100)
        return std::nullopt;
    return StatusLine{line.first(space).toByteArray(), int(*status), cleanValue(rest.sliced(3))};
}

std::optional<Header> parseHeaderLine(QByteArrayView line)
{
    line = withoutLineEnd(line);
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || line[0] == ' ' || line[0] == '\t')
        return std::nullopt;
    const QByteArrayView name = trimOws(line.first(colon));
    if (!isToken(name))
        return std::nullopt;
    return Header{name.toByteArray(), cleanValue(line.sliced(colon + 1))};
}

HeaderList::Line HeaderList::addLine(QByteArrayView line)
{
    const QByteArrayView content = withoutLineEnd(line);
    if (content.isEmpty())
        return Line::End;
    // Malformed lines count too: an endless stream of them must end as well.
    if (m_lines >= kMaxLines || content.size() > kMaxBytes - m_bytes) {
        m_lines = kMaxLines;
        return Line::TooMuch;
    }
    ++m_lines;
    m_bytes += content.size();

    if (content[0] == ' ' || content[0] == '\t') {
        if (!m_mayFold)
            return Line::Malformed;
        QByteArray &value = m_fields.back().value;
        const QByteArray more = cleanValue(content);
        if (!value.isEmpty() && !more.isEmpty())
            value += ' ';
        value += more;
        return Line::Folded;
    }

    std::optional<Header> field = parseHeaderLine(content);
    m_mayFold = field.has_value();
    if (!field)
        return Line::Malformed;
    m_fields.push_back(*std::move(field));
    return Line::Added;
}

void HeaderList::clear()
{
    *this = HeaderList();
}

bool HeaderList::contains(QByteArrayView name) const
{
    return first(name).has_value();
}

std::optional<QByteArray> HeaderList::first(QByteArrayView name) const
{
    for (const Header &field : m_fields) {
        if (sameName(field.name, name))
            return field.value;
    }
    return std::nullopt;
}

QList<QByteArray> HeaderList::all(QByteArrayView name) const
{
    QList<QByteArray> values;
    for (const Header &field : m_fields) {
        if (sameName(field.name, name))
            values.append(field.value);
    }
    return values;
}

QByteArray HeaderList::combined(QByteArrayView name) const
{
    QByteArray joined;
    bool isFirst = true;
    for (const Header &field : m_fields) {
        if (!sameName(field.name, name))
            continue;
        if (std::exchange(isFirst, false))
            joined = field.value;
        else
            joined += ", " + field.value;
    }
    return joined;
}

} // namespace sluice::http
