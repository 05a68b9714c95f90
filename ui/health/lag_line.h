// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <vector>

namespace sluice::ui {

/// The lag of a loop over the last minute as a small line; its top is at least kLeastTop, so that a healthy loop is a
/// flat line at the bottom and not a mountain range. Window thread.
class LagLine : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kPlaces = 60;
    static constexpr qint64 kLeastTop = 16'000; ///< µs: a frame of the window

    /// `loop` is whose lag it is, as a screen reader says it.
    explicit LagLine(const QString &loop, QWidget *parent = nullptr);

    /// Adds the value of a second, in µs.
    void append(qint64 us);
    void clear();
    /// Oldest first, at most kPlaces.
    const std::vector<qint64> &values() const { return m_values; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();

    std::vector<qint64> m_values;
};

} // namespace sluice::ui
