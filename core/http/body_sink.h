// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/http/response.h"

#include <expected>
#include <functional>
#include <span>

namespace sluice::http {

/// How far a hop has come on its way to an answer.
struct Step {
    enum class Kind {
        Started,  ///< handed to libcurl, which looks for a connection or the address
        Resolved, ///< the address is known, a connection is being made
        TlsBegan, ///< connected, the handshake begins
        Sent,     ///< the request goes out; the other fields are known now
    };
    Kind kind = Kind::Started;
    bool reused = false; ///< on a connection that was open already
    int localPort = 0;   ///< with the address it tells connections apart
    QString address;     ///< of the peer, "127.0.0.1:8080"
};

/// Takes the body of an answer. The functions are called on the engine thread from inside libcurl: they must be
/// quick, must not throw and must not start, stop or await transfers.
class BodySink
{
public:
    BodySink() = default;
    virtual ~BodySink() = default;
    BodySink(const BodySink &) = delete;
    BodySink &operator=(const BodySink &) = delete;

    /// The final answer's head, redirects excluded, before any byte of its body. The last chance to refuse: an error
    /// ends the transfer with it, and no byte is delivered.
    virtual std::expected<void, Error> onHead(const ResponseHead &head) = 0;

    /// A hop, redirects included, has come this far.
    virtual void onStep(const Step &step) { static_cast<void>(step); }

    enum class Take {
        All,   ///< the bytes were taken
        None,  ///< no room: none was taken, deliver them again after resumeBody()
        Abort, ///< the transfer must end; the sink knows why
    };
    /// The next bytes of the body, at most 64 KiB, in order.
    virtual Take onBody(std::span<const char> bytes) = 0;

    /// Asks the transfer to deliver again after Take::None. Engine thread, outside of onBody(); without effect when
    /// nothing is paused or running.
    void resumeBody()
    {
        // A copy: the transfer may end within the call, and detaches then.
        if (const auto resume = m_resume)
            resume();
    }

    /// For the transfer alone: how it is resumed, empty when it ends.
    void attach(std::function<void()> resume) { m_resume = std::move(resume); }

private:
    std::function<void()> m_resume;
};

} // namespace sluice::http
