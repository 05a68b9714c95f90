// SPDX-License-Identifier: MIT
#include "ui/details/error_box.h"

#include "ui/details/attempt_texts.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

QLabel *makeLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    // Names and raw texts are not markup.
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setMinimumWidth(0);
    return label;
}

} // namespace

ErrorBox::ErrorBox(QWidget *parent)
    : QWidget(parent)
    , m_headline(makeLabel(this))
    , m_explanation(makeLabel(this))
    , m_buttons(new QHBoxLayout)
    , m_toggle(new QToolButton(this))
    , m_raw(new QPlainTextEdit(this))
{
    QFont bold = font();
    bold.setBold(true);
    m_headline->setFont(bold);
    m_headline->setAccessibleName(tr("What happened"));
    m_explanation->setAccessibleName(tr("Why, and what to do"));
    m_buttons->setSpacing(8);
    m_toggle->setText(tr("Raw text"));
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setArrowType(isRightToLeft() ? Qt::LeftArrow : Qt::RightArrow);
    m_toggle->setAutoRaise(true);
    m_toggle->setCheckable(true);
    m_toggle->setFocusPolicy(Qt::StrongFocus);
    m_raw->setReadOnly(true);
    m_raw->setTabChangesFocus(true);
    m_raw->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_raw->setAccessibleName(tr("Raw text of the error"));
    m_raw->setMinimumHeight(fontMetrics().height() * 5);
    m_raw->hide();
    connect(m_toggle, &QToolButton::toggled, this, [this](bool open) {
        m_raw->setVisible(open);
        m_toggle->setArrowType(open ? Qt::DownArrow : isRightToLeft() ? Qt::LeftArrow : Qt::RightArrow);
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_headline);
    column->addWidget(m_explanation);
    column->addLayout(m_buttons);
    column->addWidget(m_raw);
    m_buttons->addStretch(1);
    m_buttons->addWidget(m_toggle);
    hide();
}

void ErrorBox::setError(const Error &error, const QString &name, bool willRetry, bool offer)
{
    const ErrorText text = errorText(error, name, willRetry);
    m_headline->setText(text.headline);
    m_explanation->setText(text.explanation);
    // Set anew only when it is another: a selection in it must survive the next update.
    if (m_error != error)
        m_raw->setPlainText(technicalText(error));
    m_error = error;
    showRemedies(offer ? remediesFor(error) : QList<Remedy>());
    show();
}

void ErrorBox::clear()
{
    m_error.reset();
    hide();
}

void ErrorBox::showRemedies(const QList<Remedy> &remedies)
{
    if (remedies == m_remedies)
        return;
    m_remedies = remedies;
    for (QPushButton *old : findChildren<QPushButton *>(Qt::FindDirectChildrenOnly)) {
        m_buttons->removeWidget(old);
        old->hide();
        old->deleteLater();
    }
    int place = 0;
    for (const Remedy remedy : remedies) {
        auto *button = new QPushButton(remedyText(remedy), this);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, remedy] { Q_EMIT remedyRequested(remedy); });
        m_buttons->insertWidget(place++, button);
    }
}

} // namespace sluice::ui
