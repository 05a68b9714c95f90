// SPDX-License-Identifier: MIT
#pragma once

class QCoreApplication;
class QLocale;

namespace sluice::ui {

/// Installs Sluice's texts and Qt's own for a locale. English is a translation too: it holds the plurals. Call it
/// once, before the first window. Window thread.
void installTranslations(QCoreApplication &app, const QLocale &locale);

} // namespace sluice::ui
