// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/diagnosis.h"

#include <QWidget>

#include <vector>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace sluice::ui {

/// What the record says about where the time goes: a sentence for each diagnosis, with its evidence one click away.
/// Window thread.
class DiagnosisBox : public QWidget
{
    Q_OBJECT

public:
    explicit DiagnosisBox(QWidget *parent = nullptr);

    /// Shows these, most important first; costs nothing when the words stay the same.
    void setDiagnoses(const std::vector<trace::Diagnosis> &found, bool anythingRuns);

    /// All sentences, for screen readers and tests.
    [[nodiscard]] QString text() const;

    /// The box is as high as its words need at its width, and says so itself: see fit().
    bool hasHeightForWidth() const override { return false; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Line {
        QWidget *widget = nullptr;
        QLabel *icon = nullptr;
        QLabel *sentence = nullptr;
        QLabel *evidence = nullptr;
        QToolButton *why = nullptr;
    };
    Line makeLine();
    static bool set(const Line &line, const trace::Diagnosis &diagnosis);
    void fit();

    QVBoxLayout *m_column = nullptr;
    QLabel *m_nothing = nullptr;
    std::vector<Line> m_lines;
};

} // namespace sluice::ui
