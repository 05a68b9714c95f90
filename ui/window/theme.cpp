// SPDX-License-Identifier: MIT
#include "ui/window/theme.h"

#include <QApplication>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QStyleOption>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

struct Tones {
    QColor window;
    QColor base;
    QColor alternate;
    QColor button;
    QColor text;
    QColor faint;
    QColor disabled;
    QColor accent;
    QColor onAccent;
    QColor link;
    QColor tip;
};

QPalette build(const Tones &t)
{
    // The constructor derives light, mid, dark and shadow from button and window, as the styles expect.
    QPalette palette(t.button, t.window);
    palette.setColor(QPalette::Window, t.window);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.base);
    palette.setColor(QPalette::AlternateBase, t.alternate);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::Button, t.button);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.onAccent);
    palette.setColor(QPalette::PlaceholderText, t.faint);
    palette.setColor(QPalette::ToolTipBase, t.tip);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Highlight, t.accent);
    palette.setColor(QPalette::HighlightedText, t.onAccent);
    palette.setColor(QPalette::Link, t.link);
    palette.setColor(QPalette::LinkVisited, t.link);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, t.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, t.faint);
    return palette;
}

/// Fusion frames boxes in a darker tone of the window, which a dark window hides: an empty check box or radio button
/// would hardly be seen.
class Fusion final : public QProxyStyle
{
public:
    Fusion()
        : QProxyStyle(u"fusion"_s)
    {
        setObjectName(u"fusion"_s); // as the style itself would be called
    }

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget = nullptr) const override
    {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        const bool round = element == PE_IndicatorRadioButton;
        if (!round && element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck)
            return;
        if (!isDark(option->palette))
            return;
        painter->save();
        painter->setBrush(Qt::NoBrush);
        const bool focus = (option->state & State_HasFocus) && (option->state & State_KeyboardFocusChange);
        painter->setPen(QPen(option->palette.color(focus ? QPalette::Link : QPalette::PlaceholderText), 1));
        if (round) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->drawEllipse(QRectF(option->rect).adjusted(1.5, 1.5, -1.5, -1.5)); // through the pixels' centres
        } else {
            painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        }
        painter->restore();
    }
};

QStyle *makeStyle(const QString &name)
{
    return name == "fusion"_L1 ? new Fusion : QStyleFactory::create(name);
}

} // namespace

std::optional<Theme> themeFromName(QStringView name)
{
    if (name == "system"_L1)
        return Theme::System;
    if (name == "light"_L1)
        return Theme::Light;
    if (name == "dark"_L1)
        return Theme::Dark;
    return std::nullopt;
}

QPalette lightPalette()
{
    return build({.window = QColor(0xf2, 0xf3, 0xf4),
        .base = QColor(0xff, 0xff, 0xff),
        .alternate = QColor(0xf7, 0xf8, 0xf9),
        .button = QColor(0xf0, 0xf1, 0xf2),
        .text = QColor(0x1d, 0x22, 0x26),
        .faint = QColor(0x6b, 0x74, 0x7b),
        .disabled = QColor(0xa0, 0xa6, 0xab),
        .accent = QColor(0x1f, 0x6f, 0xa8),
        .onAccent = QColor(0xff, 0xff, 0xff),
        .link = QColor(0x1f, 0x6f, 0xa8),
        .tip = QColor(0xff, 0xff, 0xff)});
}

QPalette darkPalette()
{
    return build({.window = QColor(0x23, 0x26, 0x29),
        .base = QColor(0x1a, 0x1c, 0x1f),
        .alternate = QColor(0x1f, 0x22, 0x25),
        .button = QColor(0x2e, 0x32, 0x36),
        .text = QColor(0xe4, 0xe7, 0xe9),
        .faint = QColor(0x9a, 0xa2, 0xa8),
        .disabled = QColor(0x6c, 0x73, 0x79),
        .accent = QColor(0x2a, 0x72, 0xa8),
        .onAccent = QColor(0xff, 0xff, 0xff),
        .link = QColor(0x6d, 0xb3, 0xe6),
        .tip = QColor(0x2e, 0x32, 0x36)});
}

void applyTheme(QApplication &app, Theme theme)
{
    static const QString s_systemStyle = app.style()->objectName();
    const QString wanted = theme == Theme::System ? s_systemStyle : u"fusion"_s;
    const bool ours = dynamic_cast<const Fusion *>(app.style()) != nullptr;
    if (app.style()->objectName() != wanted || (wanted == "fusion"_L1 && !ours))
        QApplication::setStyle(makeStyle(wanted));
    if (theme == Theme::System) {
        QApplication::setPalette(QPalette()); // resolves to the platform's again
        return;
    }
    QApplication::setPalette(theme == Theme::Dark ? darkPalette() : lightPalette());
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

} // namespace sluice::ui
