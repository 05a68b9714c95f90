// SPDX-License-Identifier: MIT
#include "ui/dialogs/settings_dialog.h"

#include "ui/dialogs/button_icons.h"
#include "ui/dialogs/field_message.h"
#include "ui/dialogs/path_field.h"
#include "ui/dialogs/settings_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QVBoxLayout>

#include <array>
#include <cmath>

namespace sluice::ui {

using namespace Qt::StringLiterals;

namespace {

int milliseconds(const QDoubleSpinBox *field)
{
    return static_cast<int>(std::lround(field->value() * 1000));
}

bool isBad(const PathField *field)
{
    return field->report().verdict == PathReport::Verdict::Bad;
}

} // namespace

SettingsDialog::SettingsDialog(const download::Settings &settings, QWidget *parent)
    : QDialog(parent)
    , m_tabs(new QTabWidget(this))
    , m_before(settings)
{
    setObjectName(u"settingsDialog"_s);
    setWindowTitle(tr("Settings"));
    resize(600, 460);
    m_tabs->setAccessibleName(tr("Groups of settings"));
    m_tabs->addTab(makeDownloads(settings), tr("Downloads"));
    m_tabs->addTab(makePatience(settings), tr("Patience"));
    m_tabs->addTab(makeNetwork(settings), tr("Network"));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    removeButtonIcons(*buttons);
    m_save = buttons->button(QDialogButtonBox::Save);
    m_save->setObjectName(u"saveButton"_s);
    connect(m_save, &QPushButton::clicked, this, &SettingsDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(12);
    column->addWidget(m_tabs);
    column->addWidget(buttons);

    for (PathField *field : {m_folder, m_cookies, m_caFile})
        connect(field, &PathField::checked, this, &SettingsDialog::finishSave);
    validate();
}

download::Settings SettingsDialog::settings() const
{
    download::Settings result = m_before;
    result.limit = m_limit->value();
    result.lowering = static_cast<download::Lowering>(m_lowering->currentData().toInt());
    result.hostLimit = m_hostLimit->value();
    result.rateLimit = rateFromText(m_rate->text());
    result.folder = m_folder->path();
    result.conflict = static_cast<download::Conflict>(m_conflict->currentData().toInt());
    result.connectTimeoutMs = milliseconds(m_connectTimeout);
    result.stallTimeoutMs = milliseconds(m_stallTimeout);
    result.deadlineMs = qint64{m_deadline->value()} * 1000;
    result.retries = m_retries->value();
    result.retryWaitMs = milliseconds(m_retryWait);
    result.userAgent = m_userAgent->text().trimmed();
    result.proxy = m_proxy->text().trimmed();
    result.cookieFile = m_cookies->path();
    result.caFile = m_caFile->path();
    result.insecure = m_insecure->isChecked();
    return result;
}

void SettingsDialog::validate()
{
    if (!m_insecureMessage) // while the pages are being made
        return;
    m_rateMessage->showProblem(rateProblem(m_rate->text()));
    m_userAgentMessage->showProblem(userAgentProblem(m_userAgent->text()));
    m_proxyMessage->showProblem(proxyProblem(m_proxy->text()));
    m_insecureMessage->showProblem(m_insecure->isChecked() ? tr("Anybody on the way can then read and change what is "
                                                                "downloaded. The window shows a warning meanwhile.")
                                                           : QString());
}

void SettingsDialog::save()
{
    m_saveWhenChecked = true;
    for (PathField *field : {m_folder, m_cookies, m_caFile}) {
        if (!field->isChecked())
            field->checkNow();
    }
    finishSave();
}

QWidget *SettingsDialog::firstBad() const
{
    if (m_rateMessage->isProblem())
        return m_rate;
    if (isBad(m_folder))
        return m_folder;
    if (m_userAgentMessage->isProblem())
        return m_userAgent;
    if (m_proxyMessage->isProblem())
        return m_proxy;
    if (isBad(m_cookies))
        return m_cookies;
    if (isBad(m_caFile))
        return m_caFile;
    return nullptr;
}

void SettingsDialog::finishSave()
{
    const bool ready = m_folder->isChecked() && m_cookies->isChecked() && m_caFile->isChecked();
    if (!m_saveWhenChecked || !ready)
        return;
    m_saveWhenChecked = false;
    if (QWidget *field = firstBad()) {
        for (int i = 0; i < m_tabs->count(); ++i) {
            if (m_tabs->widget(i)->isAncestorOf(field))
                m_tabs->setCurrentIndex(i);
        }
        field->setFocus();
        return;
    }
    Q_EMIT saved(settings());
    accept();
}

} // namespace sluice::ui
