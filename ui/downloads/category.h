// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/state.h"

#include <QString>

#include <array>

namespace sluice::ui {

/// What the list on the left sorts downloads into. Every state belongs to All and to exactly one other.
enum class Category { All, Active, Waiting, Done, Failed, Paused, Cancelled };
inline constexpr int kCategoryCount = 7;

/// How many downloads each category holds, indexed by Category.
using CategoryCounts = std::array<int, kCategoryCount>;

/// The category of a state besides All.
Category categoryOf(download::State state);
/// Whether a download in `state` is shown under `category`.
bool contains(Category category, download::State state);
/// The name in the list, translated.
QString categoryTitle(Category category);
/// Sums by category from sums by state.
CategoryCounts countCategories(const std::array<int, download::kStateCount> &byState);

} // namespace sluice::ui
