// SPDX-License-Identifier: MIT
#include "tests/app/get/scripted_port.h"

namespace sluice::app::testing {

void ScriptedPort::push(engine::StateEvent::Kind kind, engine::Id id, download::State state)
{
    engine::StateEvent event;
    event.kind = kind;
    event.id = id;
    event.state = state;
    events.push_back(event);
}

void ScriptedPort::add(std::vector<download::Request> requests, bool)
{
    if (!addsAtOnce) {
        added.insert(added.end(), requests.begin(), requests.end());
        return;
    }
    for (download::Request &request : requests) {
        added.push_back(std::move(request));
        push(engine::StateEvent::Kind::Added, engine::Id(added.size()));
    }
}

} // namespace sluice::app::testing
