// SPDX-License-Identifier: MIT
#include "core/store/cbor.h"

#include "core/store/utf8.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace sluice::store::cbor {

namespace {

// RFC 8949 §3.1
enum Major { Unsigned = 0, Negative = 1, Bytes = 2, Text = 3, Array = 4, Map = 5, Tag = 6, Simple = 7 };
constexpr int kIndefinite = 31;
constexpr char kBreak = char(0xff);
constexpr int kMaxDepth = 16;
constexpr auto kMaxInteger = quint64(std::numeric_limits<qint64>::max());

} // namespace

void Writer::head(int major, quint64 argument)
{
    const auto first = [major](int info) {
        return char((major << 5) | info);
    };
    if (argument < 24) {
        m_out.append(first(int(argument)));
        return;
    }
    const int log = argument <= 0xff ? 0 : argument <= 0xffff ? 1 : argument <= 0xffff'ffff ? 2 : 3;
    std::array<char, 9> out{first(24 + log)};
    const int size = 1 << log;
    for (int i = 0; i < size; ++i)
        out[size_t(i) + 1] = char(argument >> (8 * (size - 1 - i)));
    m_out.append(out.data(), 1 + size);
}

void Writer::beginMap()
{
    // Indefinite, as fields that hold their default are left out on the way.
    m_out.append(char((Map << 5) | kIndefinite));
}

void Writer::beginArray(qsizetype count)
{
    head(Array, quint64(count));
}

void Writer::endMap()
{
    m_out.append(kBreak);
}

void Writer::integer(qint64 value)
{
    if (value >= 0)
        head(Unsigned, quint64(value));
    else
        head(Negative, quint64(-1 - value));
}

void Writer::text(QStringView value)
{
    const QByteArray utf8 = value.toUtf8();
    head(Text, quint64(utf8.size()));
    m_out.append(utf8);
}

void Writer::bytes(QByteArrayView value)
{
    head(Bytes, quint64(value.size()));
    m_out.append(value);
}

void Writer::field(int key, qint64 value)
{
    if (value != 0) {
        integer(key);
        integer(value);
    }
}

void Writer::field(int key, QStringView value)
{
    if (!value.isEmpty()) {
        integer(key);
        text(value);
    }
}

void Writer::field(int key, QByteArrayView value)
{
    if (!value.isEmpty()) {
        integer(key);
        bytes(value);
    }
}

QByteArray Writer::take()
{
    return std::exchange(m_out, {});
}

Reader::Reader(QByteArrayView in)
    : m_in(in)
{
}

void Reader::fail()
{
    m_ok = false;
    m_in = {};
}

Reader::Head Reader::head()
{
    if (m_in.isEmpty()) {
        fail();
        return {};
    }
    const auto first = quint8(m_in.front());
    m_in = m_in.sliced(1);
    Head head{first >> 5, first & 0x1f, quint64(first & 0x1f)};
    if (head.info < 24 || head.info == kIndefinite)
        return head;
    const qsizetype size = qsizetype(1) << (head.info - 24);
    if (head.info > 27 || m_in.size() < size) {
        fail();
        return {};
    }
    head.argument = 0;
    for (const char byte : m_in.first(size))
        head.argument = (head.argument << 8) | quint8(byte);
    m_in = m_in.sliced(size);
    return head;
}

qint64 Reader::integer()
{
    const Head item = head();
    if ((item.major != Unsigned && item.major != Negative) || item.info == kIndefinite || item.argument > kMaxInteger)
        fail();
    if (!m_ok)
        return 0;
    return item.major == Unsigned ? qint64(item.argument) : -1 - qint64(item.argument);
}

int Reader::smallInteger()
{
    return int(std::clamp<qint64>(integer(), std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

QByteArrayView Reader::string(int major)
{
    const Head item = head();
    if (item.major != major || item.info == kIndefinite || item.argument > quint64(m_in.size()))
        fail();
    if (!m_ok)
        return {};
    const QByteArrayView value = m_in.first(qsizetype(item.argument));
    m_in = m_in.sliced(value.size());
    return value;
}

QString Reader::text()
{
    return textFromUtf8(string(Text));
}

QByteArray Reader::bytes()
{
    return string(Bytes).toByteArray();
}

Reader::Container Reader::enter(int major)
{
    const Head item = head();
    if (item.major != major)
        fail();
    if (!m_ok)
        return {};
    return {item.argument, item.info == kIndefinite};
}

bool Reader::more(Container &container)
{
    if (!m_ok)
        return false;
    if (!container.indefinite)
        return container.left-- > 0;
    if (!m_in.isEmpty() && m_in.front() == kBreak) {
        m_in = m_in.sliced(1);
        return false;
    }
    return true; // at the end of the buffer the next item fails
}

void Reader::skip()
{
    skip(0);
}

void Reader::skip(int depth)
{
    if (depth > kMaxDepth)
        fail();
    if (!m_ok)
        return;
    const QByteArrayView start = m_in;
    const Head item = head();
    switch (item.major) {
    case Unsigned:
    case Negative:
        if (item.info == kIndefinite)
            fail();
        break;
    case Simple: // booleans, null, floats; a lone break is none of them
        if (item.info == kIndefinite)
            fail();
        break;
    case Bytes:
    case Text:
        if (item.info == kIndefinite) {
            for (Container chunks{0, true}; more(chunks);)
                string(item.major);
        } else if (m_ok) {
            m_in = start;
            string(item.major);
        }
        break;
    case Array:
    case Map:
        for (Container items{item.argument, item.info == kIndefinite}; more(items);) {
            skip(depth + 1);
            if (item.major == Map)
                skip(depth + 1);
        }
        break;
    case Tag:
        skip(depth + 1);
        break;
    }
}

} // namespace sluice::store::cbor
