// SPDX-License-Identifier: MIT
#include "core/sources/link_list.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice::sources;
using namespace Qt::StringLiterals;
using Problem = ListFileProblem;

Q_DECLARE_METATYPE(Problem)

class TestListFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsParsed();
    void anEmptyFileIsAnEmptyList();
    void badContent_data();
    void badContent();
    void missingAndFolder();
    void anEndlessFileIsGivenUp();
    void aHugeFileIsNotRead();

private:
    QString write(const QByteArray &content);

    QTemporaryDir m_folder;
};

QString TestListFile::write(const QByteArray &content)
{
    QFile file(m_folder.filePath(u"list.txt"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return {};
    return file.fileName();
}

void TestListFile::textIsParsed()
{
    const auto list = readLinkList(write("\xef\xbb\xbf# comment\nhttp://h/\xc3\xa4\nbad\n"));
    QVERIFY(list.has_value());
    QCOMPARE(list->requests.size(), 1u);
    QCOMPARE(list->requests[0].url, u"http://h/%C3%A4"_s);
    QCOMPARE(list->lines, (std::vector<int>{2}));
    QCOMPARE(list->bad.size(), 1u);
}

void TestListFile::anEmptyFileIsAnEmptyList()
{
    const auto list = readLinkList(write(""));
    QVERIFY(list.has_value());
    QVERIFY(list->requests.empty() && list->bad.empty());
}

void TestListFile::badContent_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("is a NUL byte binary?") << QByteArray("http://h/\0a", 11);
    QTest::newRow("is a NUL byte far inside binary?") << QByteArray(QByteArray(3'000'000, 'a') + QByteArray(1, '\0'));
    QTest::newRow("is Latin-1 binary?") << QByteArray("http://h/\xe4\n");
    QTest::newRow("is half a character at the end binary?") << QByteArray("http://h/\xc3");
    QTest::newRow("is UTF-16 binary?") << QByteArray("\xff\xfeh\0t\0t\0p\0", 10);
}

void TestListFile::badContent()
{
    QFETCH(QByteArray, content);
    const auto list = readLinkList(write(content));
    QVERIFY(!list);
    QCOMPARE(list.error().problem, Problem::Binary);
}

void TestListFile::missingAndFolder()
{
    const auto missing = readLinkList(m_folder.filePath(u"none"_s));
    QVERIFY(!missing);
    QCOMPARE(missing.error().problem, Problem::Missing);
    const auto empty = readLinkList(QString());
    QVERIFY(!empty);
    QCOMPARE(empty.error().problem, Problem::Missing);
    const auto folder = readLinkList(m_folder.path());
    QVERIFY(!folder);
    QCOMPARE(folder.error().problem, Problem::NotAFile);
}

void TestListFile::anEndlessFileIsGivenUp()
{
    const auto list = readLinkList(u"/dev/zero"_s);
    QVERIFY(!list);
    QCOMPARE(list.error().problem, Problem::Binary);
}

void TestListFile::aHugeFileIsNotRead()
{
    // Sparse: it takes no space.
    QFile file(m_folder.filePath(u"huge"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(kMaxListBytes + 1));
    const auto list = readLinkList(file.fileName());
    QVERIFY(!list);
    QCOMPARE(list.error().problem, Problem::TooLarge);
}

QTEST_GUILESS_MAIN(TestListFile)
#include "tst_list_file.moc"
