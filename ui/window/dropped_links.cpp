// SPDX-License-Identifier: MIT
#include "ui/window/dropped_links.h"

#include <QMimeData>
#include <QUrl>

namespace sluice::ui {

DroppedLinks droppedLinks(const QMimeData &data)
{
    DroppedLinks result;
    QStringList links;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            result.files.append(url.toLocalFile());
        else
            links.append(url.toString(QUrl::FullyEncoded));
    }
    if (!links.isEmpty())
        result.text = links.join(u'\n');
    else if (result.files.isEmpty())
        result.text = data.text();
    return result;
}

} // namespace sluice::ui
