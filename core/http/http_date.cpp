// SPDX-License-Identifier: MIT
#include "core/http/http_date.h"

#include "core/http/grammar.h"

#include <array>
#include <chrono>

namespace sluice::http {

namespace {

using namespace std::chrono;

// Reads a text from left to right; after the first mismatch everything fails.
class Reader
{
public:
    explicit Reader(QByteArrayView text)
        : m_rest(text)
    {
    }

    bool literal(QByteArrayView text)
    {
        if (m_rest.size() < text.size() || m_rest.first(text.size()).compare(text, Qt::CaseInsensitive) != 0)
            return false;
        m_rest = m_rest.sliced(text.size());
        return true;
    }

    bool number(qsizetype digits, int &value)
    {
        if (m_rest.size() < digits)
            return false;
        const std::optional<qint64> parsed = parseDigits(m_rest.first(digits));
        if (!parsed)
            return false;
        value = int(*parsed);
        m_rest = m_rest.sliced(digits);
        return true;
    }

    template <std::size_t N>
    bool oneOf(const std::array<QByteArrayView, N> &names, int &index)
    {
        for (std::size_t i = 0; i < N; ++i) {
            if (literal(names[i])) {
                index = int(i);
                return true;
            }
        }
        return false;
    }

    bool atEnd() const { return m_rest.isEmpty(); }

private:
    QByteArrayView m_rest;
};

constexpr std::array<QByteArrayView, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<QByteArrayView, 7> kLongDays{
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::array<QByteArrayView, 12> kMonths{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Fields {
    int year = 0;
    int month = 0; ///< 0 for January
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
};

bool readTime(Reader &in, Fields &out)
{
    return in.number(2, out.hour) && in.literal(":") && in.number(2, out.minute) && in.literal(":")
        && in.number(2, out.second);
}

bool readZone(Reader &in)
{
    return (in.literal(" GMT") || in.literal(" UTC")) && in.atEnd();
}

bool readFixdate(Reader in, Fields &out)
{
    int weekday = 0;
    return in.oneOf(kDays, weekday) && in.literal(", ") && in.number(2, out.day) && in.literal(" ")
        && in.oneOf(kMonths, out.month) && in.literal(" ") && in.number(4, out.year) && in.literal(" ")
        && readTime(in, out) && readZone(in);
}

bool readRfc850(Reader in, Fields &out)
{
    int weekday = 0;
    return in.oneOf(kLongDays, weekday) && in.literal(", ") && in.number(2, out.day) && in.literal("-")
        && in.oneOf(kMonths, out.month) && in.literal("-") && in.number(2, out.year) && in.literal(" ")
        && readTime(in, out) && readZone(in);
}

bool readAsctime(Reader in, Fields &out)
{
    int weekday = 0;
    return in.oneOf(kDays, weekday) && in.literal(" ") && in.oneOf(kMonths, out.month) && in.literal(" ")
        && (in.literal(" ") ? in.number(1, out.day) : in.number(2, out.day)) && in.literal(" ") && readTime(in, out)
        && in.literal(" ") && in.number(4, out.year) && in.atEnd();
}

std::optional<qint64> toMs(const Fields &fields)
{
    const year_month_day date{year(fields.year), month(unsigned(fields.month) + 1), day(unsigned(fields.day))};
    // 60 is a leap second; it lands on the first second of the next minute.
    if (!date.ok() || fields.hour > 23 || fields.minute > 59 || fields.second > 60)
        return std::nullopt;
    const auto time = sys_days(date) + hours(fields.hour) + minutes(fields.minute) + seconds(fields.second);
    return duration_cast<milliseconds>(time.time_since_epoch()).count();
}

// RFC 9110 §5.6.7: the year with these last two digits that is at most 50 years ahead of now.
int fullYear(int lastTwoDigits, qint64 nowMs)
{
    const year_month_day today(floor<days>(sys_time<milliseconds>(milliseconds(nowMs))));
    const int thisYear = int(today.year());
    int result = thisYear - thisYear % 100 + lastTwoDigits;
    if (result <= thisYear - 50)
        result += 100;
    if (result > thisYear + 50)
        result -= 100;
    return result;
}

} // namespace

std::optional<qint64> parseHttpDate(QByteArrayView value)
{
    const Reader in(trimOws(value));
    Fields fields;
    if (readFixdate(in, fields) || readAsctime(in, fields))
        return toMs(fields);
    return std::nullopt;
}

std::optional<qint64> parseHttpDate(QByteArrayView value, qint64 nowMs)
{
    Fields fields;
    if (readRfc850(Reader(trimOws(value)), fields)) {
        fields.year = fullYear(fields.year, nowMs);
        return toMs(fields);
    }
    return parseHttpDate(value);
}

} // namespace sluice::http
