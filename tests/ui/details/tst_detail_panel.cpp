// SPDX-License-Identifier: MIT
#include "tests/ui/synthetic_rows.h"
#include "ui/details/detail_header.h"
#include "ui/details/detail_panel.h"
#include "ui/details/error_box.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <memory>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;
using download::State;

namespace {

constexpr qint64 kNow = 1'700'000'000'000;

engine::Row failedRow()
{
    engine::Row row = rowNamed(1, u"a.iso"_s, State::Failed);
    Error error;
    error.kind = ErrorKind::HttpStatus;
    error.httpStatus = 404;
    error.detail = u"raw of the row"_s;
    row.error = std::make_shared<const Error>(error);
    return row;
}

} // namespace

class TestDetailPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingChosenIsASentence();
    void failureIsExplainedWithRemedies();
    void rawTextIsOneClickAway();
    void attemptsStayReadableAfterSuccess();
    void detailsOfOthersAreIgnored();
    void anotherDownloadStartsClean();
    void linkAndFolderHaveButtons();
    void hugeNamesDoNotWidenIt();
    void namesAreNotMarkup();
    void keyboardReachesEverything();

private:
    /// All text a person can read in labels now.
    QString visibleText() const;
    template <typename T>
    T *named(const QString &name) const;

    std::unique_ptr<DetailPanel> m_panel;
};

QString TestDetailPanel::visibleText() const
{
    QString text;
    for (const QLabel *label : m_panel->findChildren<QLabel *>()) {
        if (label->isVisibleTo(m_panel.get()))
            text += label->text() + u'\n';
    }
    return text;
}

template <typename T>
T *TestDetailPanel::named(const QString &name) const
{
    for (T *widget : m_panel->findChildren<T *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

void TestDetailPanel::init()
{
    m_panel = std::make_unique<DetailPanel>(nullptr, [] { return kNow; });
    m_panel->resize(900, 260);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void TestDetailPanel::nothingChosenIsASentence()
{
    QVERIFY(visibleText().contains(u"Choose a download"_s));
    m_panel->setRow(failedRow());
    QCOMPARE(m_panel->id(), 1);
    QVERIFY(!visibleText().contains(u"Choose a download"_s));
    QVERIFY(visibleText().contains(u"No attempt yet"_s));
    m_panel->clear();
    QCOMPARE(m_panel->id(), 0);
    QVERIFY(visibleText().contains(u"Choose a download"_s));
}

void TestDetailPanel::failureIsExplainedWithRemedies()
{
    m_panel->setRow(failedRow());
    QVERIFY2(visibleText().contains(u"404 Not Found: “a.iso”"_s), qPrintable(visibleText()));
    QVERIFY(visibleText().contains(u"Failed · 404 Not Found"_s));
    QSignalSpy asked(m_panel.get(), &DetailPanel::remedyRequested);
    const QList<QPushButton *> buttons = m_panel->findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 2);
    QCOMPARE(buttons.first()->text(), remedyText(Remedy::ReplaceLink));
    buttons.first()->click();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().at(0).toLongLong(), 1);
    QCOMPARE(asked.first().at(1).value<Remedy>(), Remedy::ReplaceLink);
    m_panel->setRow(rowNamed(1, u"a.iso"_s, State::Done));
    QVERIFY(!m_panel->findChild<ErrorBox *>()->isVisible());
}

void TestDetailPanel::rawTextIsOneClickAway()
{
    m_panel->setRow(failedRow());
    auto *raw = m_panel->findChild<QPlainTextEdit *>();
    QVERIFY(!raw->isVisible());
    QToolButton *toggle = m_panel->findChild<ErrorBox *>()->findChild<QToolButton *>();
    toggle->click();
    QVERIFY(raw->isVisible());
    QVERIFY(raw->isReadOnly());
    QVERIFY(raw->toPlainText().contains(u"raw of the row"_s));
    raw->selectAll();
    m_panel->setRow(failedRow());
    QVERIFY2(raw->textCursor().hasSelection(), "an update must not take the selection away");
}

void TestDetailPanel::attemptsStayReadableAfterSuccess()
{
    m_panel->setRow(rowNamed(1, u"a.iso"_s, State::Done));
    m_panel->setDetails(syntheticDetails(1, kNow));
    auto *table = named<QTableView>(u"Attempts"_s);
    QVERIFY(table->isVisible());
    QCOMPARE(table->model()->rowCount(), 4);
    QVERIFY(!m_panel->findChild<ErrorBox *>()->isVisible());
    table->setFocus();
    table->selectRow(2);
    QVERIFY(m_panel->findChild<ErrorBox *>()->isVisible());
    QVERIFY2(visibleText().contains(u"503 Service Unavailable: “attempt 2”"_s), qPrintable(visibleText()));
    QVERIFY2(m_panel->findChildren<QPushButton *>().isEmpty(), "the past has no remedy");
    // The next delta must not take the choice away.
    m_panel->setDetails(syntheticDetails(1, kNow));
    m_panel->setRow(rowNamed(1, u"a.iso"_s, State::Done));
    QVERIFY(visibleText().contains(u"“attempt 2”"_s));
    QTest::keyClick(table, Qt::Key_Down);
    QVERIFY(visibleText().contains(u"“attempt 1”"_s));
}

void TestDetailPanel::detailsOfOthersAreIgnored()
{
    m_panel->setDetails(syntheticDetails(9, kNow));
    m_panel->setRow(failedRow());
    m_panel->setDetails(syntheticDetails(9, kNow));
    QCOMPARE(named<QTableView>(u"Attempts"_s)->model()->rowCount(), 0);
}

void TestDetailPanel::anotherDownloadStartsClean()
{
    m_panel->setRow(failedRow());
    m_panel->setDetails(syntheticDetails(1, kNow));
    named<QTableView>(u"Attempts"_s)->selectRow(3);
    m_panel->setRow(rowNamed(2, u"b.iso"_s, State::Receiving));
    QCOMPARE(named<QTableView>(u"Attempts"_s)->model()->rowCount(), 0);
    QVERIFY(!m_panel->findChild<ErrorBox *>()->isVisible());
    QVERIFY(visibleText().contains(u"No attempt yet"_s));
}

void TestDetailPanel::linkAndFolderHaveButtons()
{
    m_panel->setRow(failedRow());
    named<QToolButton>(u"Copy"_s)->click();
    QCOMPARE(QApplication::clipboard()->text(), failedRow().url);
    QSignalSpy opened(m_panel.get(), &DetailPanel::openFolderRequested);
    named<QToolButton>(u"Open"_s)->click();
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().toLongLong(), 1);
    QCOMPARE(named<QLineEdit>(u"Folder"_s)->text(), u"/tmp/downloads"_s);
}

