// SPDX-License-Identifier: MIT
#include "ui/downloads/row_filter.h"

#include <algorithm>
#include <utility>

namespace sluice::ui {

RowFilter::RowFilter(Category category, const QString &text)
    : m_category(category)
    , m_words(text.simplified().split(u' ', Qt::SkipEmptyParts))
{
    m_words.removeDuplicates();
    for (const QString &word : std::as_const(m_words))
        m_matchers.append(QStringMatcher(word, Qt::CaseInsensitive));
}

bool RowFilter::matches(const engine::Row &row) const
{
    const auto found = [&row](const QStringMatcher &word) {
        return word.indexIn(row.name) >= 0 || word.indexIn(row.url) >= 0 || word.indexIn(row.host) >= 0;
    };
    return contains(m_category, row.state) && std::ranges::all_of(m_matchers, found);
}

} // namespace sluice::ui
