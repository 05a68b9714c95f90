// SPDX-License-Identifier: MIT
#include "core/trace/recording_file.h"
#include "tests/core/trace/same_recording.h"
#include "tests/core/trace/sample_recording.h"
#include "ui/recording/compare_window.h"
#include "ui/recording/export_picture.h"
#include "ui/recording/recording_files.h"
#include "ui/recording/recording_files_window.h"
#include "ui/recording/recording_files_words.h"
#include "ui/recording/recording_source.h"
#include "ui/timeline/timeline_page.h"

#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QScreen>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sluice;
using namespace sluice::ui;
using trace::testing::sampleRecording;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestRecordingFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void savesAndOpens();
    void savesWhatWasRecordedThen();
    void exports_data();
    void exports();
    void problemsAreTold_data();
    void problemsAreTold();
    void comparesTwoFilesOrOneWithTheLive();
    void dialogsAskForTheRightFiles();
    void aMissingFolderIsNoFileName();
    void aWindowGoesByItsKeys();
    void anOpenedRecordingOffersMore();
    void picturesHaveTheirScale_data();
    void picturesHaveTheirScale();
    void everyProblemNamesFileAndRemedy();
    void leavingWaitsForTheWriter();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QWidget> m_window;
    RecordingFiles *m_files = nullptr;
};

void TestRecordingFiles::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<QWidget>();
    m_files = new RecordingFiles(m_window.get());
}

void TestRecordingFiles::cleanup()
{
    m_window.reset();
    m_folder.reset();
}

void TestRecordingFiles::savesAndOpens()
{
    QSignalSpy written(m_files, &RecordingFiles::written);
    QSignalSpy opened(m_files, &RecordingFiles::opened);
    QSignalSpy busy(m_files, &RecordingFiles::busyChanged);
    m_files->saveTo(path(u"a.sluice-trace"_s), sampleRecording());
    QVERIFY(m_files->isBusy());
    QVERIFY(written.wait());
    QCOMPARE(written[0][0].toString(), path(u"a.sluice-trace"_s));
    QTRY_VERIFY(!m_files->isBusy());
    QCOMPARE(busy.size(), 2);

    m_files->openFrom(path(u"a.sluice-trace"_s));
    QVERIFY(opened.wait());
    const auto *window = qobject_cast<RecordingWindow *>(opened[0][0].value<QWidget *>());
    QVERIFY(window && window->isVisible());
    QVERIFY(window->windowTitle().startsWith(u"a "_s));
    QCOMPARE(trace::testing::difference(window->recording(), sampleRecording()), QString());
}

void TestRecordingFiles::savesWhatWasRecordedThen()
{
    trace::Recording recording = sampleRecording();
    QSignalSpy written(m_files, &RecordingFiles::written);
    m_files->saveTo(path(u"a.sluice-trace"_s), recording);
    recording.apply({.now = 99'000'000, .wallMs = 1, .events = {}});
    QVERIFY(written.wait());
    QCOMPARE(trace::openRecording(path(u"a.sluice-trace"_s))->now(), 12'000'000);
}

void TestRecordingFiles::exports_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("holds");
    QTest::newRow("a picture?") << u"a.png"_s << QByteArray("\x89PNG");
    QTest::newRow("in capitals?") << u"A.PNG"_s << QByteArray("\x89PNG");
    QTest::newRow("lines?") << u"a.svg"_s << QByteArray("<svg");
    QTest::newRow("a table?") << u"a.csv"_s << QByteArray("download,name,url");
    QTest::newRow("a Chrome trace?") << u"a.json"_s << QByteArray("traceEvents");
    QTest::newRow("an HTTP archive?") << u"a.har"_s << QByteArray("\"version\":\"1.2\"");
    QTest::newRow("our own?") << u"a.sluice-trace"_s << QByteArray("\x89SLT");
}

void TestRecordingFiles::exports()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, holds);
    QLabel page(u"hello"_s);
    page.resize(120, 40);
    page.show();
    QSignalSpy written(m_files, &RecordingFiles::written);
    m_files->exportTo(path(name), sampleRecording(), &page);
    QVERIFY(written.wait());
    const QByteArray bytes = contents(path(name));
    QVERIFY2(bytes.contains(holds), bytes.left(200).constData());
    for (const QString &secret : trace::testing::plantedSecrets())
        QVERIFY(!bytes.contains(secret.toUtf8()));
    if (name.endsWith("png"_L1, Qt::CaseInsensitive))
        QCOMPARE(QImage::fromData(bytes).size(), QSize(240, 80));
}

