// SPDX-License-Identifier: MIT
#include "tests/core/trace/json_schema.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <cmath>
#include <stdexcept>

namespace sluice::trace::testing {

using namespace Qt::StringLiterals;

namespace {

bool isOfType(const QJsonValue &value, const QString &type)
{
    if (type == "integer"_L1)
        return value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
    return (type == "object"_L1 && value.isObject()) || (type == "array"_L1 && value.isArray())
        || (type == "string"_L1 && value.isString()) || (type == "number"_L1 && value.isDouble())
        || (type == "boolean"_L1 && value.isBool());
}

} // namespace

JsonSchema::JsonSchema(const QString &name)
{
    QFile file(QStringLiteral(SLUICE_TEST_DATA) + "/trace/"_L1 + name);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("there is no such schema");
    m_schema = QJsonDocument::fromJson(file.readAll()).object();
    if (m_schema.isEmpty())
        throw std::runtime_error("the schema is no JSON");
}

QString JsonSchema::problem(const QJsonValue &document) const
{
    return check(document, m_schema, u"$"_s);
}

QString JsonSchema::check(const QJsonValue &value, QJsonObject rule, const QString &place) const
{
    while (rule.contains("$ref"_L1)) {
        const QString name = rule["$ref"_L1].toString().section(u'/', -1);
        rule = m_schema["definitions"_L1].toObject()[name].toObject();
    }
    if (rule.contains("by"_L1)) {
        const QString kind = value[rule["by"_L1].toString()].toString();
        const QJsonValue chosen = rule["cases"_L1].toObject()[kind];
        return chosen.isObject() ? check(value, chosen.toObject(), place)
                                 : QString(place + ": no such kind: "_L1 + kind);
    }
    if (!isOfType(value, rule["type"_L1].toString()))
        return place + ": is no "_L1 + rule["type"_L1].toString();
    if (rule.contains("minimum"_L1) && value.toDouble() < rule["minimum"_L1].toDouble())
        return place + ": is too small"_L1;
    if (rule.contains("pattern"_L1)) {
        const QRegularExpression pattern(rule["pattern"_L1].toString());
        if (!pattern.isValid() || !pattern.match(value.toString()).hasMatch())
            return place + ": does not look right: "_L1 + value.toString();
    }
    if (value.isArray() && rule.contains("items"_L1)) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            const QString found = check(array[i], rule["items"_L1].toObject(), place + u"[%1]"_s.arg(i));
            if (!found.isEmpty())
                return found;
        }
    }
    return value.isObject() ? checkObject(value.toObject(), rule, place) : QString();
}

QString JsonSchema::checkObject(const QJsonObject &object, const QJsonObject &rule, const QString &place) const
{
    const QJsonArray required = rule["required"_L1].toArray();
    for (const QJsonValue &name : required) {
        if (!object.contains(name.toString()))
            return place + ": lacks "_L1 + name.toString();
    }
    const QJsonObject properties = rule["properties"_L1].toObject();
    for (auto field = object.begin(); field != object.end(); ++field) {
        const QString at = place + u'.' + field.key();
        if (properties.contains(field.key())) {
            const QString found = check(*field, properties[field.key()].toObject(), at);
            if (!found.isEmpty())
                return found;
        } else if (rule.contains("fields"_L1) && !field.key().startsWith(u'_')) {
            return at + ": is not in the format"_L1;
        }
    }
    return {};
}

} // namespace sluice::trace::testing
