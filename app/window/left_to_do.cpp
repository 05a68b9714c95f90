// SPDX-License-Identifier: MIT
#include "app/window/left_to_do.h"

namespace sluice::app {

void LeftToDo::apply(const engine::StateEvent &event)
{
    using Kind = engine::StateEvent::Kind;
    switch (event.kind) {
    case Kind::Added:
    case Kind::Retry:
        m_open.insert(event.id);
        m_began = true;
        break;
    case Kind::State:
        if (download::isFinal(event.state)) {
            m_open.remove(event.id);
        } else {
            m_open.insert(event.id);
            m_began = true;
        }
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
