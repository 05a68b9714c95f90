// SPDX-License-Identifier: MIT
#include "app/get/json_events.h"

#include "app/get/error_text.h"

#include <QJsonDocument>

#include <algorithm>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

/// Qt writes half a surrogate pair as "\ud800", which strict readers refuse (RFC 8259 §8.2): U+FFFD instead.
QString wellFormed(const QString &text)
{
    if (text.isValidUtf16())
        return text;
    const QList<uint> characters = text.toUcs4();
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(characters.constData()), characters.size());
}

QJsonObject base(QLatin1StringView event, qint64 timeMs)
{
    return {{u"event"_s, event}, {u"time"_s, timeMs}};
}

QJsonObject base(QLatin1StringView event, qint64 timeMs, download::Id id, const QString &url)
{
    return {{u"event"_s, event}, {u"time"_s, timeMs}, {u"id"_s, id}, {u"url"_s, wellFormed(url)}};
}

QJsonObject errorObject(const std::shared_ptr<const Error> &error)
{
    const Error known = error ? *error : Error{};
    return {
        {u"kind"_s, errorKindName(known.kind)},
        {u"message"_s, wellFormed(errorText(known))},
        {u"http"_s, known.httpStatus > 0 ? QJsonValue(known.httpStatus) : QJsonValue(QJsonValue::Null)},
    };
}

double secondsOf(qint64 ms)
{
    return double(ms) / 1000;
}

} // namespace

QJsonObject eventObject(const engine::StateEvent &event)
{
    using Kind = engine::StateEvent::Kind;
    const auto named = [&](QLatin1StringView name) {
        return base(name, event.timeMs, event.id, event.url);
    };
    QJsonObject object;
    switch (event.kind) {
    case Kind::Added:
        return named("added"_L1);
    case Kind::State:
        object = named("state"_L1);
        object.insert("state"_L1, download::stateName(event.state));
        if (event.why != download::WaitReason::None)
            object.insert("why"_L1, download::waitReasonName(event.why));
        if (event.untilMs > 0)
            object.insert("until"_L1, event.untilMs);
        return object;
    case Kind::Retry:
        object = named("retry"_L1);
        object.insert("attempt"_L1, event.attempt);
        object.insert("wait"_L1, std::max<qint64>(0, event.untilMs - event.timeMs));
        object.insert("error"_L1, errorObject(event.error));
        return object;
    case Kind::Done:
        object = named("done"_L1);
        object.insert("path"_L1, wellFormed(event.path));
        object.insert("bytes"_L1, event.bytes);
        object.insert("seconds"_L1, secondsOf(event.elapsedMs));
        return object;
    case Kind::Failed:
        object = named("failed"_L1);
        object.insert("error"_L1, errorObject(event.error));
        return object;
    case Kind::Cancelled:
    case Kind::Removed:
        return named("cancelled"_L1);
    }
    Q_UNREACHABLE();
}

QJsonObject progressObject(const engine::Row &row, qint64 nowMs)
{
    QJsonObject object = base("progress"_L1, nowMs, row.id, row.url);
    object.insert("bytes"_L1, row.bytes);
    object.insert("total"_L1, row.total >= 0 ? QJsonValue(row.total) : QJsonValue(QJsonValue::Null));
    object.insert("speed"_L1, row.speed);
    return object;
}

QJsonObject summaryObject(const Summary &summary, qint64 nowMs)
{
    QJsonObject object = base("summary"_L1, nowMs);
    object.insert("done"_L1, summary.done);
    object.insert("failed"_L1, summary.failed);
    object.insert("cancelled"_L1, summary.cancelled);
    object.insert("bytes"_L1, summary.bytes);
    object.insert("seconds"_L1, secondsOf(summary.elapsedMs));
    return object;
}

QByteArray jsonLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace sluice::app
