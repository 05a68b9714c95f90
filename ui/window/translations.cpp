// SPDX-License-Identifier: MIT
#include "ui/window/translations.h"

#include "ui/window/icons.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace sluice::ui {

using namespace Qt::StringLiterals;

void installTranslations(QCoreApplication &app, const QLocale &locale)
{
    ensureResources();
    auto *qt = new QTranslator(&app);
    if (qt->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
    // Later ones are asked first: English stands behind whatever is missing in the other language.
    for (const QLocale &wanted : {QLocale(QLocale::English), locale}) {
        auto *ours = new QTranslator(&app);
        if (ours->load(wanted, u"sluice"_s, u"_"_s, u":/i18n"_s))
            QCoreApplication::installTranslator(ours);
    }
}

} // namespace sluice::ui
