// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace sluice::ui {

/// Draws one line of text the cheap way: the style draws the background, everything else is drawn here. The
/// focus frame goes to one column only, since rows are chosen whole. Base of the delegates of the tables.
class TextDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum class Kind {
        Text,    ///< cut at its end
        Name,    ///< cut in the middle, since names differ at their ends; shows the focus
        Figures, ///< digits of one width
    };

    /// Pixels between a text and either edge of its cell: two neighbours stand twice that apart.
    static constexpr int kPad = 4;

    explicit TextDelegate(Kind kind, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// Background, selection and hover as the style has them, without the text and the focus frame.
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option) const;
    /// The colour of text in this cell.
    static QColor inkOf(const QStyleOptionViewItem &option);

private:
    Kind m_kind;
};

} // namespace sluice::ui
