// SPDX-License-Identifier: MIT
#include "ui/details/detail_header.h"

#include "ui/style/elided_label.h"
#include "ui/style/format.h"
#include "ui/style/swatch_painter.h"
#include "ui/style/words.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPixmap>
#include <QToolButton>

namespace sluice::ui {

namespace {

/// A field that reads like a label, and whose text can be chosen and walked through with keys.
QLineEdit *makeField(const QString &name, QWidget *parent)
{
    auto *field = new QLineEdit(parent);
    field->setReadOnly(true);
    field->setFrame(false);
    field->setAccessibleName(name);
    QPalette palette = field->palette();
    palette.setBrush(QPalette::Base, Qt::NoBrush);
    field->setPalette(palette);
    return field;
}

QToolButton *makeButton(const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

/// A long text shows its beginning, and keeps the place a user scrolled to.
void setFieldText(QLineEdit &field, const QString &text)
{
    if (field.text() == text)
        return;
    field.setText(text);
    field.setCursorPosition(0);
    field.setToolTip(text.toHtmlEscaped());
}

QString sizeText(const engine::Row &row)
{
    if (row.total < 0)
        return row.bytes > 0 ? DetailHeader::tr("%1 so far").arg(bytesText(row.bytes)) : noValue();
    if (row.bytes == 0 || row.bytes >= row.total)
        return bytesText(row.total);
    return DetailHeader::tr("%1 of %2 (%3)")
        .arg(bytesText(row.bytes), bytesText(row.total), percentText(*fractionOf(row.bytes, row.total)));
}

} // namespace

DetailHeader::DetailHeader(QWidget *parent)
    : QWidget(parent)
    , m_name(new ElidedLabel(this))
    , m_chip(new QLabel(this))
    , m_state(new QLabel(this))
    , m_link(makeField(tr("Link"), this))
    , m_copy(makeButton(tr("Copy"), this))
    , m_folder(makeField(tr("Folder"), this))
    , m_open(makeButton(tr("Open"), this))
    , m_size(makeField(tr("Size"), this))
{
    QFont bold = font();
    bold.setBold(true);
    m_name->setFont(bold);
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_copy->setToolTip(tr("Copy the link"));
    m_open->setToolTip(tr("Open the folder"));

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_name, 0, 0, 1, 3);
    auto *state = new QHBoxLayout;
    state->setSpacing(8);
    state->addWidget(m_chip, 0, Qt::AlignTop);
    state->addWidget(m_state, 1);
    grid->addLayout(state, 1, 0, 1, 3);
    grid->addWidget(new QLabel(tr("Link"), this), 2, 0);
    grid->addWidget(m_link, 2, 1);
    grid->addWidget(m_copy, 2, 2);
    grid->addWidget(new QLabel(tr("Folder"), this), 3, 0);
    grid->addWidget(m_folder, 3, 1);
    grid->addWidget(m_open, 3, 2);
    grid->addWidget(new QLabel(tr("Size"), this), 4, 0);
    grid->addWidget(m_size, 4, 1, 1, 2);

    connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(m_link->text()); });
    connect(m_open, &QToolButton::clicked, this, &DetailHeader::openFolderRequested);
}

void DetailHeader::setRow(const engine::Row &row, qint64 nowMs)
{
    m_name->setText(row.name);
    m_state->setText(rowStateSentence(row, nowMs));
    setFieldText(*m_link, row.url);
    setFieldText(*m_folder, QDir::toNativeSeparators(row.path.isEmpty() ? row.folder : QFileInfo(row.path).path()));
    setFieldText(*m_size, sizeText(row));

    const int side = fontMetrics().height() - 2;
    QPixmap chip(QSize(side, side) * devicePixelRatioF());
    chip.setDevicePixelRatio(devicePixelRatioF());
    chip.fill(Qt::transparent);
    QPainter painter(&chip);
    painter.setFont(font());
    paintChip(painter, QRect(0, 0, side, side), swatch(markOf(row.state, row.why), groundOf(palette())));
    painter.end();
    m_chip->setPixmap(chip);
}

} // namespace sluice::ui
