// SPDX-License-Identifier: MIT
#include "ui/window/limit_control.h"

#include "ui/window/actions.h"
#include "ui/window/icons.h"
#include "ui/window/limit_pips.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

// After this many updates the engine's number counts again, whatever was chosen here.
constexpr int kPatience = 10;

QToolButton *makeButton(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAutoRaise(true);
    button->setAutoRepeat(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->statusTip());
    return button;
}

} // namespace

LimitControl::LimitControl(const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_number(new QSpinBox(this))
    , m_lower(makeButton(actions[Command::LowerLimit], this))
    , m_raise(makeButton(actions[Command::RaiseLimit], this))
    , m_pips(new LimitPips(this))
    , m_use(new QLabel(this))
    , m_lowering(new QToolButton(this))
{
    setObjectName(u"limitControl"_s);
    auto *title = new QLabel(tr("Limit"), this);
    title->setBuddy(m_number);

    m_number->setObjectName(u"limitNumber"_s);
    m_number->setRange(download::kMinLimit, download::kMaxLimit);
    m_number->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_number->setAlignment(Qt::AlignCenter);
    m_number->setKeyboardTracking(false); // "12" must not pass through 1
    m_number->setFocusPolicy(Qt::StrongFocus);
    m_number->setFixedWidth(m_number->fontMetrics().horizontalAdvance(u"0000"_s) + 16);
    m_number->setAccessibleName(tr("Limit: downloads that run at once"));
    m_number->findChild<QLineEdit *>()->setAccessibleName(m_number->accessibleName());
    m_number->installEventFilter(this);

    m_use->setObjectName(u"limitUse"_s);
    m_use->setMinimumWidth(m_use->fontMetrics().horizontalAdvance(u"00/00"_s));
    m_use->setAlignment(Qt::AlignLeading | Qt::AlignVCenter);

    auto *menu = new QMenu(m_lowering);
    menu->addAction(actions[Command::Drain]);
    menu->addAction(actions[Command::Park]);
    m_lowering->setObjectName(u"loweringButton"_s);
    m_lowering->setMenu(menu);
    m_lowering->setPopupMode(QToolButton::InstantPopup);
    m_lowering->setAutoRaise(true);
    m_lowering->setFocusPolicy(Qt::TabFocus);
    m_lowering->setToolTip(tr("What happens to running downloads when the limit is lowered"));
    m_lowering->setAccessibleName(tr("When the limit is lowered"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->setSpacing(4);
    layout->addWidget(title);
    layout->addWidget(m_lower);
    layout->addWidget(m_number);
    layout->addWidget(m_raise);
    layout->addSpacing(4);
    layout->addWidget(m_pips);
    layout->addSpacing(4);
    layout->addWidget(m_use);
    layout->addWidget(m_lowering);
    layout->addStretch(1);

    connect(m_number, &QSpinBox::valueChanged, this, [this](int value) {
        m_chosen = value;
        m_unconfirmed = 0;
        showUse();
        Q_EMIT limitChanged(value);
    });
    // Not editingFinished, which also comes when the focus has gone elsewhere already.
    connect(m_number->findChild<QLineEdit *>(), &QLineEdit::returnPressed, this, &LimitControl::editingDone);
    setLowering(download::Lowering::Drain);
    showUse();
}

void LimitControl::setUse(int limit, int active)
{
    m_active = active;
    if (m_chosen && limit != *m_chosen && ++m_unconfirmed < kPatience) {
        showUse();
        return;
    }
    m_chosen.reset();
    // Somebody is typing: the number belongs to them until they are done.
    const bool typing = m_number->hasFocus() && m_number->text() != QString::number(m_number->value());
    if (!typing && m_number->value() != limit) {
        const QSignalBlocker quiet(m_number);
        m_number->setValue(limit);
    }
    showUse();
}

void LimitControl::setLowering(download::Lowering lowering)
{
    const bool drain = lowering == download::Lowering::Drain;
    m_lowering->setText(drain ? tr("drain") : tr("park"));
}

int LimitControl::limit() const
{
    return m_number->value();
}

void LimitControl::choose(int limit)
{
    m_number->setValue(std::clamp(limit, download::kMinLimit, download::kMaxLimit));
}

void LimitControl::confirm(int limit)
{
    {
        const QSignalBlocker quiet(m_number);
        m_number->setValue(limit);
    }
    m_chosen = limit; // the engine takes a moment to follow
    m_unconfirmed = 0;
    showUse();
}

void LimitControl::edit()
{
    m_number->setFocus(Qt::ShortcutFocusReason);
    m_number->selectAll();
}

QSize LimitControl::sizeHint() const
{
    return minimumSizeHint();
}

QSize LimitControl::minimumSizeHint() const
{
    return QWidget::minimumSizeHint() + QSize(PipLayout::kWidest - m_pips->minimumSizeHint().width(), 0);
}

void LimitControl::showUse()
{
    m_pips->setUse(limit(), m_active);
    m_use->setText(u"%1/%2"_s.arg(m_active).arg(limit()));
    const QString words = m_active > limit()
        ? tr("%1 running, limit %2: %3 finish before new ones start").arg(m_active).arg(limit()).arg(m_active - limit())
        : tr("%1 of %2 slots in use").arg(m_active).arg(limit());
    m_pips->setToolTip(words);
    m_use->setToolTip(words);
    m_use->setAccessibleName(words);
    m_number->setToolTip(words);
    m_number->setAccessibleDescription(words);
}

void LimitControl::wheelEvent(QWheelEvent *event)
{
    constexpr int kNotch = QWheelEvent::DefaultDeltasPerStep;
    m_wheel += event->angleDelta().y();
    const int steps = m_wheel / kNotch;
    m_wheel -= steps * kNotch;
    if (steps != 0)
        choose(limit() + steps);
    event->accept();
}

bool LimitControl::eventFilter(QObject *watched, QEvent *event)
{
    // The number takes the wheel only with the focus; the whole control should take it always.
    if (watched == m_number && event->type() == QEvent::Wheel) {
        wheelEvent(static_cast<QWheelEvent *>(event));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace sluice::ui
