// SPDX-License-Identifier: MIT
#pragma once

#include "app/get/reporter.h"
#include "app/terminal/output.h"

namespace sluice::app {

/// `--json`: one object a line on `output`, flushed once for each batch. Notices go to `errors` as text.
class JsonReporter : public Reporter
{
public:
    JsonReporter(Output &output, Output &errors);

    void events(std::span<const engine::StateEvent> events) override;
    void progress(const Progress &progress) override;
    void notice(const engine::Notice &notice) override;
    void finish(const Summary &summary, qint64 nowMs, bool interrupted) override;
    int progressIntervalMs() const override { return 500; }
    bool isBroken() const override { return m_output.isBroken(); }

private:
    Output &m_output;
    Output &m_errors;
};

} // namespace sluice::app
