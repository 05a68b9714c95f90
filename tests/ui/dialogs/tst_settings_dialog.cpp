// SPDX-License-Identifier: MIT
#include "ui/dialogs/settings_dialog.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <vector>

using namespace sluice;
using namespace sluice::ui;
using namespace Qt::StringLiterals;

class TestSettingsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatItGot();
    void savesWhatWasChanged();
    void refusesWhatIsWrong_data();
    void refusesWhatIsWrong();
    void warnsBeforeInsecure();

private:
    download::Settings full() const;

    QTemporaryDir m_folder;
};

download::Settings TestSettingsDialog::full() const
{
    download::Settings settings;
    settings.limit = 17;
    settings.lowering = download::Lowering::Park;
    settings.hostLimit = 3;
    settings.rateLimit = 500 * 1024;
    settings.folder = m_folder.path();
    settings.conflict = download::Conflict::Skip;
    settings.connectTimeoutMs = 12'500;
    settings.stallTimeoutMs = 45'000;
    settings.deadlineMs = 3'600'000;
    settings.retries = 9;
    settings.retryWaitMs = 2'500;
    settings.userAgent = u"Test/1"_s;
    settings.proxy = u"http://127.0.0.1:3128"_s;
    settings.insecure = true;
    return settings;
}

void TestSettingsDialog::givesBackWhatItGot()
{
    const SettingsDialog dialog(full());
    QCOMPARE(dialog.settings(), full());
}

void TestSettingsDialog::savesWhatWasChanged()
{
    SettingsDialog dialog(full());
    std::vector<download::Settings> saved;
    connect(&dialog, &SettingsDialog::saved, this, [&saved](const download::Settings &all) { saved.push_back(all); });
    dialog.show();
    dialog.findChild<QSpinBox *>(u"limit"_s)->setValue(4);
    dialog.findChild<QLineEdit *>(u"rate"_s)->setText(u"2M"_s);
    dialog.findChild<QDoubleSpinBox *>(u"stallTimeout"_s)->setValue(1.5);
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"saveButton"_s), Qt::LeftButton);
    QTRY_COMPARE(saved.size(), std::size_t{1});
    download::Settings expected = full();
    expected.limit = 4;
    expected.rateLimit = 2 * 1024 * 1024;
    expected.stallTimeoutMs = 1'500;
    QCOMPARE(saved.front(), expected);
    QVERIFY(!dialog.isVisible());
}

void TestSettingsDialog::refusesWhatIsWrong_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("tab");
    QTest::newRow("a rate that is a word?") << u"rate"_s << u"fast"_s << 0;
    QTest::newRow("a relative folder?") << u"folder"_s << u"x/y"_s << 0;
    QTest::newRow("a proxy without a kind?") << u"proxy"_s << u"nowhere"_s << 2;
    QTest::newRow("a cookie file that is missing?") << u"cookies"_s << u"/no/such/file"_s << 2;
    QTest::newRow("a CA file that is a folder?") << u"caFile"_s << u"/tmp"_s << 2;
}

void TestSettingsDialog::refusesWhatIsWrong()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(int, tab);
    SettingsDialog dialog(full());
    int saved = 0;
    connect(&dialog, &SettingsDialog::saved, this, [&saved] { ++saved; });
    dialog.show();
    auto *tabs = dialog.findChild<QTabWidget *>();
    tabs->setCurrentIndex(1);
    auto *widget = dialog.findChild<QWidget *>(field);
    auto *line = qobject_cast<QLineEdit *>(widget);
    if (!line)
        line = widget->findChild<QLineEdit *>();
    line->setText(text);
    dialog.save();
    QTRY_COMPARE(tabs->currentIndex(), tab);
    QVERIFY(dialog.isVisible());
    QCOMPARE(saved, 0);
}

void TestSettingsDialog::warnsBeforeInsecure()
{
    download::Settings settings = full();
    settings.insecure = false;
    SettingsDialog dialog(settings);
    dialog.show();
    const auto *message = dialog.findChild<QLabel *>(u"insecureMessage"_s);
    QVERIFY(message->text().isEmpty());
    dialog.findChild<QCheckBox *>(u"insecure"_s)->setChecked(true);
    QVERIFY(!message->text().isEmpty());
}

QTEST_MAIN(TestSettingsDialog)
#include "tst_settings_dialog.moc"
