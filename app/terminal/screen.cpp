// SPDX-License-Identifier: MIT
#include "app/terminal/screen.h"

#include "app/terminal/text_width.h"

#include <algorithm>

namespace sluice::app {

QByteArray Screen::show(const QStringList &lines, int columns)
{
    columns = std::max(2, columns);
    int rows = 0;
    for (const int width : m_widths)
        rows += std::max(1, (width + columns - 1) / columns);

    QByteArray bytes;
    if (rows > 0)
        bytes += "\r\x1b[" + QByteArray::number(rows) + "A\x1b[J"; // up, then clear to the end of the screen
    m_widths.clear();
    for (const QString &line : lines) {
        // One column stays free: terminals differ in what they do with a character in the last one.
        const QString shown = elideMiddle(line, columns - 1);
        m_widths.push_back(textWidth(shown));
        bytes += shown.toUtf8() + '\n';
    }
    return bytes;
}

} // namespace sluice::app
