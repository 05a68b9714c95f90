// SPDX-License-Identifier: MIT
#include "ui/window/translations.h"

#include "ui/dialogs/add_dialog.h"
#include "ui/dialogs/remove_files_dialog.h"

#include "tests/ui/synthetic_rows.h"

#include <QApplication>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;

class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void englishHasPlurals();
    void linksAreCounted();
};

void TestTranslations::initTestCase()
{
    installTranslations(*qApp, QLocale::c());
}

void TestTranslations::englishHasPlurals()
{
    const engine::Row row = rowNamed(1, u"a"_s);
    const std::vector<engine::Row> one{row};
    const std::vector<engine::Row> two{row, row};
    QCOMPARE(RemoveFilesDialog(one).text(), u"Remove 1 download?"_s);
    QCOMPARE(RemoveFilesDialog(two).text(), u"Remove 2 downloads?"_s);
}

void TestTranslations::linksAreCounted()
{
    const QTemporaryDir folder;
    AddDialog dialog({.folder = folder.path(), .recentFolders = {}});
    auto *summary = dialog.findChild<QLabel *>(u"summary"_s);
    dialog.offerText(u"http://127.0.0.1:9/a\n"_s);
    QTRY_COMPARE(summary->text(), u"1 link"_s);
    dialog.offerText(u"http://127.0.0.1:9/b\n"_s);
    QTRY_COMPARE(summary->text(), u"2 links"_s);
    QCOMPARE(dialog.findChild<QPushButton *>(u"addButton"_s)->text(), u"Add 2 links"_s);
}

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
