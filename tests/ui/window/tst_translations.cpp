// SPDX-License-Identifier: MIT
#include "ui/window/translations.h"

#include "ui/dialogs/remove_files_dialog.h"

#include "tests/ui/synthetic_rows.h"

#include <QApplication>
#include <QLocale>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;

class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void englishHasPlurals();
};

void TestTranslations::englishHasPlurals()
{
    installTranslations(*qApp, QLocale(QLocale::English));
    const engine::Row row = rowNamed(1, u"a"_s);
    const std::vector<engine::Row> one{row};
    const std::vector<engine::Row> two{row, row};
    QCOMPARE(RemoveFilesDialog(one).text(), u"Remove 1 download?"_s);
    QCOMPARE(RemoveFilesDialog(two).text(), u"Remove 2 downloads?"_s);
}

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
