// SPDX-License-Identifier: MIT
#pragma once

#include "app/demo/script.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace sluice::demo {

class LoopbackServer;

/// One download of the demo.
struct DemoDownload {
    QString path;        ///< on the server: LoopbackServer::url(path)
    QString name;        ///< the file name it is expected to get
    QString explanation; ///< one translated sentence: what is special about it
    std::vector<Script> scripts;
    std::optional<int> stallTimeoutMs = std::nullopt; ///< this download's own; it waits for it to pass
    QByteArray sha256 = {};                           ///< raw; not empty: the checksum to ask for
};

/// A path that only redirects lead to.
struct DemoTarget {
    QString path;
    std::vector<Script> scripts;
};

struct DemoSite {
    std::vector<DemoDownload> downloads; ///< in the order of the queue
    std::vector<DemoTarget> targets;
};

/// Two dozen downloads of different sizes, speeds and troubles. With a limit of five they take about 50 s. The
/// troubles of a path happen once; for another run start a new server.
DemoSite demoSite();

/// Puts the scripts of the site on the server.
void installDemo(const DemoSite &site, LoopbackServer &server);

} // namespace sluice::demo
