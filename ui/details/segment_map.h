// SPDX-License-Identifier: MIT
#pragma once

#include "ui/details/file_bar.h"
#include "ui/details/file_pieces.h"

#include <QWidget>

namespace sluice::ui {

/// The file as one bar: each stretch in the look of the attempt or the connection that brought it, missing bytes
/// outlined, a mark where an attempt went on. The arrow keys go from stretch to stretch; zooming is not needed, the
/// table has what is narrower than a pixel. Window thread.
class SegmentMap : public QWidget
{
    Q_OBJECT

public:
    enum class By { Attempt, Connection };

    explicit SegmentMap(QWidget *parent = nullptr);

    /// Replaces what is shown; the chosen stretch stays where its first byte is still one.
    void setMap(FileMap map);
    const FileMap &map() const { return m_map; }
    void setBy(By by);
    By by() const { return m_by; }
    /// The chosen stretch, an index into FileMap::pieces; -1 = none.
    qint64 current() const { return m_current; }
    /// Where the bar is painted, and its pieces; for tests.
    QRect barRect() const;
    std::vector<BarPiece> bar() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The user chose a stretch of this attempt; 0 = of none.
    void attemptPicked(int number);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    FileScale scale() const;
    qint64 pieceUnder(const QPoint &place) const;
    void choose(qint64 piece);
    void announce();

    FileMap m_map;
    By m_by = By::Attempt;
    qint64 m_current = -1;
};

} // namespace sluice::ui
