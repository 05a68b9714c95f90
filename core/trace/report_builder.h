// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/attempt_notes.h"
#include "core/trace/event.h"

#include <memory>
#include <vector>

namespace sluice::trace {

/// Makes reports of attempts: takes the secrets out, and keeps what many reports have in common once. What it keeps for
/// that holds no secret: a line from which something had to be taken out is not kept.
class ReportBuilder
{
public:
    /// `notes` without their secrets (see masking.h).
    [[nodiscard]] std::shared_ptr<const AttemptReport> build(const AttemptNotes &notes);

private:
    [[nodiscard]] HeaderLines lines(const HeaderBlock &block, bool &isPublic);
    [[nodiscard]] HeaderLine line(QByteArrayView name, QByteArrayView value, bool &isPublic);
    [[nodiscard]] QByteArray version(const QString &text);

    static constexpr std::size_t kCells = 1'024;

    std::vector<HeaderLine> m_lines; ///< each at a place that follows from its text; none before the first use
    HeaderBlock m_request;           ///< of an earlier attempt, and what became of it
    HeaderLines m_requestLines;
    QString m_address;
    QByteArray m_httpVersion;
};

} // namespace sluice::trace
