// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/settings.h"

#include <QDialog>
#include <QStringList>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTabWidget;

namespace sluice::ui {

class FieldMessage;
class PathField;

/// Every setting of the engine, with what is wrong said beside the field. Window thread.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(const download::Settings &settings, QWidget *parent = nullptr);

    /// What the fields say; texts that cannot be used count as not set.
    download::Settings settings() const;

    /// Saves when everything is good; otherwise shows the first field that is not. A path that is still being
    /// looked at delays this for a moment.
    void save();

Q_SIGNALS:
    /// Emitted once, right before the dialog closes.
    void saved(const sluice::download::Settings &settings);

private:
    QWidget *makeDownloads(const download::Settings &settings);
    QWidget *makePatience(const download::Settings &settings);
    QWidget *makeNetwork(const download::Settings &settings);
    QLineEdit *addText(QFormLayout *form, const QString &title, const QString &name, const QString &value,
        const QString &hint, FieldMessage *&message);
    void validate();
    void finishSave();
    QWidget *firstBad() const;

    QTabWidget *m_tabs = nullptr;
    QSpinBox *m_limit = nullptr;
    QComboBox *m_lowering = nullptr;
    QSpinBox *m_hostLimit = nullptr;
    QLineEdit *m_rate = nullptr;
    FieldMessage *m_rateMessage = nullptr;
    PathField *m_folder = nullptr;
    QComboBox *m_conflict = nullptr;
    QDoubleSpinBox *m_connectTimeout = nullptr;
    QDoubleSpinBox *m_stallTimeout = nullptr;
    QSpinBox *m_deadline = nullptr;
    QSpinBox *m_retries = nullptr;
    QDoubleSpinBox *m_retryWait = nullptr;
    QLineEdit *m_userAgent = nullptr;
    FieldMessage *m_userAgentMessage = nullptr;
    QLineEdit *m_proxy = nullptr;
    FieldMessage *m_proxyMessage = nullptr;
    PathField *m_cookies = nullptr;
    PathField *m_caFile = nullptr;
    QCheckBox *m_insecure = nullptr;
    FieldMessage *m_insecureMessage = nullptr;
    QPushButton *m_save = nullptr;
    download::Settings m_before;
    bool m_saveWhenChecked = false;
};

} // namespace sluice::ui
