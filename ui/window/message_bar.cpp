// SPDX-License-Identifier: MIT
#include "ui/window/message_bar.h"

#include "ui/style/state_colours.h"
#include "ui/window/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace sluice::ui {

using namespace Qt::StringLiterals;

// One message. Colours are taken from the palette when it paints, so that it follows a change of theme.
class MessageBar::Strip : public QWidget
{
public:
    Strip(Message message, MessageBar *parent);

    const QString &id() const { return m_message.id; }
    Message take() { return std::move(m_message); }
    QToolButton *actionButton() const { return m_action; }
    QToolButton *closeButton() const { return m_close; }

protected:
    void paintEvent(QPaintEvent *) override;

private:
    static constexpr int kIconLeft = 12;
    static constexpr int kIconSize = 16;

    Message m_message;
    QIcon m_icon;
    QToolButton *m_action = nullptr;
    QToolButton *m_close = nullptr;
};

MessageBar::Strip::Strip(Message message, MessageBar *parent)
    : QWidget(parent)
    , m_message(std::move(message))
{
    setObjectName(u"message-"_s + m_message.id);
    m_icon = icon(m_message.kind == Message::Kind::Warning ? u"warning" : u"info");
    auto *text = new QLabel(m_message.text, this);
    text->setObjectName(u"messageText"_s);
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    QSizePolicy wide(QSizePolicy::Expanding, QSizePolicy::Preferred);
    wide.setHeightForWidth(true); // setting a policy would take away what word wrap set
    text->setSizePolicy(wide);

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(text, 1);

    QLabel *raw = nullptr;
    if (!m_message.raw.isEmpty()) {
        raw = new QLabel(m_message.raw, this);
        raw->setTextFormat(Qt::PlainText);
        raw->setWordWrap(true);
        raw->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        raw->setFocusPolicy(Qt::ClickFocus);
        raw->setAccessibleName(MessageBar::tr("Details"));
        raw->hide();
        auto *more = new QToolButton(this);
        more->setText(MessageBar::tr("Details"));
        more->setAccessibleName(MessageBar::tr("Details"));
        more->setAutoRaise(true);
        more->setCheckable(true);
        connect(more, &QToolButton::toggled, this, [parent, raw](bool on) {
            raw->setVisible(on);
            parent->fit();
        });
        row->addWidget(more, 0, Qt::AlignVCenter);
    }
    if (!m_message.actionText.isEmpty()) {
        m_action = new QToolButton(this);
        m_action->setObjectName(u"messageAction"_s);
        m_action->setText(m_message.actionText);
        m_action->setAccessibleName(m_message.actionText);
        row->addWidget(m_action, 0, Qt::AlignVCenter);
    }
    if (m_message.closable) {
        m_close = new QToolButton(this);
        m_close->setObjectName(u"messageClose"_s);
        m_close->setIcon(icon(u"close"));
        m_close->setAutoRaise(true);
        m_close->setToolTip(MessageBar::tr("Close this message"));
        m_close->setAccessibleName(MessageBar::tr("Close this message"));
        row->addWidget(m_close, 0, Qt::AlignVCenter);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kIconLeft + kIconSize + 8, 6, 8, 6);
    column->setSpacing(4);
    column->addLayout(row);
    if (raw)
        column->addWidget(raw);
    setAccessibleName(m_message.text);
}

void MessageBar::Strip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool warning = m_message.kind == Message::Kind::Warning;
    const QColor tint
        = warning ? swatch(Mark::Stalled, groundOf(palette())).fill : palette().color(QPalette::Highlight);
    painter.fillRect(rect(), mixed(palette().color(QPalette::Window), tint, 0.16));
    painter.fillRect(QRect(0, 0, 4, height()), tint);
    m_icon.paint(&painter, QRect(kIconLeft, std::min((height() - kIconSize) / 2, 10), kIconSize, kIconSize));
}

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(u"messageBar"_s);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(1);
    hide();
}

void MessageBar::post(Message message)
{
    dismiss(message.id);
    // The oldest that may be closed makes room.
    if (m_strips.size() >= kMaxMessages) {
        const auto oldest
            = std::ranges::find_if(m_strips, [](Strip *strip) { return strip->closeButton() != nullptr; });
        if (oldest != m_strips.end())
            drop(*oldest, true);
    }
    const int timeout = message.timeoutMs;
    auto *strip = new Strip(std::move(message), this);
    if (QToolButton *button = strip->actionButton()) {
        connect(button, &QToolButton::clicked, this, [this, strip] {
            // The action may post another message: the strip has to be gone by then.
            Message taken = strip->take();
            drop(strip, false);
            if (taken.action)
                taken.action();
        });
    }
    if (QToolButton *button = strip->closeButton())
        connect(button, &QToolButton::clicked, this, [this, strip] { drop(strip, true); });
    if (timeout > 0)
        QTimer::singleShot(timeout, strip, [this, strip] { drop(strip, true); });
    m_strips.push_back(strip);
    m_layout->addWidget(strip);
    strip->show(); // hidden children have no height
    show();
    fit();
}

void MessageBar::dismiss(const QString &id)
{
    if (Strip *strip = find(id))
        drop(strip, true);
}

void MessageBar::withdraw(const QString &id)
{
    if (Strip *strip = find(id))
        drop(strip, false);
}

bool MessageBar::contains(const QString &id) const
{
    return find(id) != nullptr;
}

MessageBar::Strip *MessageBar::find(const QString &id) const
{
    const auto found = std::ranges::find_if(m_strips, [&id](Strip *strip) { return strip->id() == id; });
    return found == m_strips.end() ? nullptr : *found;
}

void MessageBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

// A message may be posted before the window is shown, and hidden layouts have no height.
void MessageBar::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fit();
}

// A wrapped label asks for the height it would need if it were narrow; a strip is as wide as the window.
void MessageBar::fit()
{
    if (!isVisible())
        return;
    for (Strip *strip : m_strips) {
        QLayout *inside = strip->layout();
        inside->activate();
        strip->setFixedHeight(inside->hasHeightForWidth() ? inside->totalHeightForWidth(std::max(width(), 1))
                                                          : inside->totalSizeHint().height());
    }
}

void MessageBar::drop(Strip *strip, bool notify)
{
    std::erase(m_strips, strip);
    m_layout->removeWidget(strip);
    strip->hide();
    strip->deleteLater(); // it may be in the middle of its own button's signal
    setVisible(!m_strips.empty());
    if (notify) {
        const Message taken = strip->take();
        if (taken.dismissed)
            taken.dismissed();
    }
}

} // namespace sluice::ui
