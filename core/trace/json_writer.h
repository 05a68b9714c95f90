// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QString>

#include <vector>

namespace sluice::trace {

/// Writes JSON (RFC 8259) piece by piece: a document of a million objects is never in memory as a whole. Commas and
/// colons come by themselves; what is opened must be closed. One thread.
class JsonWriter
{
public:
    /// `out` must outlive the writer; whether it took all is the device's to say.
    explicit JsonWriter(QIODevice &out);
    ~JsonWriter();
    Q_DISABLE_COPY_MOVE(JsonWriter)

    JsonWriter &beginObject();
    JsonWriter &endObject();
    JsonWriter &beginArray();
    JsonWriter &endArray();
    /// The name of the next value, plain ASCII.
    JsonWriter &key(QLatin1StringView name);

    JsonWriter &text(QStringView value);
    JsonWriter &number(qint64 value);
    JsonWriter &number(double value); ///< up to three digits behind the point; not a number and infinity become 0
    JsonWriter &boolean(bool value);

    JsonWriter &field(QLatin1StringView name, QStringView value) { return key(name).text(value); }
    JsonWriter &field(QLatin1StringView name, qint64 value) { return key(name).number(value); }

    /// What comes next, a value or a closing bracket, begins a line: for tools and people that cut by lines.
    JsonWriter &newLine();

private:
    void separate();
    void breakLine();
    void open(char bracket);
    void close(char bracket);
    void append(QByteArrayView bytes);

    QIODevice &m_out;
    QByteArray m_buffer;
    std::vector<bool> m_isFirst{true}; ///< of each open bracket: nothing was written in it yet
    bool m_afterKey = false;
    bool m_newLine = false;
};

} // namespace sluice::trace
