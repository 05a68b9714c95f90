// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/settings.h"
#include "core/engine/entry.h"
#include "core/engine/slot_numbers.h"
#include "core/trace/recorder.h"

#include <QHash>
#include <QString>
#include <QStringView>

#include <utility>

namespace sluice::engine {

/// Puts what happens to the downloads into the words of the record. One that is off does nothing. Engine thread.
class TraceWriter
{
public:
    explicit TraceWriter(bool on);

    [[nodiscard]] bool isOn() const { return m_recorder.isOn(); }
    /// Everything since the last call, with the bytes that came up to now.
    [[nodiscard]] trace::Batch take() { return m_recorder.take(); }

    void limits(const download::Settings &settings);
    /// A download exists now; its state is told as well.
    void added(Entry &entry);
    /// The row goes; so does what it held.
    void removed(Entry &entry);
    /// It got a slot; before the state that follows from it. With the moment by which it must be done, 0 = none.
    void admitted(Entry &entry, qint64 deadlineMs);
    /// Its state, or what it waits for, is another now. `keepsSlot`: it holds on to the slot it has.
    void changed(Entry &entry, bool keepsSlot);
    void requested(Entry &entry, const http::Request &request);
    void stepped(Entry &entry, const http::Step &step);
    void answered(Entry &entry, const http::ResponseHead &head);
    /// Tells the bytes that have come since the last time, and whether the disk holds it up. Often enough for a curve.
    void sample(Entry &entry);

private:
    void enter(Entry &entry, trace::Phase phase, trace::Micros at = 0, bool renames = false);
    void describe(Entry &entry);
    void tellBytes(Entry &entry);
    void endAttempt(Entry &entry);
    int connectionNumber(const http::Step &step);
    trace::HeaderBlock headersOf(const http::Request &request);
    static QString nameOf(const download::Record &record);

    trace::Recorder m_recorder;
    SlotNumbers m_slots;
    QHash<std::pair<int, QString>, int> m_connections; ///< by local port and peer: the last one that had them
    int m_nextConnection = 0;
    /// What goes out with a request that says nothing but what it wants; of the last such.
    struct {
        QString origin;
        QByteArray userAgent;
        trace::HeaderBlock headers;
    } m_plain;
};

/// The name of the file behind a URL where that is plain to see: its last part, of letters, digits, dots and dashes. Then
/// it is what download::chooseFileName() would choose; empty else. Pure.
[[nodiscard]] QString plainName(QStringView url);

/// The phase of a download that is in this state for this reason; of one that connects, the first of connecting. Pure.
[[nodiscard]] trace::Phase phaseOf(download::State state, download::WaitReason why);

} // namespace sluice::engine
