// SPDX-License-Identifier: MIT
#include "core/download/state.h"

#include <QSet>
#include <QTest>

#include <array>

using namespace sluice::download;
using namespace Qt::StringLiterals;

namespace {

// One letter a state, in the order of the enumeration: Queued, Waiting, Connecting, Receiving, Stalled, Backoff,
// Verifying, Paused, Done, Failed, Cancelled.
constexpr QLatin1StringView kLetters = "QWCRSBVPDFX"_L1;

struct Line {
    Event event;
    const char *name;
    QLatin1StringView after; ///< for each state the one that follows, "-" where the event is not allowed
};

constexpr std::array kTable{
    //                                     QWCRSBVPDFX
    Line{Event::Enqueue, "Enqueue", "QQQQQQQQ-QQ"_L1},
    Line{Event::Hold, "Hold", "WW---W-----"_L1},
    Line{Event::Admit, "Admit", "CC---C-----"_L1},
    Line{Event::FirstByte, "FirstByte", "--R-R------"_L1},
    Line{Event::Stall, "Stall", "--SS-------"_L1},
    Line{Event::Complete, "Complete", "--VVV------"_L1},
    Line{Event::BackOff, "BackOff", "--BBB-B----"_L1},
    Line{Event::Pause, "Pause", "PPPPPPP----"_L1},
    Line{Event::Cancel, "Cancel", "XXXXXXXX-X-"_L1},
    Line{Event::Fail, "Fail", "FFFFFFF----"_L1},
    Line{Event::Finish, "Finish", "DDDDDDD----"_L1},
};

} // namespace

class TestState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTransition_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("event");
        QTest::addColumn<int>("after");
        for (const Line &line : kTable) {
            for (int state = 0; state < kStateCount; ++state) {
                QTest::addRow("what does %s do in \"%s\"?", line.name, qPrintable(stateName(State(state))))
                    << state << int(line.event) << int(kLetters.indexOf(line.after[state]));
            }
        }
    }

    void everyTransition()
    {
        QFETCH(int, state);
        QFETCH(int, event);
        QFETCH(int, after);
        const auto next = nextState(State(state), Event(event));
        QCOMPARE(next ? int(*next) : -1, after);
    }

    void everyEventHasALine()
    {
        QSet<int> events;
        for (const Line &line : kTable) {
            events.insert(int(line.event));
            QCOMPARE(line.after.size(), kStateCount);
        }
        QCOMPARE(events.size(), int(Event::Finish) + 1);
    }

    void everyStateCanBeLeftExceptDone()
    {
        for (int state = 0; state < kStateCount; ++state) {
            bool leaves = false;
            for (const Line &line : kTable) {
                const auto next = nextState(State(state), line.event);
                leaves = leaves || (next && int(*next) != state);
            }
            QCOMPARE(leaves, State(state) != State::Done);
        }
    }

    void classesDoNotOverlap()
    {
        for (int i = 0; i < kStateCount; ++i) {
            const auto state = State(i);
            const int classes = int(isFinal(state)) + int(isRunning(state)) + int(isWaiting(state));
            QCOMPARE(classes, state == State::Paused ? 0 : 1);
        }
    }

    void stateNamesLeadBack()
    {
        QSet<QString> names;
        for (int i = 0; i < kStateCount; ++i) {
            const QString name = stateName(State(i));
            QCOMPARE(stateFromName(name), std::optional(State(i)));
            names.insert(name);
        }
        QCOMPARE(names.size(), kStateCount);
        QVERIFY(!stateFromName(u"receivin"));
        QVERIFY(!stateFromName(u""));
    }

    void reasonNamesLeadBack()
    {
        QSet<QString> names;
        for (int i = 0; i <= int(WaitReason::Network); ++i) {
            const QString name = waitReasonName(WaitReason(i));
            QCOMPARE(waitReasonFromName(name), std::optional(WaitReason(i)));
            names.insert(name);
        }
        QCOMPARE(names.size(), int(WaitReason::Network) + 1);
        QVERIFY(!waitReasonFromName(u"slots"));
    }
};

QTEST_APPLESS_MAIN(TestState)
#include "tst_state.moc"
