// SPDX-License-Identifier: MIT
#pragma once

#include "app/demo/script.h"

#include <QString>

#include <vector>

namespace sluice::lab {

/// One kind of misbehaviour, ready to be asked for.
struct Exhibit {
    QString path;
    QString explanation;
    std::vector<demo::Script> scripts;
};

/// One path for each kind of trouble the server can make. Files are 1,000,000 bytes where nothing else is said.
std::vector<Exhibit> gallery();

} // namespace sluice::lab
