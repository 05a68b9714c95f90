// SPDX-License-Identifier: MIT
#pragma once

#include "app/terminal/output.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace sluice::app {

/// A block of lines at the bottom of a terminal that is painted over and over.
class Screen
{
public:
    /// Bytes that replace the block shown before by `lines`, on a terminal `columns` wide. A terminal that became
    /// narrower has wrapped the old lines, so they may take more rows now. Lines are cut to the width. Empty
    /// `lines` take the block away.
    QByteArray show(const QStringList &lines, int columns);

private:
    std::vector<int> m_widths; ///< columns of each line shown
};

} // namespace sluice::app
