// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/record.h"
#include "core/trace/span.h"

#include <QString>

#include <vector>

namespace sluice::ui {

/// One line: "Address", "127.0.0.1:8080".
struct Fact {
    QString label;
    QString value;

    bool operator==(const Fact &) const = default;
};

/// Everything about one attempt. No secret is in it.
struct AttemptFacts {
    int number = 0;
    QString title; ///< "Attempt 2"
    std::vector<Fact> facts;
    std::vector<Fact> request;  ///< header lines, in the order they were sent
    std::vector<Fact> response; ///< in the order they came
    QString headersNote;        ///< why there are none; empty where there are

    bool operator==(const AttemptFacts &) const = default;
};

/// What the recording knows of an attempt and what is kept of it with the download, put together: the recording is the
/// more exact, and has the headers, but begins with the start of Sluice. Either may be null. `nowMs` is ms since the
/// epoch. Pure but for the locale.
[[nodiscard]] AttemptFacts attemptFacts(
    const trace::AttemptBrief *recorded, const download::Attempt *kept, qint64 nowMs);

} // namespace sluice::ui
