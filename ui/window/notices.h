// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"
#include "ui/window/message_bar.h"

namespace sluice::ui {

/// A notice of the engine in words: what happened, to what, what Sluice does next. Pure.
Message messageFor(const engine::Notice &notice);

/// The strip that stays for as long as certificates are not verified. Pure.
Message insecureMessage();

/// The strip that stays for as long as the demo runs. Pure.
Message demoMessage();

} // namespace sluice::ui
