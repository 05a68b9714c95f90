// SPDX-License-Identifier: MIT
#include "ui/style/reduced_motion.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice::ui;
using namespace Qt::StringLiterals;

class TestReducedMotion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheDesktop_data();
    void readsTheDesktop();
    void createsNoFile();
    void followsTheUser();
};

void TestReducedMotion::readsTheDesktop_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("reduced");
    const QString kde = u"kdeglobals"_s;
    const QString gtk = u"gtk-3.0/settings.ini"_s;
    QTest::newRow("KDE without animations?") << kde << QByteArray("[KDE]\nAnimationDurationFactor=0\n") << true;
    QTest::newRow("KDE with quick ones?") << kde << QByteArray("[KDE]\nAnimationDurationFactor=0.5\n") << false;
    QTest::newRow("KDE with nonsense?") << kde << QByteArray("[KDE]\nAnimationDurationFactor=none\n") << false;
    QTest::newRow("KDE without the key?") << kde << QByteArray("[KDE]\nwidgetStyle=Breeze\n") << false;
    QTest::newRow("GTK without animations?") << gtk << QByteArray("[Settings]\ngtk-enable-animations=0\n") << true;
    QTest::newRow("GTK in words?") << gtk << QByteArray("[Settings]\ngtk-enable-animations=False\n") << true;
    QTest::newRow("GTK with them?") << gtk << QByteArray("[Settings]\ngtk-enable-animations=1\n") << false;
    QTest::newRow("a file that is no settings?") << gtk << QByteArray("\0\xff\xfe]][", 6) << false;
}

void TestReducedMotion::readsTheDesktop()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    const QTemporaryDir folder;
    QVERIFY(folder.isValid());
    QVERIFY(QDir(folder.path()).mkpath(u"gtk-3.0"_s));
    QFile out(folder.filePath(file));
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(text);
    out.close();
    QTEST(desktopReducesMotion(folder.path()), "reduced");
}

void TestReducedMotion::createsNoFile()
{
    const QTemporaryDir folder;
    QVERIFY(!desktopReducesMotion(folder.path()));
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestReducedMotion::followsTheUser()
{
    setMotion(Motion::Reduced);
    QVERIFY(reducedMotion());
    setMotion(Motion::Full);
    QVERIFY(!reducedMotion());
    setMotion(Motion::System);
}

QTEST_MAIN(TestReducedMotion)
#include "tst_reduced_motion.moc"
