// SPDX-License-Identifier: MIT
#include "ui/downloads/row_filter.h"

#include <algorithm>

namespace sluice::ui {

RowFilter::RowFilter(Category category, const QString &text)
    : m_category(category)
    , m_words(text.simplified().split(u' ', Qt::SkipEmptyParts))
{
}

bool RowFilter::matches(const engine::Row &row) const
{
    return contains(m_category, row.state) && std::ranges::all_of(m_words, [&row](const QString &word) {
        return row.name.contains(word, Qt::CaseInsensitive) || row.url.contains(word, Qt::CaseInsensitive)
            || row.host.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace sluice::ui
