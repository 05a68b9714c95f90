// SPDX-License-Identifier: MIT
#include "ui/window/empty_state.h"

#include "ui/window/icons.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace sluice::ui {

using namespace Qt::StringLiterals;

EmptyState::EmptyState(QAction *add, QAction *demo, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"emptyState"_s);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);

    auto *picture = new QLabel(this);
    picture->setPixmap(appIcon().pixmap(QSize(72, 72), devicePixelRatioF()));
    picture->setAlignment(Qt::AlignCenter);

    auto *sentence
        = new QLabel(tr("Add links, and Sluice downloads several at once and shows what each one waits for."), this);
    sentence->setWordWrap(true);
    sentence->setAlignment(Qt::AlignCenter);
    QFont larger = sentence->font();
    larger.setPointSizeF(larger.pointSizeF() * 1.2);
    sentence->setFont(larger);

    auto *button = new QPushButton(add->icon(), tr("Add links"), this);
    button->setObjectName(u"emptyAdd"_s);
    button->setDefault(true);
    button->setMinimumHeight(34);
    button->setToolTip(add->toolTip());
    connect(button, &QPushButton::clicked, add, &QAction::trigger);

    auto *hint = new QLabel(tr("Links can also be dropped here or pasted with %1.")
                                .arg(QKeySequence(QKeySequence::Paste).toString(QKeySequence::NativeText)),
        this);
    hint->setWordWrap(true);
    hint->setAlignment(Qt::AlignCenter);
    hint->setForegroundRole(QPalette::PlaceholderText);

    auto *link = new QLabel(u"<a href=\"demo\">%1</a>"_s.arg(tr("Try the demo").toHtmlEscaped()), this);
    link->setObjectName(u"emptyDemo"_s);
    link->setAlignment(Qt::AlignCenter);
    link->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    link->setFocusPolicy(Qt::StrongFocus);
    link->setAccessibleName(tr("Try the demo"));
    link->setToolTip(demo->statusTip());
    connect(link, &QLabel::linkActivated, demo, &QAction::trigger);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(12);
    layout->addStretch(2);
    layout->addWidget(picture);
    layout->addWidget(sentence);
    layout->addSpacing(4);
    layout->addWidget(button, 0, Qt::AlignHCenter);
    layout->addWidget(hint);
    layout->addWidget(link, 0, Qt::AlignHCenter);
    layout->addStretch(3);
}

} // namespace sluice::ui
