// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/summary.h"

#include <QString>

#include <vector>

namespace sluice::ui {

/// One figure of two recordings, in words.
struct CompareRow {
    QString name;
    QString first;
    QString second;
    QString difference; ///< second against first: "−1.2 s (−40 %)"; empty where they are equal

    bool operator==(const CompareRow &) const = default;
};

/// How two recordings differ: times, bytes, rates, slots, failures, and the time in each phase that either knows. Pure but
/// for the locale.
std::vector<CompareRow> compareRows(const trace::Summary &first, const trace::Summary &second);

/// One recording alone: `first` of each row is filled.
std::vector<CompareRow> summaryRows(const trace::Summary &summary);

} // namespace sluice::ui
