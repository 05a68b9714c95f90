// SPDX-License-Identifier: MIT
#pragma once

#include "app/demo/body_stream.h"
#include "app/demo/http_request.h"
#include "app/demo/script.h"

#include <QByteArray>
#include <QDateTime>

#include <vector>

namespace sluice::demo {

/// A request with what an answer may depend on.
struct Asked {
    RequestHead head;
    int number = 1; ///< of the request to this path, 1 for the first
    quint16 port = 0;
    QDateTime now;
};

/// What goes out, before time and trouble: those stay in the script.
struct Answer {
    Opening opening = Opening::Reply;
    int status = 0;  ///< 0 where there is no status line
    QByteArray head; ///< with the empty line
    std::vector<Piece> body;
    Framing framing = Framing::Length;
    bool close = false; ///< the connection ends after it
};

/// The answer a script gives to a request. Pure.
Answer planAnswer(const Script &script, const Asked &asked);

/// The answer to bytes that are no request: a bare status, then the end.
Answer refusal(int status);

} // namespace sluice::demo
