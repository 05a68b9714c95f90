// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/request.h"

#include <QString>

#include <vector>

namespace sluice::app {

/// The requests as a list of links with indented option lines, as sources::parseLinkList() reads it; the add
/// dialog begins with it. Everything but the conflict, which the dialog asks for, comes back. Pure.
QString listText(const std::vector<download::Request> &requests);

} // namespace sluice::app
