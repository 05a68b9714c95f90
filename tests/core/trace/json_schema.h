// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace sluice::trace::testing {

/// A small part of JSON Schema, enough for the formats in tests/data/trace: type, required, properties, items, minimum,
/// pattern and $ref; and two words of our own: "fields": "closed" allows no others than the properties and those that
/// begin with an underscore, "by"/"cases" choose the schema by the value of a field.
class JsonSchema
{
public:
    /// Reads tests/data/trace/<name>. Throws std::runtime_error where there is none.
    explicit JsonSchema(const QString &name);

    /// The first thing in `document` that does not fit, with its place; empty if all of it does.
    [[nodiscard]] QString problem(const QJsonValue &document) const;

private:
    [[nodiscard]] QString check(const QJsonValue &value, QJsonObject rule, const QString &place) const;
    [[nodiscard]] QString checkObject(const QJsonObject &object, const QJsonObject &rule, const QString &place) const;

    QJsonObject m_schema;
};

} // namespace sluice::trace::testing
