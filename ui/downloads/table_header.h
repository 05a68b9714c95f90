// SPDX-License-Identifier: MIT
#pragma once

#include <QHeaderView>

namespace sluice::ui {

/// Titles of columns that stand as far from the edges as the texts below them, so that a title on the right of its
/// column does not run into one on the left of the next. Window thread.
class TableHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit TableHeader(QWidget *parent = nullptr);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    QSize sectionSizeFromContents(int section) const override;

private:
    /// Pixels missing at either side of the style's own place for a title.
    int missing() const;
};

} // namespace sluice::ui
