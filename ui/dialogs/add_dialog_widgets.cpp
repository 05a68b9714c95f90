// SPDX-License-Identifier: MIT
// How the add dialog is put together; what it does is in add_dialog.cpp.
#include "ui/dialogs/add_dialog.h"

#include "ui/dialogs/button_icons.h"
#include "ui/dialogs/field_message.h"
#include "ui/dialogs/link_edit.h"
#include "ui/dialogs/path_field.h"
#include "ui/window/icons.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

constexpr int kCheckDelayMs = 150;

} // namespace

AddDialog::AddDialog(const AddDefaults &defaults, QWidget *parent)
    : QDialog(parent)
    , m_checker(
          &checkLinks, [this](LinkCheck check) { takeCheck(std::move(check)); }, kCheckDelayMs)
    , m_reader(&AddDialog::readFile, [this](FileResult result) { takeFile(std::move(result)); }, 0)
{
    setObjectName(u"addDialog"_s);
    setWindowTitle(tr("Add links"));
    setAcceptDrops(true);
    setSizeGripEnabled(true);
    resize(680, 560);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    makeLinks(column);
    makeOptions(defaults, column);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    removeButtonIcons(*buttons);
    m_add = buttons->addButton(tr("Add"), QDialogButtonBox::AcceptRole);
    m_add->setObjectName(u"addButton"_s);
    m_add->setDefault(true);
    m_add->setToolTip(
        tr("Add the good links (%1)").arg(QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText)));
    column->addWidget(buttons);
    connect(m_add, &QPushButton::clicked, this, &AddDialog::addGood);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        connect(shortcut, &QShortcut::activated, this, &AddDialog::addGood);
    }
    m_links->setFocus();
    m_checker.submitNow(QString());
    showSummary();
}

AddDialog::~AddDialog() = default;

void AddDialog::makeLinks(QVBoxLayout *column)
{
    auto *title = new QLabel(tr("&Links, one a line"), this);
    m_links = new LinkEdit(this);
    m_links->setObjectName(u"links"_s);
    m_links->setAccessibleName(tr("Links, one a line"));
    m_links->setPlaceholderText(u"https://example.org/file.iso\nhttps://example.org/data.zip"_s);
    title->setBuddy(m_links);

    m_summary = new QLabel(this);
    m_summary->setObjectName(u"summary"_s);
    m_summary->setWordWrap(true);

    m_badList = new QListWidget(this);
    m_badList->setObjectName(u"badLines"_s);
    m_badList->setAccessibleName(tr("Lines that need mending"));
    m_badList->setUniformItemSizes(true);
    m_badList->setMaximumHeight(m_badList->fontMetrics().height() * 5);
    m_badList->setTextElideMode(Qt::ElideRight);
    m_badList->hide();
    const auto goTo = [this](QListWidgetItem *item) {
        if (const int line = item->data(Qt::UserRole).toInt(); line > 0)
            m_links->goToLine(line);
    };
    connect(m_badList, &QListWidget::itemClicked, this, goTo);
    connect(m_badList, &QListWidget::itemActivated, this, goTo);

    m_importStrip = new QWidget(this);
    m_importText = new QLabel(m_importStrip);
    m_importText->setObjectName(u"importText"_s);
    auto *forget = new QToolButton(m_importStrip);
    forget->setIcon(icon(u"close"));
    forget->setAutoRaise(true);
    forget->setToolTip(tr("Leave out the links of the list file"));
    forget->setAccessibleName(tr("Leave out the links of the list file"));
    connect(forget, &QToolButton::clicked, this, [this] {
        m_imported.clear();
        m_importedNames.clear();
        showSummary();
    });
    auto *strip = new QHBoxLayout(m_importStrip);
    strip->setContentsMargins(0, 0, 0, 0);
    strip->addWidget(m_importText, 1);
    strip->addWidget(forget);
    m_importStrip->hide();
    m_fileMessage = new FieldMessage(this);
    m_fileMessage->setObjectName(u"fileMessage"_s);
    m_fileMessage->hide();

    column->addWidget(title);
    column->addWidget(m_links, 1);
    column->addWidget(m_importStrip);
    column->addWidget(m_fileMessage);
    column->addWidget(m_summary);
    column->addWidget(m_badList);

    connect(m_links, &QPlainTextEdit::textChanged, this, [this] {
        // While portions come in, a check of each would only be thrown away.
        if (!m_links->isInserting())
            m_checker.submit(m_links->toPlainText());
        showSummary();
    });
    connect(m_links, &LinkEdit::inserted, this, [this] { m_checker.submitNow(m_links->toPlainText()); });
    connect(m_links, &LinkEdit::filesOffered, this, [this](const QStringList &paths) {
        for (const QString &path : paths)
            offerFile(path);
    });
    connect(m_links, &LinkEdit::refused, this, [this] {
        m_fileMessage->showProblem(tr("This text is too long to paste. Save it to a file and import that."));
        m_fileMessage->show();
    });
}

