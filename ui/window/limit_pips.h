// SPDX-License-Identifier: MIT
#pragma once

#include <QRectF>
#include <QSizeF>
#include <QWidget>

#include <vector>

namespace sluice::ui {

/// What one pip stands for.
enum class Pip {
    Used,     ///< a slot in use
    Free,     ///< a slot nobody needs
    Draining, ///< a download that still runs although the limit has fallen below it
};

/// Where the pips of a limit go: one a slot, or a bar above kMaxPips. A pure value, in pixels of the widget.
struct PipLayout {
    static constexpr int kMaxPips = 24;
    static constexpr int kWidest = 118; ///< never wider than this

    /// Pixels these pips want: few are as wide as they need, many share kWidest.
    static int widthOf(int limit, int active);

    bool bar = false;
    std::vector<QRectF> rects; ///< pips, left to right; for a bar: frame, used, draining
    std::vector<Pip> kinds;    ///< as rects; empty for a bar

    static PipLayout of(int limit, int active, QSizeF size);
};

/// Draws the slots: filled, outlined, or fading while they drain. Takes no focus; the limit control speaks for it.
class LimitPips : public QWidget
{
    Q_OBJECT

public:
    explicit LimitPips(QWidget *parent = nullptr);

    /// Repaints only when a number changed.
    void setUse(int limit, int active);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_limit = 1;
    int m_active = 0;
};

} // namespace sluice::ui
