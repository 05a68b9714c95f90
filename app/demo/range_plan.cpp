// SPDX-License-Identifier: MIT
#include "app/demo/range_plan.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace sluice::demo {

namespace {

/// "a" becomes "a-2", W/"a" becomes W/"a-2".
QByteArray otherEtag(QByteArray etag)
{
    const qsizetype quote = etag.lastIndexOf('"');
    return quote < 0 ? etag : etag.insert(quote, "-2");
}

QByteArray dayLater(const QByteArray &date)
{
    const QString format = QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'");
    QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(date), format);
    time.setTimeSpec(Qt::UTC);
    return time.isValid() ? httpDate(time.addDays(1)) : date;
}

RangePlan whole(const Validators &validators, qint64 size)
{
    return {.ranges = {{0, size}}, .contentRange = {}, .etag = validators.etag};
}

RangePlan unsatisfiable(const Validators &validators, qint64 size)
{
    return {
        .status = 416, .ranges = {}, .contentRange = "bytes */" + QByteArray::number(size), .etag = validators.etag};
}

} // namespace

Validators validatorsOf(const Script &script, bool changed)
{
    if (changed) {
        return {otherEtag(script.etag), dayLater(script.lastModified)};
    }
    return {script.etag, script.lastModified};
}

bool ifRangeHolds(const QByteArray &ifRange, const Validators &validators)
{
    return ifRange.isEmpty() || (ifRange.startsWith('"') && ifRange == validators.etag)
        || (!ifRange.startsWith("W/") && ifRange == validators.lastModified);
}

QByteArray contentRangeValue(const Interval &range, qint64 total)
{
    return "bytes " + QByteArray::number(range.begin) + '-' + QByteArray::number(range.end - 1) + '/'
        + QByteArray::number(total);
}

RangePlan planRange(const Script &script, const RequestHead &head, const Validators &validators, qint64 size)
{
    const RangeChoice asked = resolveRange(head.header("Range"), size);
    const bool stale = !ifRangeHolds(head.header("If-Range"), validators) && script.ranges != Ranges::IgnoreIfRange;
    if (asked.kind == RangeChoice::Kind::None || script.ranges == Ranges::Ignore || script.ranges == Ranges::Pretend
        || stale) {
        return whole(validators, size);
    }
    if (asked.kind == RangeChoice::Kind::Unsatisfiable || script.ranges == Ranges::Refuse) {
        return unsatisfiable(validators, size);
    }

    RangePlan plan{.status = 206, .ranges = asked.ranges, .contentRange = {}, .etag = validators.etag};
    plan.multipart = asked.ranges.size() > 1 || script.ranges == Ranges::Multipart;
    if (plan.multipart) {
        return plan; // each part has a Content-Range of its own
    }
    Interval &range = plan.ranges.front();
    const qint64 length = range.end - range.begin;
    qint64 total = size;
    switch (script.ranges) {
    case Ranges::WrongOffset:
        range = {0, length};
        break;
    case Ranges::Short:
        range.end = range.begin + std::max<qint64>(1, length / 2);
        break;
    case Ranges::WrongTotal:
        ++total;
        break;
    case Ranges::OtherEtag:
        plan.etag = otherEtag(plan.etag);
        break;
    default:
        break;
    }
    if (script.ranges != Ranges::NoContentRange) {
        plan.contentRange = contentRangeValue(range, total);
    }
    return plan;
}

} // namespace sluice::demo
