// SPDX-License-Identifier: MIT
#include "tests/ui/synthetic_rows.h"
#include "ui/downloads/download_table_model.h"
#include "ui/downloads/download_view.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;
using download::State;
using Ids = std::vector<engine::Id>;

namespace {

constexpr qint64 kNow = 1'700'000'000'000;

engine::Delta deltaOf(std::vector<engine::Row> rows, Ids removed = {})
{
    engine::Delta delta;
    delta.changed = std::move(rows);
    delta.removed = std::move(removed);
    return delta;
}

} // namespace

class TestDownloadViewKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keysMoveByRows();
    void keysChooseWithoutAChoice_data();
    void keysChooseWithoutAChoice();
    void enterAndDoubleClickActivate();
    void typingFindsNames();
    void menuIsAskedForAtTheRow();
    void linksAreCopied();

private:
    std::unique_ptr<DownloadTableModel> m_model;
    std::unique_ptr<DownloadView> m_view;
};

void TestDownloadViewKeys::init()
{
    m_model = std::make_unique<DownloadTableModel>(nullptr, [] { return kNow; });
    m_view = std::make_unique<DownloadView>(m_model.get());
    m_view->resize(900, 400);
    m_model->apply(deltaOf(syntheticRows(200, kNow)));
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void TestDownloadViewKeys::cleanup()
{
    m_view.reset();
    m_model.reset();
}

void TestDownloadViewKeys::keysMoveByRows()
{
    m_view->selectIds({50});
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->selectedIds(), Ids{1});
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->selectedIds(), Ids{200});
    QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedIds(), (Ids{199, 200}));
    QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    QCOMPARE(m_view->selectedIds().size(), std::size_t{1});
    QVERIFY(m_view->currentId() < 195);
    const engine::Id here = m_view->currentId();
    m_view->resize(400, 400);
    QCoreApplication::processEvents();
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->currentId(), here);
    QVERIFY(m_view->horizontalScrollBar()->value() > 0);
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_view->selectedIds().size(), std::size_t{200});
}

void TestDownloadViewKeys::keysChooseWithoutAChoice_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::addColumn<Ids>("chosen");
    QTest::addColumn<Ids>("extended"); // by Shift+Down
    const Qt::KeyboardModifiers plain;
    const Qt::KeyboardModifiers ctrl = Qt::ControlModifier;
    QTest::newRow("Home?") << Qt::Key_Home << plain << Ids{1} << Ids{1, 2};
    QTest::newRow("Ctrl+Home?") << Qt::Key_Home << ctrl << Ids{1} << Ids{1, 2};
    QTest::newRow("End?") << Qt::Key_End << plain << Ids{3} << Ids{3};
    QTest::newRow("Ctrl+End?") << Qt::Key_End << ctrl << Ids{3} << Ids{3};
    QTest::newRow("Up?") << Qt::Key_Up << plain << Ids{1} << Ids{1, 2};
}

void TestDownloadViewKeys::keysChooseWithoutAChoice()
{
    QFETCH(Qt::Key, key);
    QFETCH(Qt::KeyboardModifiers, modifiers);
    QFETCH(Ids, chosen);
    QFETCH(Ids, extended);
    Ids rest;
    for (engine::Id id = 4; id <= 200; ++id)
        rest.push_back(id);
    m_model->apply(deltaOf({}, rest));
    m_view->setFocus();
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->viewport()->rect().center());
    QCOMPARE(m_view->selectedIds(), Ids{});
    QTest::keyClick(m_view.get(), key, modifiers);
    QCOMPARE(m_view->selectedIds(), chosen);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedIds(), extended);
    // The keys leave one row of many.
    m_view->selectAll();
    QTest::keyClick(m_view.get(), Qt::Key_Home, modifiers);
    QCOMPARE(m_view->selectedIds(), Ids{1});
}

void TestDownloadViewKeys::enterAndDoubleClickActivate()
{
    QSignalSpy activated(m_view.get(), &DownloadView::downloadActivated);
    m_view->selectIds({3});
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated.last().first().toLongLong(), 3);
    const QPoint onSecond = m_view->visualRect(m_model->index(1, 0)).center();
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, onSecond);
    QCOMPARE(activated.count(), 1);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, onSecond);
    QCOMPARE(activated.count(), 2);
    QCOMPARE(activated.last().first().toLongLong(), 2);
}

void TestDownloadViewKeys::typingFindsNames()
{
    m_model->apply(deltaOf({rowNamed(20, u"Quartz"_s), rowNamed(30, u"quiche"_s), rowNamed(40, u"quick"_s)}));
    QApplication::setKeyboardInputInterval(60'000);
    m_view->keyboardSearch(u"q"_s);
    QCOMPARE(m_view->currentId(), 20);
    m_view->keyboardSearch(u"u"_s);
    QCOMPARE(m_view->currentId(), 20);
    m_view->keyboardSearch(u"i"_s);
    QCOMPARE(m_view->currentId(), 30);
    m_view->keyboardSearch(u"ck"_s);
    QCOMPARE(m_view->currentId(), 40);
    m_view->keyboardSearch(u"?"_s);
    QCOMPARE(m_view->currentId(), 40);
    // After a pause a new word begins; one letter again and again goes on to the next match.
    m_view->setCurrentIndex(m_model->index(0, 0));
    QApplication::setKeyboardInputInterval(0);
    m_view->keyboardSearch(u"q"_s);
    QCOMPARE(m_view->currentId(), 20);
    QApplication::setKeyboardInputInterval(60'000);
    m_view->keyboardSearch(u"q"_s);
    QCOMPARE(m_view->currentId(), 30);
}

void TestDownloadViewKeys::menuIsAskedForAtTheRow()
{
    QSignalSpy asked(m_view.get(), &DownloadView::menuRequested);
    m_view->selectIds({4});
    QContextMenuEvent key(QContextMenuEvent::Keyboard, QPoint(1, 1), QPoint(1, 1));
    QApplication::sendEvent(m_view->viewport(), &key);
    QCOMPARE(asked.count(), 1);
    const QPoint point = m_view->viewport()->mapFromGlobal(asked.first().first().toPoint());
    QCOMPARE(m_view->rowAt(point.y()), 3);
}

void TestDownloadViewKeys::linksAreCopied()
{
    m_view->selectIds({2, 1});
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    const QString expected = m_model->find(1)->url + u'\n' + m_model->find(2)->url;
    QCOMPARE(QApplication::clipboard()->text(), expected);
}

QTEST_MAIN(TestDownloadViewKeys)
#include "tst_download_view_keys.moc"
