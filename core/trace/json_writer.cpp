// SPDX-License-Identifier: MIT
#include "core/trace/json_writer.h"

#include <cmath>
#include <utility>

namespace sluice::trace {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kFlushAt = 64 << 10;

} // namespace

JsonWriter::JsonWriter(QIODevice &out)
    : m_out(out)
{
}

JsonWriter::~JsonWriter()
{
    m_out.write(m_buffer);
}

JsonWriter &JsonWriter::beginObject()
{
    open('{');
    return *this;
}

JsonWriter &JsonWriter::endObject()
{
    close('}');
    return *this;
}

JsonWriter &JsonWriter::beginArray()
{
    open('[');
    return *this;
}

JsonWriter &JsonWriter::endArray()
{
    close(']');
    return *this;
}

JsonWriter &JsonWriter::key(QLatin1StringView name)
{
    text(QString(name));
    append(":");
    m_afterKey = true;
    return *this;
}

JsonWriter &JsonWriter::text(QStringView value)
{
    separate();
    QString escaped;
    escaped.reserve(value.size() + 2);
    escaped += u'"';
    for (const QChar c : value) {
        if (c == u'"' || c == u'\\')
            escaped += u'\\';
        if (c.unicode() < 0x20)
            escaped += "\\u"_L1 + QString::number(c.unicode(), 16).rightJustified(4, u'0');
        else
            escaped += c;
    }
    escaped += u'"';
    append(escaped.toUtf8()); // lone surrogates become U+FFFD
    return *this;
}

JsonWriter &JsonWriter::number(qint64 value)
{
    separate();
    append(QByteArray::number(value));
    return *this;
}

JsonWriter &JsonWriter::number(double value)
{
    separate();
    QByteArray digits = QByteArray::number(std::isfinite(value) ? value : 0.0, 'f', 3);
    while (digits.endsWith('0'))
        digits.chop(1);
    if (digits.endsWith('.'))
        digits.chop(1);
    append(digits);
    return *this;
}

JsonWriter &JsonWriter::boolean(bool value)
{
    separate();
    append(value ? "true" : "false");
    return *this;
}

JsonWriter &JsonWriter::newLine()
{
    m_newLine = true;
    return *this;
}

void JsonWriter::separate()
{
    if (m_afterKey)
        m_afterKey = false;
    else if (!m_isFirst.back())
        append(",");
    m_isFirst.back() = false;
    breakLine();
}

void JsonWriter::breakLine()
{
    if (std::exchange(m_newLine, false))
        append("\n");
}

void JsonWriter::open(char bracket)
{
    separate();
    append(QByteArrayView(&bracket, 1));
    m_isFirst.push_back(true);
}

void JsonWriter::close(char bracket)
{
    m_isFirst.pop_back();
    breakLine();
    append(QByteArrayView(&bracket, 1));
}

void JsonWriter::append(QByteArrayView bytes)
{
    m_buffer.append(bytes);
    if (m_buffer.size() >= kFlushAt) {
        m_out.write(m_buffer);
        m_buffer.clear();
    }
}

} // namespace sluice::trace
