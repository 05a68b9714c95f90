// SPDX-License-Identifier: MIT
#include "ui/dialogs/add_dialog.h"

#include "ui/dialogs/link_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace sluice;
using namespace sluice::ui;
using namespace Qt::StringLiterals;

class TestAddDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void addsByKeyboard();
    void badLinesStayForEditing();
    void mendedLinesCanBeAdded();
    void duplicatesAreMerged();
    void clickAddsBeforeTheCheckIsDone();
    void nothingToAddAddsNothing();
    void badFolderIsRefused();
    void optionsAreCarriedOver();
    void singleFieldsNeedASingleLink();
    void badChecksumIsRefused();
    void listFileIsImported();
    void listFileProblems_data();
    void listFileProblems();
    void badLineListGoesToTheLine();
    void hugePasteKeepsTheWindowAlive();

private:
    void type(const QString &text);
    void waitForCheck();
    LinkEdit *links() const { return m_dialog->findChild<LinkEdit *>(u"links"_s); }
    QPushButton *addButton() const { return m_dialog->findChild<QPushButton *>(u"addButton"_s); }
    QString write(const QString &name, const QByteArray &content);

    QTemporaryDir m_folder;
    QPointer<AddDialog> m_dialog;
    std::vector<std::vector<download::Request>> m_added;
    std::vector<bool> m_paused;
};

void TestAddDialog::init()
{
    QVERIFY(m_folder.isValid());
    m_dialog = new AddDialog({.folder = m_folder.path(), .recentFolders = {m_folder.path()}});
    connect(
        m_dialog, &AddDialog::addRequested, this, [this](const std::vector<download::Request> &requests, bool paused) {
            m_added.push_back(requests);
            m_paused.push_back(paused);
        });
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
}

void TestAddDialog::cleanup()
{
    delete m_dialog;
    m_added.clear();
    m_paused.clear();
}

void TestAddDialog::type(const QString &text)
{
    links()->setFocus();
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (i > 0)
            QTest::keyClick(links(), Qt::Key_Return);
        QTest::keyClicks(links(), lines[i]);
    }
}

void TestAddDialog::waitForCheck()
{
    QTRY_VERIFY(m_dialog->isChecked());
}

QString TestAddDialog::write(const QString &name, const QByteArray &content)
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write the test's own file");
    return file.fileName();
}

