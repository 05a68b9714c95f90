// SPDX-License-Identifier: MIT
#include "ui/style/reduced_motion.h"

#include <QApplication>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QStyle>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

Motion &chosenMotion()
{
    static Motion motion = Motion::System;
    return motion;
}

/// Nothing where there is no such file or key: opening a QSettings must not create one.
QString valueOf(const QString &file, const QString &key)
{
    if (!QFileInfo(file).isReadable())
        return {};
    return QSettings(file, QSettings::IniFormat).value(key).toString().trimmed();
}

} // namespace

bool reducedMotion()
{
    if (chosenMotion() != Motion::System)
        return chosenMotion() == Motion::Reduced;
    static const bool wanted
        = desktopReducesMotion(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation));
    const QStyle *style = QApplication::style();
    return wanted || (style != nullptr && style->styleHint(QStyle::SH_Widget_Animation_Duration) == 0);
}

void setMotion(Motion motion)
{
    chosenMotion() = motion;
}

bool desktopReducesMotion(const QString &configFolder)
{
    bool isNumber = false;
    const double factor
        = valueOf(configFolder + u"/kdeglobals"_s, u"KDE/AnimationDurationFactor"_s).toDouble(&isNumber);
    if (isNumber && factor <= 0)
        return true;
    for (const QString &folder : {u"/gtk-4.0"_s, u"/gtk-3.0"_s}) {
        const QString value
            = valueOf(configFolder + folder + u"/settings.ini"_s, u"Settings/gtk-enable-animations"_s).toLower();
        if (!value.isEmpty())
            return value == u"0" || value == u"false";
    }
    return false;
}

} // namespace sluice::ui
