// SPDX-License-Identifier: MIT
#include "app/profile.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace sluice::app;
using namespace Qt::StringLiterals;

class TstProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void createsAPrivateFolder();
    void keepsTheModeOfAFolderThatExists();
    void theDefaultFollowsXdg();
    void refuses_data();
    void refuses();
    void runsDoNotShareAStore();
};

void TstProfile::createsAPrivateFolder()
{
    QTemporaryDir dir;
    const auto profile = openProfile(dir.filePath(u"a/b/profile"_s));
    QVERIFY2(profile.has_value(), qPrintable(profile ? QString() : profile.error()));
    struct stat info{};
    QCOMPARE(::stat(QFile::encodeName(profile->folder).constData(), &info), 0);
    QCOMPARE(info.st_mode & 07777, mode_t(0700));
    QVERIFY(QDir(profile->folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
    QVERIFY(profile->windowStore().startsWith(profile->folder + u'/'));
}

void TstProfile::keepsTheModeOfAFolderThatExists()
{
    QTemporaryDir dir;
    QCOMPARE(::chmod(QFile::encodeName(dir.path()).constData(), 0755), 0);
    const auto profile = openProfile(dir.path() + u"/./"_s);
    QVERIFY(profile.has_value());
    QCOMPARE(profile->folder, QFileInfo(dir.path()).canonicalFilePath());
    struct stat info{};
    ::stat(QFile::encodeName(dir.path()).constData(), &info);
    QCOMPARE(info.st_mode & 07777, mode_t(0755));
}

void TstProfile::theDefaultFollowsXdg()
{
    QTemporaryDir dir;
    qputenv("XDG_DATA_HOME", QFile::encodeName(dir.path()));
    const auto profile = openProfile({});
    qunsetenv("XDG_DATA_HOME");
    QVERIFY(profile.has_value());
    QCOMPARE(profile->folder, QFileInfo(dir.filePath(u"sluice"_s)).canonicalFilePath());
}

void TstProfile::refuses_data()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("is a file no profile?") << u"/etc/passwd"_s;
    QTest::newRow("is a folder below a file no profile?") << u"/etc/passwd/profile"_s;
    QTest::newRow("is a folder that takes no files no profile?") << u"/proc"_s;
    QTest::newRow("is a name that is too long no profile?") << u"/tmp/"_s + QString(4'000, u'x');
}

void TstProfile::refuses()
{
    QFETCH(QString, folder);
    const auto profile = openProfile(folder);
    QVERIFY(!profile.has_value());
    QVERIFY2(profile.error().contains(folder.left(10)), qPrintable(profile.error()));
    QVERIFY2(profile.error().contains(u"--profile"_s), qPrintable(profile.error()));
}

void TstProfile::runsDoNotShareAStore()
{
    QTemporaryDir dir;
    const auto profile = openProfile(dir.path());
    QVERIFY(profile.has_value());
    auto first = claimGetStore(*profile);
    QVERIFY(first.has_value());
    QCOMPARE(first->path, profile->folder + u"/get.sqlite"_s);
    const auto second = claimGetStore(*profile);
    QVERIFY(second.has_value());
    QCOMPARE(second->path, profile->folder + u"/get-2.sqlite"_s);
    first = std::unexpected(QString()); // the first run ends
    const auto third = claimGetStore(*profile);
    QVERIFY(third.has_value());
    QCOMPARE(third->path, profile->folder + u"/get.sqlite"_s);
}

QTEST_GUILESS_MAIN(TstProfile)
#include "tst_profile.moc"
