// SPDX-License-Identifier: MIT
#include "ui/downloads/category.h"

#include <QCoreApplication>

namespace sluice::ui {

using download::State;

Category categoryOf(State state)
{
    if (download::isRunning(state))
        return Category::Active;
    if (download::isWaiting(state))
        return Category::Waiting;
    switch (state) {
    case State::Done:
        return Category::Done;
    case State::Paused:
        return Category::Paused;
    case State::Cancelled:
        return Category::Cancelled;
    default:
        return Category::Failed;
    }
}

bool contains(Category category, State state)
{
    return category == Category::All || category == categoryOf(state);
}

QString categoryTitle(Category category)
{
    switch (category) {
    case Category::All:
        return QCoreApplication::translate("Category", "All");
    case Category::Active:
        return QCoreApplication::translate("Category", "Active");
    case Category::Waiting:
        return QCoreApplication::translate("Category", "Waiting");
    case Category::Done:
        return QCoreApplication::translate("Category", "Done");
    case Category::Failed:
        return QCoreApplication::translate("Category", "Failed");
    case Category::Paused:
        return QCoreApplication::translate("Category", "Paused");
    case Category::Cancelled:
        return QCoreApplication::translate("Category", "Cancelled");
    }
    return {};
}

CategoryCounts countCategories(const std::array<int, download::kStateCount> &byState)
{
    CategoryCounts counts{};
    for (std::size_t i = 0; i < byState.size(); ++i) {
        counts[static_cast<std::size_t>(Category::All)] += byState.at(i);
        counts.at(static_cast<std::size_t>(categoryOf(static_cast<State>(i)))) += byState.at(i);
    }
    return counts;
}

} // namespace sluice::ui
