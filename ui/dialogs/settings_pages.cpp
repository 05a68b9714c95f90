// SPDX-License-Identifier: MIT
// How the settings dialog is put together; what it does is in settings_dialog.cpp.
#include "ui/dialogs/settings_dialog.h"

#include "ui/dialogs/field_message.h"
#include "ui/dialogs/path_field.h"
#include "ui/dialogs/settings_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace sluice::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxSeconds = 24 * 3600;

QFormLayout *makeForm(QWidget *page)
{
    auto *form = new QFormLayout(page);
    form->setContentsMargins(12, 12, 12, 12);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(4);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

template <typename Field>
Field *addRow(QFormLayout *form, const QString &title, const QString &name, Field *field)
{
    QString spoken = title;
    field->setObjectName(name);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(spoken.remove(u'&'));
    auto *label = new QLabel(title);
    label->setBuddy(field);
    form->addRow(label, field);
    return field;
}

QSpinBox *makeNumber(int least, int most, int value)
{
    auto *field = new QSpinBox;
    field->setRange(least, most);
    field->setValue(value);
    field->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    field->setMinimumWidth(140);
    return field;
}

QDoubleSpinBox *makeSeconds(int milliseconds)
{
    auto *field = new QDoubleSpinBox;
    field->setDecimals(1);
    field->setRange(0.1, kMaxSeconds);
    field->setSuffix(SettingsDialog::tr(" s"));
    field->setValue(milliseconds / 1000.0);
    field->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    field->setMinimumWidth(140);
    return field;
}

} // namespace

QLineEdit *SettingsDialog::addText(QFormLayout *form, const QString &title, const QString &name, const QString &value,
    const QString &hint, FieldMessage *&message)
{
    auto *box = new QWidget;
    auto *field = new QLineEdit(value, box);
    QString spoken = title;
    field->setObjectName(name);
    field->setAccessibleName(spoken.remove(u'&'));
    field->setPlaceholderText(hint);
    message = new FieldMessage(box);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(field);
    column->addWidget(message);
    auto *label = new QLabel(title);
    label->setBuddy(field);
    form->addRow(label, box);
    connect(field, &QLineEdit::textChanged, this, &SettingsDialog::validate);
    return field;
}

QWidget *SettingsDialog::makeDownloads(const download::Settings &settings)
{
    auto *page = new QWidget;
    QFormLayout *form = makeForm(page);
    m_limit = addRow(form, tr("Downloads at &once"), u"limit"_s,
        makeNumber(download::kMinLimit, download::kMaxLimit, settings.limit));
    m_lowering = addRow(form, tr("When the limit is &lowered"), u"lowering"_s, new QComboBox);
    m_lowering->addItem(tr("Let running downloads finish"), static_cast<int>(download::Lowering::Drain));
    m_lowering->addItem(tr("Put the youngest back into the queue"), static_cast<int>(download::Lowering::Park));
    m_lowering->setCurrentIndex(m_lowering->findData(static_cast<int>(settings.lowering)));
    m_hostLimit = addRow(
        form, tr("At once from one &host"), u"hostLimit"_s, makeNumber(0, download::kMaxLimit, settings.hostLimit));
    m_hostLimit->setSpecialValueText(tr("No limit of its own"));
    m_rate = addText(form, tr("&Rate of all together"), u"rate"_s, rateToText(settings.rateLimit),
        tr("No limit; 500K or 2M a second"), m_rateMessage);

    m_folder = new PathField(PathField::Kind::Folder, tr("Folder for new downloads"));
    addRow(form, tr("&Folder"), u"folder"_s, m_folder);
    m_folder->setPath(settings.folder);
    m_conflict = addRow(form, tr("If a name is &taken"), u"conflict"_s, new QComboBox);
    m_conflict->addItem(tr("Use another name: “name (1).ext”"), static_cast<int>(download::Conflict::Rename));
    m_conflict->addItem(
        tr("Replace the file when the new one is complete"), static_cast<int>(download::Conflict::Overwrite));
    m_conflict->addItem(tr("Keep the file and skip the download"), static_cast<int>(download::Conflict::Skip));
    m_conflict->setCurrentIndex(m_conflict->findData(static_cast<int>(settings.conflict)));
    return page;
}

QWidget *SettingsDialog::makePatience(const download::Settings &settings)
{
    auto *page = new QWidget;
    QFormLayout *form = makeForm(page);
    m_connectTimeout
        = addRow(form, tr("Wait for a &connection"), u"connectTimeout"_s, makeSeconds(settings.connectTimeoutMs));
    m_stallTimeout = addRow(
        form, tr("Give up an attempt after &silence of"), u"stallTimeout"_s, makeSeconds(settings.stallTimeoutMs));
    m_deadline = addRow(form, tr("Give up a download &after"), u"deadline"_s,
        makeNumber(0, 30 * kMaxSeconds, static_cast<int>(settings.deadlineMs / 1000)));
    m_deadline->setSuffix(tr(" s"));
    m_deadline->setSpecialValueText(tr("Never"));
    m_retries = addRow(form, tr("&Tries after the first"), u"retries"_s, makeNumber(0, 1000, settings.retries));
    m_retryWait = addRow(form, tr("First &pause between tries"), u"retryWait"_s, makeSeconds(settings.retryWaitMs));
    auto *note = new QLabel(tr("Pauses grow with every try. When a server says how long to wait, Sluice does."));
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    form->addRow(QString(), note);
    return page;
}

QWidget *SettingsDialog::makeNetwork(const download::Settings &settings)
{
    auto *page = new QWidget;
    QFormLayout *form = makeForm(page);
    m_userAgent = addText(form, tr("&User agent"), u"userAgent"_s, settings.userAgent,
        u"Sluice/"_s + QStringLiteral(SLUICE_VERSION), m_userAgentMessage);
    m_proxy = addText(form, tr("&Proxy"), u"proxy"_s, settings.proxy, tr("As the environment says"), m_proxyMessage);
    m_cookies = new PathField(PathField::Kind::File, tr("Cookie file"));
    addRow(form, tr("&Cookie file"), u"cookies"_s, m_cookies);
    m_cookies->setPath(settings.cookieFile);
    m_caFile = new PathField(PathField::Kind::File, tr("Certificate authorities"));
    addRow(form, tr("Certificate &authorities"), u"caFile"_s, m_caFile);
    m_caFile->setPath(settings.caFile);

    m_insecure = new QCheckBox(tr("Do &not verify certificates"));
    m_insecure->setObjectName(u"insecure"_s);
    m_insecure->setChecked(settings.insecure);
    form->addRow(QString(), m_insecure);
    m_insecureMessage = new FieldMessage;
    m_insecureMessage->setObjectName(u"insecureMessage"_s);
    form->addRow(QString(), m_insecureMessage);
    connect(m_insecure, &QCheckBox::toggled, this, &SettingsDialog::validate);
    return page;
}

} // namespace sluice::ui
