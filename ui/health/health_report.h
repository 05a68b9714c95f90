// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"

#include <QString>

namespace sluice::ui {

/// What a bug report needs to know of the program and the machine it runs on.
struct Surroundings {
    QString version;  ///< of Sluice
    QString qt;       ///< that runs
    QString system;   ///< "Debian GNU/Linux 12 (bookworm), x86_64"
    QString platform; ///< Qt's: "xcb"
};

/// Those of this process. Window thread.
[[nodiscard]] Surroundings surroundings();

/// The health of both loops as plain text for a bug report: in English, with points as decimal separators and UTC
/// times, so that whoever reads it need not guess. Pure.
[[nodiscard]] QString healthReport(
    const Surroundings &where, const engine::LoopHealth &window, const engine::LoopHealth &engine, qint64 nowMs);

} // namespace sluice::ui
