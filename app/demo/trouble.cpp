// SPDX-License-Identifier: MIT
#include "app/demo/trouble.h"

namespace sluice::demo {

Stop nextStop(const Script &script, bool stalled)
{
    Stop stop;
    const auto consider = [&stop](const std::optional<qint64> &at, Trouble what) {
        if (at && *at < stop.at) {
            stop = {*at, what};
        }
    };
    if (!stalled) {
        consider(script.stallAfterBytes, Trouble::Stall);
    }
    consider(script.resetAfterBytes, Trouble::Reset);
    consider(script.closeAfterBytes, Trouble::Close);
    return stop;
}

} // namespace sluice::demo
