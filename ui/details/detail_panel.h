// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine/snapshot.h"
#include "ui/details/attempt_table_model.h"
#include "ui/style/error_words.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QStackedWidget;
class QTableView;

namespace sluice::ui {

class DetailHeader;
class ErrorBox;

/// Everything about one download: where from and to, how it stands, and each of its attempts with what became of
/// it, during the download and afterwards. The chosen attempt's error is explained; without a choice it is the
/// download's own. Window thread.
class DetailPanel : public QWidget
{
    Q_OBJECT

public:
    /// The clock gives ms since the epoch; tests pass their own.
    explicit DetailPanel(QWidget *parent = nullptr, AttemptTableModel::Clock clock = {});

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
    void setUpTable();
    void everySecond();
    void showError();

    std::optional<engine::Row> m_row;
    AttemptTableModel *m_attempts;
    QTableView *m_table;
    QLabel *m_noAttempts;
    DetailHeader *m_header;
    ErrorBox *m_error;
    QStackedWidget *m_pages;
    QTimer m_second;
};

} // namespace sluice::ui
