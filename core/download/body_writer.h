// SPDX-License-Identifier: MIT
#pragma once

#include "core/async/loop.h"
#include "core/download/disk/part_stream.h"
#include "core/download/record.h"
#include "core/download/resume_plan.h"
#include "core/http/body_sink.h"

#include <QByteArray>

#include <functional>
#include <optional>

namespace sluice::download {

/// How far a running download has come, for the one who draws it.
struct Meter {
    qint64 received = 0; ///< position in the file, ahead of what is on disk
    qint64 from = 0;     ///< where the present answer's body begins in the file
    async::Clock::time_point lastByte;
    /// Since when the transfer is held up because the disk is behind; not set when it is not.
    std::optional<async::Clock::time_point> heldSince;
};

/// Takes one answer into the part file: judges the head before any byte, names and opens the file, gathers the body
/// into large writes, and holds the transfer up while the disk is behind. Engine thread.
class BodyWriter final : public http::BodySink
{
public:
    /// What others want to know. Called on the engine thread, from inside libcurl for `bytesCame`.
    struct Callbacks {
        std::function<void(const http::ResponseHead &)> headCame; ///< before it is judged
        std::function<void(const http::Step &)> stepped;          ///< a hop has come so far; may be empty
        std::function<void()> bytesCame;                          ///< body bytes were taken
        std::function<void()> partChanged; ///< part has its path, begins afresh, or part.have grew: those bytes are
                                           ///< safe from a power cut
        std::function<qint64()> nowMs;     ///< the wall clock, ms since the epoch
    };

    /// All references must outlive the writer.
    BodyWriter(
        const Request &request, Part &part, RequestPlan plan, PartStream &stream, Meter &meter, Callbacks callbacks);
    /// The stream may go on; it no longer reports here.
    ~BodyWriter() override;

    std::expected<void, Error> onHead(const http::ResponseHead &head) override;
    void onStep(const http::Step &step) override;
    Take onBody(std::span<const char> bytes) override;

    /// Orders what is still gathered to be written. After the transfer.
    void flush();

    /// The answer said that all bytes are here already; there was no body.
    [[nodiscard]] bool alreadyComplete() const { return m_alreadyComplete; }
    /// The bytes held before are void: the part must be forgotten, whatever the error.
    [[nodiscard]] bool restart() const { return m_restart; }
    /// Why the body was refused half-way, where neither the transfer nor the disk knows.
    [[nodiscard]] const std::optional<Error> &defect() const { return m_defect; }
    /// Where the body began in the file; -1 when none was accepted.
    [[nodiscard]] qint64 from() const { return m_from; }
    /// One past the last byte the answer announced, -1 = it did not say.
    [[nodiscard]] qint64 expectedEnd() const { return m_expectedEnd; }

    /// Gathered up to this before it goes to the disk.
    static constexpr qsizetype kChunk = 256 * 1024;
    /// So much may wait for the disk before the transfer is held up, and so little lets it go on.
    static constexpr qint64 kHigh = 4 * 1024 * 1024;
    static constexpr qint64 kLow = 1024 * 1024;
    /// A crash loses at most what came in this time.
    static constexpr std::chrono::seconds kSyncEvery{5};

private:
    std::expected<void, Error> accept(
        const Judgement &judgement, const ResponseFacts &facts, const http::ResponseHead &head);
    void begin(qint64 total, const ResponseFacts &facts, const http::ResponseHead &head);
    void refuseExcess(qint64 received);
    void onProgress();
    void noteSynced();

    const Request &m_request;
    Part &m_part;
    const RequestPlan m_plan;
    PartStream &m_stream;
    Meter &m_meter;
    const Callbacks m_callbacks;
    async::Clock::time_point m_lastSync = async::Clock::now();
    QByteArray m_chunk;
    bool m_paused = false;
    bool m_alreadyComplete = false;
    bool m_restart = false;
    std::optional<Error> m_defect;
    qint64 m_from = -1;
    qint64 m_expectedEnd = -1;
};

} // namespace sluice::download