void TestRecordingFiles::problemsAreTold_data()
{
    QTest::addColumn<QString>("name"); // to open; one that begins with > is written to
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    QTest::newRow("a file that is not there?") << u"none.sluice-trace"_s << QByteArray() << u"cannot be read"_s;
    QTest::newRow("a text?") << u"a.txt"_s << QByteArray("hello") << u"not a recording"_s;
    QTest::newRow("a newer one?") << u"a.sluice-trace"_s << QByteArray("\x89SLT\r\n\x1a\n\x07\0\0\0", 12)
                                  << u"newer Sluice"_s;
    QTest::newRow("a damaged one?") << u"a.sluice-trace"_s << QByteArray("\x89SLT\r\n\x1a\n\x01\0\0\0", 12)
                                    << u"damaged"_s;
    QTest::newRow("a folder that is not there?") << u">none/a.har"_s << QByteArray() << u"Choose another"_s;
    QTest::newRow("an unknown format?") << u">a.pdf"_s << QByteArray() << u".svg"_s;
    QTest::newRow("a name like a tag?") << u"<b>x</b>.sluice-trace"_s << QByteArray() << u"<b>x"_s;
}

void TestRecordingFiles::problemsAreTold()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    if (!bytes.isEmpty()) {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    QSignalSpy failed(m_files, &RecordingFiles::failed);
    QSignalSpy opened(m_files, &RecordingFiles::opened);
    QSignalSpy written(m_files, &RecordingFiles::written);
    if (name.startsWith(u'>'))
        m_files->exportTo(path(name.sliced(1)), sampleRecording(), nullptr);
    else
        m_files->openFrom(path(name));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(opened.size() + written.size(), 0);
    const auto *box = m_window->findChild<QMessageBox *>();
    QVERIFY(box);
    QVERIFY2(box->text().contains(says), qPrintable(box->text()));
    QCOMPARE(box->textFormat(), Qt::PlainText);
    QTRY_VERIFY(!m_files->isBusy());
}

void TestRecordingFiles::comparesTwoFilesOrOneWithTheLive()
{
    const QStringList paths{path(u"limit-4.sluice-trace"_s), path(u"limit-16.sluice-trace"_s)};
    for (const QString &file : paths)
        QVERIFY(trace::saveRecording(sampleRecording(), file).has_value());
    QSignalSpy opened(m_files, &RecordingFiles::opened);
    m_files->compareFiles(paths, u"now"_s, trace::Recording());
    QVERIFY(opened.wait());
    const auto *two = qobject_cast<CompareWindow *>(opened[0][0].value<QWidget *>());
    QVERIFY(two);
    QCOMPARE(two->windowTitle(), u"limit-4 against limit-16"_s);

    m_files->compareFiles({paths[0]}, u"now"_s, trace::testing::longRecording(10));
    QVERIFY(opened.wait());
    const auto *one = qobject_cast<CompareWindow *>(opened[1][0].value<QWidget *>());
    QVERIFY(one);
    QCOMPARE(one->windowTitle(), u"limit-4 against now"_s);
    QCOMPARE(one->second()->state()->recording().tracks().size(), 10U);

    QSignalSpy failed(m_files, &RecordingFiles::failed);
    m_files->compareFiles({paths[0], path(u"none"_s)}, u"now"_s, trace::Recording());
    QVERIFY(failed.wait());
    QVERIFY(failed[0][0].toString().contains(u"none"_s));
    m_files->compareFiles({}, u"now"_s, trace::Recording()); // nothing was chosen
    QVERIFY(!m_files->isBusy() || failed.size() == 1);
}

void TestRecordingFiles::dialogsAskForTheRightFiles()
{
    const auto dialog = [this] {
        return m_window->findChild<QFileDialog *>();
    };
    m_files->save(sampleRecording());
    QVERIFY(dialog());
    QCOMPARE(dialog()->acceptMode(), QFileDialog::AcceptSave);
    QCOMPARE(dialog()->defaultSuffix(), u"sluice-trace"_s);
    const QString named = QFileInfo(dialog()->selectedFiles().value(0)).fileName();
    const QRegularExpression pattern(
        u"^sluice-2025-11-2[01]-\\d{4}\\.sluice-trace$"_s); // the day is that of this place
    QVERIFY2(pattern.match(named).hasMatch(), qPrintable(named));
    delete dialog();
    m_files->open();
    QCOMPARE(dialog()->acceptMode(), QFileDialog::AcceptOpen);
    QCOMPARE(dialog()->fileMode(), QFileDialog::ExistingFile);
    delete dialog();
    m_files->compare(u"now"_s, sampleRecording());
    QCOMPARE(dialog()->fileMode(), QFileDialog::ExistingFiles);
    delete dialog();
    QWidget page(m_window.get());
    m_files->exportSeen(sampleRecording(), &page);
    QCOMPARE(dialog()->nameFilters().size(), 5);
    QCOMPARE(dialog()->defaultSuffix(), u"png"_s);
    Q_EMIT dialog()->filterSelected(dialog()->nameFilters().last());
    QCOMPARE(dialog()->defaultSuffix(), u"har"_s);
    delete dialog();
    m_files->exportSeen(sampleRecording(), nullptr);
    QCOMPARE(dialog()->nameFilters().size(), 3); // nothing is seen
}