void TestAddDialog::addsByKeyboard()
{
    type(u"https://example.org/a\nhttps://example.org/b"_s);
    QTest::keyClick(links(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_added.size(), std::size_t{1});
    QCOMPARE(m_added.front().size(), std::size_t{2});
    QCOMPARE(m_added.front()[1].url, u"https://example.org/b"_s);
    QCOMPARE(m_added.front()[1].folder, m_folder.path());
    QVERIFY(!m_paused.front());
    QVERIFY(!m_dialog->isVisible());
}

void TestAddDialog::badLinesStayForEditing()
{
    type(u"https://example.org/a\nexample.org/b\nhttps://example.org/c"_s);
    waitForCheck();
    QCOMPARE(m_dialog->goodCount(), 2);
    QCOMPARE(m_dialog->badCount(), 1);
    const auto *list = m_dialog->findChild<QListWidget *>(u"badLines"_s);
    QVERIFY(list->isVisible());
    QVERIFY(list->item(0)->text().contains(u"example.org/b"_s));
    QVERIFY(list->item(0)->text().contains(u"https://"_s));
    QTest::mouseClick(addButton(), Qt::LeftButton);
    QTRY_COMPARE(m_added.size(), std::size_t{1});
    QCOMPARE(m_added.front().size(), std::size_t{2});
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(links()->toPlainText().trimmed(), u"example.org/b"_s);
}

void TestAddDialog::mendedLinesCanBeAdded()
{
    type(u"https://example.org/a\nexample.org/b"_s);
    m_dialog->addGood();
    QTRY_COMPARE(m_added.size(), std::size_t{1});
    waitForCheck();
    QVERIFY(!addButton()->isEnabled());
    QTextCursor cursor(links()->document());
    links()->setTextCursor(cursor);
    QTest::keyClicks(links(), u"https://"_s);
    QTest::keyClick(links(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_added.size(), std::size_t{2});
    QCOMPARE(m_added.back().front().url, u"https://example.org/b"_s);
    QVERIFY(!m_dialog->isVisible());
}

void TestAddDialog::duplicatesAreMerged()
{
    type(u"https://example.org/a\nhttps://EXAMPLE.org/a\nhttps://example.org/a"_s);
    waitForCheck();
    QCOMPARE(m_dialog->goodCount(), 1);
    QVERIFY(m_dialog->findChild<QLabel *>(u"summary"_s)->text().contains(u"2 duplicate"_s));
}

void TestAddDialog::clickAddsBeforeTheCheckIsDone()
{
    type(u"https://example.org/a"_s);
    QTest::mouseClick(addButton(), Qt::LeftButton);
    QTest::mouseClick(addButton(), Qt::LeftButton);
    QTRY_COMPARE(m_added.size(), std::size_t{1});
    QTRY_VERIFY(!m_dialog->isVisible());
    QCOMPARE(m_added.size(), std::size_t{1});
}

void TestAddDialog::nothingToAddAddsNothing()
{
    waitForCheck();
    QVERIFY(!addButton()->isEnabled());
    type(u"not-a-link"_s);
    m_dialog->addGood();
    waitForCheck();
    QVERIFY(!addButton()->isEnabled());
    QVERIFY(m_added.empty());
    QVERIFY(m_dialog->isVisible());
}

void TestAddDialog::badFolderIsRefused()
{
    type(u"https://example.org/a"_s);
    auto *folder = m_dialog->findChild<QWidget *>(u"folder"_s)->findChild<QLineEdit *>();
    folder->setText(u"relative/folder"_s);
    waitForCheck();
    QTRY_VERIFY(!addButton()->isEnabled());
    m_dialog->addGood();
    waitForCheck();
    QVERIFY(m_added.empty());
    QVERIFY(m_dialog->isVisible());
    folder->setText(m_folder.filePath(u"new/deeper"_s));
    QTRY_VERIFY(addButton()->isEnabled());
    m_dialog->addGood();
    QTRY_COMPARE(m_added.size(), std::size_t{1});
    QCOMPARE(m_added.front().front().folder, m_folder.filePath(u"new/deeper"_s));
}

void TestAddDialog::optionsAreCarriedOver()
{
    type(u"https://example.org/a"_s);
    waitForCheck();
    QTest::keyClicks(m_dialog->findChild<QLineEdit *>(u"fileName"_s), u"mine.bin"_s);
    m_dialog->findChild<QLineEdit *>(u"checksum"_s)->setText(u"sha-256="_s + QString(64, u'a'));
    auto *conflict = m_dialog->findChild<QComboBox *>(u"conflict"_s);
    conflict->setCurrentIndex(conflict->findData(static_cast<int>(download::Conflict::Skip)));
    m_dialog->findChild<QCheckBox *>(u"paused"_s)->setChecked(true);
    m_dialog->addGood();
    QTRY_COMPARE(m_added.size(), std::size_t{1});
    const download::Request &request = m_added.front().front();
    QCOMPARE(request.fileName, u"mine.bin"_s);
    QVERIFY(request.checksum);
    QCOMPARE(request.checksum->digest, QByteArray(32, char(0xaa)));
    QCOMPARE(request.conflict, download::Conflict::Skip);
    QVERIFY(m_paused.front());
}

void TestAddDialog::singleFieldsNeedASingleLink()
{
    auto *name = m_dialog->findChild<QLineEdit *>(u"fileName"_s);
    type(u"https://example.org/a"_s);
    waitForCheck();
    QVERIFY(name->isEnabled());
    type(u"\nhttps://example.org/b"_s);
    waitForCheck();
    QVERIFY(!name->isEnabled());
}

void TestAddDialog::badChecksumIsRefused()
{
    type(u"https://example.org/a"_s);
    waitForCheck();
    auto *checksum = m_dialog->findChild<QLineEdit *>(u"checksum"_s);
    checksum->setText(u"sha-256=zz"_s);
    m_dialog->addGood();
    waitForCheck();
    QVERIFY(m_added.empty());
    QVERIFY(!m_dialog->findChild<QLabel *>(u"singleMessage"_s)->text().isEmpty());
    checksum->clear();
    m_dialog->addGood();
    QTRY_COMPARE(m_added.size(), std::size_t{1});
}

void TestAddDialog::listFileIsImported()
{
    const QString path = write(u"links.txt"_s, "https://example.org/1\n# note\nexample.org/2\nhttps://example.org/3\n");
    m_dialog->offerFile(path);
    QTRY_COMPARE(m_dialog->goodCount(), 2);
    QTRY_COMPARE(m_dialog->badCount(), 1);
    QVERIFY(m_dialog->findChild<QLabel *>(u"importText"_s)->text().contains(u"links.txt"_s));
    QCOMPARE(links()->toPlainText().trimmed(), u"example.org/2"_s);
    m_dialog->addGood();
    QTRY_COMPARE(m_added.size(), std::size_t{1});
    QCOMPARE(m_added.front().size(), std::size_t{2});
    QVERIFY(m_dialog->isVisible());
}

void TestAddDialog::listFileProblems_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("missing?") << u"missing.txt"_s << QByteArray();
    QTest::newRow("binary?") << u"binary.txt"_s << QByteArray("https://a/\0\1\2", 13);
    QTest::newRow("without links?") << u"empty.txt"_s << QByteArray("# nothing\n\n");
}

void TestAddDialog::listFileProblems()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    const QString path = content.isEmpty() ? m_folder.filePath(name) : write(name, content);
    m_dialog->offerFile(path);
    auto *message = m_dialog->findChild<QLabel *>(u"fileMessage"_s);
    QTRY_VERIFY(message->isVisible());
    QVERIFY(message->text().contains(name));
    QCOMPARE(m_dialog->goodCount(), 0);
}

void TestAddDialog::badLineListGoesToTheLine()
{
    type(u"https://example.org/a\nexample.org/b\nhttps://example.org/c"_s);
    waitForCheck();
    auto *list = m_dialog->findChild<QListWidget *>(u"badLines"_s);
    Q_EMIT list->itemActivated(list->item(0));
    QCOMPARE(links()->textCursor().blockNumber(), 1);
}

void TestAddDialog::hugePasteKeepsTheWindowAlive()
{
    constexpr int kLines = 100'000;
    QString text;
    for (int i = 0; i < kLines; ++i)
        text += u"https://example.org/files/number-%1.bin\n"_s.arg(i);
    // The text comes in portions: events are handled between them, and the field says that it is not done.
    int turns = 0;
    QTimer beat;
    connect(&beat, &QTimer::timeout, this, [&turns] { ++turns; });
    beat.start(0);
    m_dialog->offerText(text);
    QVERIFY(links()->isInserting());
    QTRY_VERIFY_WITH_TIMEOUT(!links()->isInserting(), 60'000);
    QVERIFY(turns > 20);
    QTRY_COMPARE_WITH_TIMEOUT(m_dialog->goodCount(), kLines, 60'000);
    QCOMPARE(m_dialog->badCount(), 0);
}

QTEST_MAIN(TestAddDialog)
#include "tst_add_dialog.moc"
