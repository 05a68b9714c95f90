// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"

#include <QString>
#include <QWidget>

class QLabel;
class QTimer;

namespace sluice::ui {

class Sparkline;

/// The totals in words, in the two groups beside the sparkline; an empty text is not shown.
struct StatusTexts {
    QString slots;   ///< "5 of 5 in use"
    QString waiting; ///< "118 waiting"
    QString speed;   ///< "48 MB/s"
    QString left;    ///< "3.2 GB left", "at least 3.2 GB left" where some totals are unknown
    QString time;    ///< "about 1 min"

    bool operator==(const StatusTexts &) const = default;
};
/// Pure but for the locale.
StatusTexts statusTexts(const engine::Totals &totals);

/// The totals of all downloads with a sparkline of the speed, for the status bar. Window thread.
class StatusSummary : public QWidget
{
    Q_OBJECT

public:
    explicit StatusSummary(QWidget *parent = nullptr);

    void setTotals(const engine::Totals &totals);
    /// What the labels say, for screen readers and tests.
    QString text() const;

private:
    QLabel *m_use = nullptr;
    QLabel *m_speed = nullptr;
    Sparkline *m_line = nullptr;
    QLabel *m_left = nullptr;
    QTimer *m_sampling = nullptr; ///< the sparkline gets a value a second, however often totals come
    engine::Totals m_totals;
    StatusTexts m_texts;
};

} // namespace sluice::ui
