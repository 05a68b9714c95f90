// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/naming/safe_name.h"

#include <QString>

#include <functional>
#include <optional>

namespace sluice::download {

/// The largest number that uniqueName() appends.
inline constexpr int kMaxNameNumber = 999'999;

/// A name that is not taken: `name` itself, else "name (1).ext", "name (2).ext" … with compound extensions kept
/// together, cut so that it takes at most `maxBytes` bytes of UTF-8. Nothing when all numbers are taken.
///
/// `isTaken` is asked at most about a hundred times: the first numbers in order, then by doubling and halving, so
/// the number is the smallest free one unless there are gaps among many. The answer may be out of date when it is
/// used; the caller reserves the name in one step (O_EXCL, RENAME_NOREPLACE). As pure as `isTaken`.
std::optional<QString> uniqueName(
    const QString &name, const std::function<bool(const QString &)> &isTaken, qsizetype maxBytes = kMaxNameBytes);

} // namespace sluice::download