void TestDetailPanel::hugeNamesDoNotWidenIt()
{
    engine::Row row = failedRow();
    const int before = m_panel->minimumSizeHint().width();
    row.name = QString(4'000, u'x');
    row.url = u"https://host.example/"_s + row.name;
    m_panel->setRow(row);
    QCoreApplication::processEvents();
    QVERIFY(m_panel->minimumSizeHint().width() <= std::max(before, 400));
    QCOMPARE(m_panel->width(), 900);
}

void TestDetailPanel::namesAreNotMarkup()
{
    engine::Row row = failedRow();
    row.name = u"<b>bold</b>.iso"_s;
    m_panel->setRow(row);
    for (const QLabel *label : m_panel->findChildren<QLabel *>()) {
        if (label->text().contains(u"<b>"_s))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QVERIFY(visibleText().contains(u"<b>bold</b>.iso"_s));
    QVERIFY(!named<QWidget>(row.name)->toolTip().contains(u"<b>"_s));
}

void TestDetailPanel::keyboardReachesEverything()
{
    m_panel->setRow(failedRow());
    m_panel->setDetails(syntheticDetails(1, kNow));
    m_panel->activateWindow();
    QSet<const QWidget *> reached;
    const QWidget *start = m_panel.get();
    for (const QWidget *widget = start->nextInFocusChain(); widget != start; widget = widget->nextInFocusChain()) {
        if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus))
            reached.insert(widget);
    }
    QVERIFY(reached.contains(named<QTableView>(u"Attempts"_s)));
    QVERIFY(reached.contains(named<QLineEdit>(u"Link"_s)));
    QVERIFY(reached.contains(named<QToolButton>(u"Copy"_s)));
    QVERIFY(reached.contains(named<QToolButton>(u"Open"_s)));
    for (const QPushButton *button : m_panel->findChildren<QPushButton *>())
        QVERIFY(reached.contains(button));
    QVERIFY(reached.contains(m_panel->findChild<ErrorBox *>()->findChild<QToolButton *>()));
}

QTEST_MAIN(TestDetailPanel)
#include "tst_detail_panel.moc"
