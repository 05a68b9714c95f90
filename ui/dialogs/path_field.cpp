// SPDX-License-Identifier: MIT
#include "ui/dialogs/path_field.h"

#include "ui/dialogs/field_message.h"

#include <QComboBox>
#include <QCompleter>
#include <QDir>
#include <QFileDialog>
#include <QFileSystemModel>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace sluice::ui {

using namespace Qt::StringLiterals;

PathField::PathField(Kind kind, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_box(new QComboBox(this))
    , m_message(new FieldMessage(this))
    , m_check(
          kind == Kind::Folder ? &inspectFolder : &inspectReadableFile,
          [this](PathReport report) {
              m_report = std::move(report);
              m_message->showReport(m_report);
              Q_EMIT checked();
          },
          200)
{
    m_box->setEditable(true);
    m_box->setInsertPolicy(QComboBox::NoInsert);
    m_box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_box->setAccessibleName(name);
    m_box->lineEdit()->setAccessibleName(name);
    auto *completer = new QCompleter(m_box);
    auto *files = new QFileSystemModel(completer);
    files->setFilter(QDir::Dirs | QDir::NoDotAndDotDot | (kind == Kind::File ? QDir::Files : QDir::Filter(0)));
    files->setOption(QFileSystemModel::DontUseCustomDirectoryIcons);
    files->setRootPath(QString());
    completer->setModel(files);
    m_box->setCompleter(completer);
    setFocusProxy(m_box);

    auto *browseButton = new QPushButton(tr("Browse…"), this);
    browseButton->setAccessibleName(tr("Browse for: %1").arg(name));
    browseButton->setAutoDefault(false);
    connect(browseButton, &QPushButton::clicked, this, &PathField::browse);

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_box, 1);
    row->addWidget(browseButton);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_message);

    connect(m_box, &QComboBox::editTextChanged, this, [this](const QString &text) {
        m_check.submit(text);
        Q_EMIT edited();
    });
    m_check.submit(QString());
}

QString PathField::path() const
{
    return typedPath(m_box->currentText());
}

void PathField::setPath(const QString &path)
{
    m_box->setEditText(QDir::toNativeSeparators(path));
    m_check.submitNow(m_box->currentText());
}

void PathField::setRecent(const QStringList &paths)
{
    const QString text = m_box->currentText();
    const QSignalBlocker quiet(m_box); // adding the first item would replace the text
    m_box->clear();
    m_box->addItems(paths);
    m_box->setEditText(text);
}

void PathField::checkNow()
{
    m_check.submitNow(m_box->currentText());
}

QWidget *PathField::editor() const
{
    return m_box->lineEdit();
}

void PathField::browse()
{
    const QString chosen = m_kind == Kind::Folder
        ? QFileDialog::getExistingDirectory(this, tr("Choose a folder"), path())
        : QFileDialog::getOpenFileName(this, tr("Choose a file"), path());
    if (!chosen.isEmpty())
        setPath(chosen);
}

} // namespace sluice::ui
