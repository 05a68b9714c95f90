// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"
#include "ui/details/attempt_table_model.h"
#include "ui/style/error_words.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QStackedWidget;

namespace sluice::ui {

class AttemptsArea;
class DetailHeader;
class ErrorBox;
class RecordingSource;

/// Everything about one download: where from and to, how it stands, and each of its attempts with what became of
/// it, during the download and afterwards: as a waterfall, a list and a map of the file, with the particulars of the
/// chosen one. The chosen attempt's error is explained; without a choice it is the download's own. Window thread.
class DetailPanel : public QWidget
{
    Q_OBJECT

public:
    /// The clock gives ms since the epoch; tests pass their own.
    explicit DetailPanel(QWidget *parent = nullptr, AttemptTableModel::Clock clock = {});

    /// The recording that waterfall and file map are made from; without one there is the list of attempts alone.
    void setSource(RecordingSource *source);

    /// Shows this download, or its new values when it is shown already. Another download starts without attempts
    /// until its details come.
    void setRow(const engine::Row &row);
    /// Takes the attempts of the download shown; those of any other are ignored.
    void setDetails(const engine::Details &details);
    /// Shows no download, and says how to choose one.
    void clear();
    /// The download shown, 0 if none.
    engine::Id id() const { return m_row ? m_row->id : 0; }

Q_SIGNALS:
    void remedyRequested(sluice::engine::Id id, sluice::ui::Remedy remedy);
    void openFolderRequested(sluice::engine::Id id);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void everySecond();
    void showError();

    std::optional<engine::Row> m_row;
    AttemptsArea *m_attempts;
    DetailHeader *m_header;
    ErrorBox *m_error;
    QStackedWidget *m_pages;
    QTimer m_second;
};

} // namespace sluice::ui