void TestRecordingFiles::aMissingFolderIsNoFileName()
{
    QTemporaryDir home; // without a folder for documents
    const QByteArray before = qgetenv("HOME");
    qputenv("HOME", home.path().toUtf8());
    m_files->open();
    const auto *dialog = m_window->findChild<QFileDialog *>();
    QCOMPARE(dialog->directory(), QDir(home.path()));
    QCOMPARE(dialog->selectedFiles().value(0), QString()); // nothing is chosen
    qputenv("HOME", before);
}

void TestRecordingFiles::aWindowGoesByItsKeys()
{
    RecordingWindow window(u"a"_s, sampleRecording());
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const auto focusIsOnThePage = [&window] {
        return window.focusWidget() && window.page()->isAncestorOf(window.focusWidget());
    };
    QVERIFY(focusIsOnThePage());
    const QWidget *first = window.page();
    QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
    QVERIFY(window.page() != first);
    QVERIFY(focusIsOnThePage());
    QSignalSpy exported(&window, &RecordingWindow::exportWanted);
    QSignalSpy compared(&window, &RecordingWindow::compareWanted);
    QTest::keyClick(&window, Qt::Key_E, Qt::ControlModifier);
    QTest::keyClick(&window, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(exported.size(), 1);
    QCOMPARE(compared.size(), 1);
    QTest::keyClick(&window, Qt::Key_W, Qt::ControlModifier);
    QVERIFY(!window.isVisible());
}

void TestRecordingFiles::anOpenedRecordingOffersMore()
{
    RecordingWindow window(u"a"_s, sampleRecording());
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QVERIFY(qobject_cast<TimelinePage *>(window.page()));
    const QSize room = window.screen()->availableSize();
    QVERIFY2(window.width() <= room.width() && window.height() <= room.height(), "none of it is beyond the screen");
    QSignalSpy exported(&window, &RecordingWindow::exportWanted);
    QSignalSpy compared(&window, &RecordingWindow::compareWanted);
    const auto buttons = window.findChildren<QPushButton *>();
    for (QPushButton *button : buttons)
        button->click();
    QCOMPARE(exported.size(), 1);
    QCOMPARE(compared.size(), 1);
}

void TestRecordingFiles::picturesHaveTheirScale_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("scale");
    QTest::addColumn<QSize>("picture");
    QTest::newRow("as it is?") << QSize(200, 100) << 1.0 << QSize(200, 100);
    QTest::newRow("twice?") << QSize(200, 100) << 2.0 << QSize(400, 200);
    QTest::newRow("one and a half times?") << QSize(201, 99) << 1.5 << QSize(302, 149);
    QTest::newRow("not beyond all bounds?") << QSize(2'000, 10) << 1'000.0 << QSize(16'384, 82);
    QTest::newRow("not at all?") << QSize(0, 10) << 2.0 << QSize();
}

void TestRecordingFiles::picturesHaveTheirScale()
{
    QFETCH(QSize, size);
    QFETCH(double, scale);
    QWidget page;
    QPalette palette;
    palette.setColor(QPalette::Window, Qt::red);
    page.setPalette(palette);
    page.setAutoFillBackground(true);
    page.resize(size);
    const QImage image = pictureOf(page, scale);
    QTEST(image.isNull() ? QSize() : image.size(), "picture");
    if (!image.isNull())
        QCOMPARE(image.pixelColor(image.width() - 1, image.height() - 1), QColor(Qt::red));
    QCOMPARE(svgOf(page).isEmpty(), image.isNull());
    if (!image.isNull()) {
        QSvgRenderer renderer(svgOf(page));
        QVERIFY(renderer.isValid());
        QCOMPARE(renderer.viewBox().size(), size);
    }
}

void TestRecordingFiles::everyProblemNamesFileAndRemedy()
{
    using Kind = trace::FileProblem::Kind;
    QSet<QString> texts;
    for (const Kind kind :
        {Kind::CannotRead, Kind::NotARecording, Kind::Newer, Kind::Damaged, Kind::CannotWrite, Kind::DiskFull}) {
        const QString text = fileProblemText({kind, u"/a/b"_s, u"why"_s});
        QVERIFY(text.contains(u"/a/b"_s) && text.endsWith(u'.'));
        texts.insert(text);
    }
    QCOMPARE(texts.size(), 6);
}

void TestRecordingFiles::leavingWaitsForTheWriter()
{
    m_files->saveTo(path(u"a.sluice-trace"_s), trace::testing::longRecording(2'000));
    m_window.reset();
    const auto recording = trace::openRecording(path(u"a.sluice-trace"_s));
    QVERIFY(recording.has_value());
    QCOMPARE(recording->tracks().size(), 2'000U);
}

QTEST_MAIN(TestRecordingFiles)
#include "tst_recording_files.moc"
