// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"
#include "ui/downloads/category.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QStringMatcher>

namespace sluice::ui {

/// Which rows the table shows: one category, and those that hold every word of a text in their name, link or
/// host, whatever the case. A plain value.
class RowFilter
{
public:
    RowFilter() = default;
    /// Words are what is between white space; an empty text matches everything.
    RowFilter(Category category, const QString &text);

    Category category() const { return m_category; }
    bool matches(const engine::Row &row) const;

    bool operator==(const RowFilter &other) const { return m_category == other.m_category && m_words == other.m_words; }

private:
    Category m_category = Category::All;
    QStringList m_words;
    QList<QStringMatcher> m_matchers; ///< of m_words, prepared once for many rows
};

} // namespace sluice::ui