void AddDialog::makeOptions(const AddDefaults &defaults, QVBoxLayout *column)
{
    m_folder = new PathField(PathField::Kind::Folder, tr("Folder"), this);
    m_folder->setObjectName(u"folder"_s);
    m_folder->setRecent(defaults.recentFolders);
    m_folder->setPath(defaults.folder);

    m_conflict = new QComboBox(this);
    m_conflict->setObjectName(u"conflict"_s);
    m_conflict->setAccessibleName(tr("If the name is taken"));
    m_conflict->addItem(tr("Use another name: “name (1).ext”"), static_cast<int>(download::Conflict::Rename));
    m_conflict->addItem(
        tr("Replace the file when the new one is complete"), static_cast<int>(download::Conflict::Overwrite));
    m_conflict->addItem(tr("Keep the file and skip the download"), static_cast<int>(download::Conflict::Skip));
    m_conflict->setCurrentIndex(m_conflict->findData(static_cast<int>(defaults.conflict)));

    m_name = new QLineEdit(this);
    m_name->setObjectName(u"fileName"_s);
    m_name->setAccessibleName(tr("File name"));
    m_name->setPlaceholderText(tr("As the server says"));
    m_checksum = new QLineEdit(this);
    m_checksum->setObjectName(u"checksum"_s);
    m_checksum->setAccessibleName(tr("Checksum"));
    m_checksum->setPlaceholderText(u"sha-256=…"_s);
    m_singleMessage = new FieldMessage(this);
    m_singleMessage->setObjectName(u"singleMessage"_s);

    m_paused = new QCheckBox(tr("Add &paused; start later"), this);
    m_paused->setObjectName(u"paused"_s);

    auto *single = new QHBoxLayout;
    single->setSpacing(8);
    auto *checksumTitle = new QLabel(tr("C&hecksum"), this);
    checksumTitle->setBuddy(m_checksum);
    single->addWidget(m_name, 1);
    single->addWidget(checksumTitle);
    single->addWidget(m_checksum, 1);

    auto *named = new QVBoxLayout;
    named->setSpacing(4);
    named->addLayout(single);
    named->addWidget(m_singleMessage);

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(4);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto addRow = [form](const QString &text, QWidget *buddy, auto *field) {
        auto *label = new QLabel(text);
        label->setBuddy(buddy);
        form->addRow(label, field);
    };
    addRow(tr("&Folder"), m_folder, m_folder);
    addRow(tr("File &name"), m_name, named);
    addRow(tr("If the name is &taken"), m_conflict, m_conflict);
    form->addRow(QString(), m_paused);
    column->addLayout(form);

    connect(m_name, &QLineEdit::textChanged, this, &AddDialog::fieldsAreGood);
    connect(m_checksum, &QLineEdit::textChanged, this, &AddDialog::fieldsAreGood);
    connect(m_folder, &PathField::edited, this, &AddDialog::showSummary);
    connect(m_folder, &PathField::checked, this, [this] {
        showSummary();
        finishAdd();
    });
}

} // namespace sluice::ui
