// SPDX-License-Identifier: MIT
#include "app/window/left_to_do.h"

namespace sluice::app {

void LeftToDo::apply(const engine::StateEvent &event)
{
    using Kind = engine::StateEvent::Kind;
    switch (event.kind) {
    case Kind::Added:
        m_open.insert(event.id);
        m_began = true;
        break;
    case Kind::Retry:
    case Kind::State:
        if (download::isFinal(event.state)) {
            m_open.remove(event.id);
            break;
        }
        m_fromBefore = m_fromBefore || !m_open.contains(event.id);
        m_open.insert(event.id);
        m_began = true;
        break;
    case Kind::Done:
    case Kind::Failed:
    case Kind::Cancelled:
    case Kind::Removed:
        m_open.remove(event.id);
        break;
    }
}

} // namespace sluice::app
