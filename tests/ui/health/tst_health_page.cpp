// SPDX-License-Identifier: MIT
#include "tests/ui/fake_port.h"
#include "ui/chart/chart_table.h"
#include "ui/health/health_page.h"
#include "ui/health/lag_line.h"
#include "ui/health/slow_table_model.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace sluice;
using namespace sluice::ui;
using namespace sluice::ui::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNow = 1'700'000'000'000;

/// A port that counts how often it is asked.
class CountingPort : public FakePort
{
public:
    engine::LoopHealth engineLoop() const override
    {
        ++asked;
        return health;
    }
    mutable int asked = 0;
};

} // namespace

class TestHealthPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void bothLoopsAreShown();
    void theAccessibilityTreeHoldsTheValues();
    void callbacksOverBudgetAreListedNewestFirst();
    void theReportIsCopied();
    void resetCountsFromThen();
    void hiddenItNeverAsks();
    void theLineKeepsAMinute();
    void itFitsASmallWindow();

private:
    QStringList labels() const;
    QPushButton *button(const QString &text) const;

    qint64 m_now = kNow;
    std::unique_ptr<CountingPort> m_port;
    std::unique_ptr<async::LoopMonitor> m_monitor;
    std::unique_ptr<HealthPage> m_page;
};

QStringList TestHealthPage::labels() const
{
    QStringList texts;
    for (const QLabel *label : m_page->findChildren<QLabel *>()) {
        if (label->isVisible())
            texts.append(label->text());
    }
    return texts;
}

QPushButton *TestHealthPage::button(const QString &text) const
{
    for (QPushButton *one : m_page->findChildren<QPushButton *>()) {
        if (one->text().remove(u'&') == text)
            return one;
    }
    return nullptr;
}

void TestHealthPage::init()
{
    m_now = kNow;
    m_page.reset();
    m_port = std::make_unique<CountingPort>();
    m_port->health = {120, 2'400, 31'000, 5'000, {{u"store commit"_s, 18'000, kNow - 9'000}}};
    m_monitor = std::make_unique<async::LoopMonitor>(std::chrono::hours(1), std::chrono::milliseconds(0));
    m_page = std::make_unique<HealthPage>(*m_port, *m_monitor, nullptr, [this] { return m_now; });
    m_page->resize(800, 200);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestHealthPage::bothLoopsAreShown()
{
    const QStringList texts = labels();
    QVERIFY(texts.contains(u"Engine"_s) && texts.contains(u"Window"_s));
    QVERIFY(texts.contains(u"2.40\u00A0ms"_s));
    QVERIFY(texts.contains(u"31.0\u00A0ms"_s));
    QVERIFY(texts.contains(u"5,000"_s));
    QVERIFY2(texts.contains(u"–"_s), "the window's loop has not ticked yet");
}

void TestHealthPage::theAccessibilityTreeHoldsTheValues()
{
    QStringList spoken;
    for (QWidget *widget : m_page->findChildren<QWidget *>()) {
        if (QAccessibleInterface *found = QAccessible::queryAccessibleInterface(widget)) {
            spoken.append(found->text(QAccessible::Name));
            spoken.append(found->text(QAccessible::Description));
        }
    }
    QVERIFY(spoken.contains(u"Engine loop, lag p99: 2.40\u00A0ms"_s));
    QVERIFY(spoken.contains(u"Window loop, worst lag: not measured"_s));
    QVERIFY(spoken.contains(u"p99 now 2.40\u00A0ms, at most 2.40\u00A0ms"_s));
}

void TestHealthPage::callbacksOverBudgetAreListedNewestFirst()
{
    auto *table = m_page->findChild<ChartTable *>();
    QVERIFY(table->isVisible());
    const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(table->model()->rowCount(), 1);
    {
        const async::LoopMonitor::Guard guard(m_monitor.get(), "sort the rows");
    }
    m_page->hide();
    m_page->show();
    QCOMPARE(table->model()->rowCount(), 2);
    QCOMPARE(table->model()->index(0, SlowTableModel::Callback).data().toString(), u"sort the rows"_s);
    QCOMPARE(table->model()->index(0, SlowTableModel::Loop).data().toString(), u"window"_s);
    QCOMPARE(table->model()->index(1, SlowTableModel::Took).data().toString(), u"18.0\u00A0ms"_s);
    QCOMPARE(table->model()->index(1, SlowTableModel::Took).data(Qt::AccessibleTextRole).toString(),
        u"Took: 18.0\u00A0ms"_s);
}

void TestHealthPage::theReportIsCopied()
{
    button(u"Copy report"_s)->click();
    const QString text = QGuiApplication::clipboard()->text();
    QCOMPARE(text, m_page->report());
    QVERIFY(text.contains(u"Sluice "_s + QStringLiteral(SLUICE_VERSION)));
    QVERIFY(text.contains(QString::fromLatin1(qVersion())));
    QVERIFY(text.contains(u"store commit"_s));
}

void TestHealthPage::resetCountsFromThen()
{
    QSignalSpy asked(m_page.get(), &HealthPage::resetRequested);
    button(u"Reset"_s)->click();
    QCOMPARE(asked.count(), 1);
    QVERIFY(!m_page->findChild<ChartTable *>()->isVisible());
    QVERIFY(labels().contains(u"No callback has taken longer than it may."_s));
    m_port->health.samples += 40;
    m_page->hide();
    m_page->show();
    QVERIFY(labels().contains(u"40"_s));
    QVERIFY(labels().contains(u"≤ 31.0\u00A0ms"_s));
    QVERIFY2(m_page->report().contains(u"store commit"_s), "a report leaves nothing out");
}

void TestHealthPage::hiddenItNeverAsks()
{
    QVERIFY(m_port->asked > 0);
    QVERIFY(m_page->isLooking());
    m_page->hide();
    QVERIFY(!m_page->isLooking());
    const int before = m_port->asked;
    QCoreApplication::processEvents();
    QCOMPARE(m_port->asked, before);
    m_page->show();
    QVERIFY(m_page->isLooking());
    QVERIFY(m_port->asked > before);
}

void TestHealthPage::theLineKeepsAMinute()
{
    LagLine line(u"Engine"_s);
    QCOMPARE(line.accessibleDescription(), u"No value yet"_s);
    for (int i = 0; i < 100; ++i)
        line.append(i * 1'000 - 5'000);
    QCOMPARE(line.values().size(), std::size_t(LagLine::kPlaces));
    QCOMPARE(line.values().back(), 94'000);
    QVERIFY(line.accessibleDescription().contains(u"94.0\u00A0ms"_s));
    QVERIFY(!line.grab().isNull());
    line.clear();
    QVERIFY(line.values().empty());
}

void TestHealthPage::itFitsASmallWindow()
{
    QVERIFY2(m_page->minimumSizeHint().width() <= 780, qPrintable(QString::number(m_page->minimumSizeHint().width())));
    QVERIFY(m_page->minimumSizeHint().height() <= 260);
}

QTEST_MAIN(TestHealthPage)
#include "tst_health_page.moc"
