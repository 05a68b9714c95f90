// SPDX-License-Identifier: MIT
#include "ui/dialogs/about_dialog.h"

#include "ui/dialogs/button_icons.h"
#include "ui/window/icons.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

namespace sluice::ui {

using namespace Qt::StringLiterals;

AboutDialog::AboutDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"aboutDialog"_s);
    setWindowTitle(tr("About Sluice"));
    auto *picture = new QLabel(this);
    picture->setPixmap(appIcon().pixmap(QSize(96, 96), devicePixelRatioF()));
    auto *name = new QLabel(u"Sluice "_s + QStringLiteral(SLUICE_VERSION), this);
    QFont large = name->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    name->setFont(large);
    auto *text = new QLabel(tr("A download manager that shows its own concurrency.") + u"\n\n"_s
            + tr("Free software under the MIT licence. Built on Qt %1, libcurl, QCoro and SQLite.")
                .arg(QLatin1StringView(qVersion())),
        this);
    text->setWordWrap(true);
    text->setMinimumWidth(320);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    removeButtonIcons(*buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *words = new QVBoxLayout;
    words->setSpacing(8);
    words->addWidget(name);
    words->addWidget(text);
    words->addStretch(1);
    auto *row = new QHBoxLayout;
    row->setSpacing(24);
    row->addWidget(picture, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 12);
    column->setSpacing(12);
    column->addLayout(row);
    column->addWidget(buttons);
}

} // namespace sluice::ui
