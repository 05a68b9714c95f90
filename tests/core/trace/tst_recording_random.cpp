// SPDX-License-Identifier: MIT
// Random histories against a model that is too simple to be wrong.
#include "core/trace/batch_order.h"
#include "core/trace/consistency.h"
#include "core/trace/recording.h"

#include <QTest>

#include <map>
#include <random>

using namespace sluice::trace;
using namespace Qt::StringLiterals;

namespace {

constexpr int kDownloads = 40;
constexpr int kSlots = 6;

/// What a download is said to do from a moment on.
struct State {
    Micros at = 0;
    Phase phase = Phase::WaitSlot;
    int slot = kNone;
};

/// All that was said, as it was said.
struct Model {
    std::map<Id, std::vector<State>> states;
    std::map<Id, Micros> removed;
    std::map<Id, qint64> received;
    std::vector<Event> events;

    [[nodiscard]] std::optional<State> stateAt(Id id, Micros at) const
    {
        std::optional<State> found;
        if (removed.contains(id) && removed.at(id) <= at)
            return found;
        for (const State &state : states.at(id)) {
            if (state.at <= at)
                found = state;
        }
        return found;
    }
};

/// Makes up a history. An orderly one gives each slot to one download at a time; else anything goes.
class Historian
{
public:
    Historian(quint32 seed, bool orderly)
        : m_random(seed)
        , m_orderly(orderly)
    {
    }

    Model write(int events)
    {
        m_model.events.emplace_back(LimitsSet{0, kSlots, 0, 0});
        for (Id id = 1; id <= kDownloads; ++id) {
            m_model.events.emplace_back(Added{0, id, u"f"_s, u"http://h/f"_s, u"host-%1"_s.arg(id % 3)});
            enter(id, Phase::WaitSlot);
        }
        for (int i = 0; i < events; ++i) {
            m_at += pick(3) == 0 ? 0 : pick(50); // often the same moment
            something(1 + pick(kDownloads));
        }
        return std::move(m_model);
    }

private:
    int pick(int below) { return static_cast<int>(m_random() % static_cast<quint32>(below)); }

    void something(Id id)
    {
        if (m_model.removed.contains(id))
            return;
        switch (pick(40)) {
        case 0:
            m_model.events.emplace_back(Removed{m_at, id});
            m_model.removed[id] = m_at;
            m_holder.erase(m_slot[id]);
            return;
        case 1:
        case 2:
        case 3: {
            const qint64 begin = pick(1'000'000);
            const qint64 end = begin + pick(1000) - 100;
            m_model.events.emplace_back(Received{m_at, id, 1, pick(4), begin, end});
            m_model.received[id] += std::max<qint64>(0, end - begin);
            return;
        }
        case 4: {
            auto report = std::make_shared<AttemptReport>();
            report->number = pick(3);
            m_model.events.emplace_back(AttemptEnded{m_at, id, pick(4), report});
            return;
        }
        case 5:
            m_model.events.emplace_back(Connected{m_at, pick(6), u"peer"_s});
            return;
        default:
            enter(id, static_cast<Phase>(pick(kPhaseCount)));
        }
    }

    void enter(Id id, Phase phase)
    {
        int slot = m_at == 0 || pick(3) == 0 ? kNone : pick(kSlots);
        if (isRest(phase))
            slot = kNone;
        if (m_orderly && slot != kNone) {
            if (m_slot.contains(id) && m_slot[id] != kNone && pick(4) != 0)
                slot = m_slot[id];
            if (m_holder.contains(slot) && m_holder[slot] != id)
                slot = kNone;
        }
        if (m_slot.contains(id) && m_slot[id] != kNone)
            m_holder.erase(m_slot[id]);
        if (slot != kNone)
            m_holder[slot] = id;
        m_slot[id] = slot;
        m_model.events.emplace_back(Entered{m_at, id, phase, slot, pick(3), pick(6) - 1, 0, false});
        m_model.states[id].push_back({m_at, phase, slot});
    }

    std::mt19937 m_random;
    bool m_orderly;
    Micros m_at = 0;
    std::map<Id, int> m_slot;
    std::map<int, Id> m_holder;
    Model m_model;
};

/// The batches of a history. `stir` tells events of different downloads a little out of order within each.
Recording record(const Model &model, std::size_t perBatch, bool stir, Bounds bounds)
{
    Recording recording(bounds);
    for (std::size_t i = 0; i < model.events.size(); i += perBatch) {
        const auto first = model.events.begin() + static_cast<std::ptrdiff_t>(i);
        const auto last
            = model.events.begin() + static_cast<std::ptrdiff_t>(std::min(i + perBatch, model.events.size()));
        Batch batch{0, 1, {first, last}};
        batch.now = timeOf(batch.events.back()).value_or(0);
        if (stir) {
            // Only where the times differ: who was first at one moment is nobody's to say.
            for (std::size_t k = 0; k + 1 < batch.events.size(); ++k) {
                const auto *const a = std::get_if<Entered>(&batch.events[k]);
                const auto *const b = std::get_if<Entered>(&batch.events[k + 1]);
                if (a && b && a->id != b->id && a->at != b->at)
                    std::swap(batch.events[k], batch.events[k + 1]);
            }
        }
        recording.apply(batch);
    }
    return recording;
}

} // namespace

class TestRecordingRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheModel_data();
    void agreesWithTheModel();
};

void TestRecordingRandom::agreesWithTheModel_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<bool>("orderly");
    QTest::addColumn<bool>("stir");
    QTest::addColumn<int>("perBatch");
    QTest::addColumn<bool>("thin");
    quint32 seed = 1;
    for (const bool orderly : {true, false}) {
        for (const bool stir : {false, true}) {
            for (const int perBatch : {1, 7, 500, 100'000}) {
                for (const bool thin : {false, true}) {
                    QTest::addRow("%s, %s, %d a batch, %s?", orderly ? "an orderly history" : "any history",
                        stir ? "out of order" : "in order", perBatch, thin ? "thinned" : "whole")
                        << seed++ << orderly << stir << perBatch << thin;
                }
            }
        }
    }
}

void TestRecordingRandom::agreesWithTheModel()
{
    QFETCH(quint32, seed);
    QFETCH(bool, orderly);
    QFETCH(bool, stir);
    QFETCH(int, perBatch);
    QFETCH(bool, thin);
    const Model model = Historian(seed, orderly).write(4000);
    Bounds bounds;
    if (thin) {
        bounds.spans = 300;
        bounds.spansOfOne = 60;
        bounds.reports = 5;
    }
    const Recording recording = record(model, static_cast<std::size_t>(perBatch), stir, bounds);

    // The promises.
    if (orderly)
        QCOMPARE(inconsistencies(recording), std::vector<QString>());
    for (const Track &track : recording.tracks())
        QCOMPARE(lifeFindings(track, recording.now()), std::vector<QString>());
    QCOMPARE(countFindings(recording.tracks(), recording.inFlight()), std::vector<QString>());
    for (const LaneKind kind : {LaneKind::Slot, LaneKind::Host, LaneKind::Connection}) {
        for (const Lane &lane : recording.lanes(kind))
            QCOMPARE(laneFindings(lane, recording.tracks()), std::vector<QString>());
    }
    qint64 received = 0;
    for (const Track &track : recording.tracks()) {
        QCOMPARE(track.received, model.received.contains(track.id) ? model.received.at(track.id) : 0);
        received += track.received;
    }
    QCOMPARE(recording.throughput().bytes(), received);

    // The state at any moment, as the spans, the series and the lanes tell it.
    for (Micros at = 0; at < recording.now(); at += 53) {
        qint64 inFlight = 0;
        qint64 waiting = 0;
        for (Id id = 1; id <= kDownloads; ++id) {
            const Track &track = recording.tracks()[recording.find(id).value()];
            const std::optional<State> state = model.stateAt(id, at);
            const auto span
                = std::ranges::find_if(track.spans, [at](const Span &of) { return of.begin <= at && at < of.end; });
            QCOMPARE(span != track.spans.end(), state.has_value());
            if (!state)
                continue;
            QCOMPARE(int((*span).slot), state->slot);
            if (!(*span).thinned)
                QVERIFY((*span).phase == state->phase);
            inFlight += state->slot != kNone ? 1 : 0;
            waiting += isWait(state->phase) ? 1 : 0;
        }
        QCOMPARE(recording.inFlight().at(at), inFlight);
        QCOMPARE(recording.waiting().at(at), waiting);
        qint64 inSlots = 0;
        for (const Lane &lane : recording.lanes(LaneKind::Slot)) {
            for (const Stay &stay : lane.between(at, at + 1)) {
                ++inSlots;
                QCOMPARE(model.stateAt(recording.tracks()[stay.track].id, at)->slot, static_cast<int>(lane.group));
            }
        }
        qint64 atHosts = 0;
        for (const Lane &lane : recording.lanes(LaneKind::Host)) {
            for (const Stay &stay : lane.between(at, at + 1)) {
                ++atHosts;
                QCOMPARE(recording.tracks()[stay.track].host, lane.group);
            }
        }
        QCOMPARE(atHosts, inFlight);
        QVERIFY(orderly ? inSlots == inFlight : inSlots <= inFlight);
    }
}

QTEST_APPLESS_MAIN(TestRecordingRandom)
#include "tst_recording_random.moc"
