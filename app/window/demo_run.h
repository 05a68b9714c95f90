// SPDX-License-Identifier: MIT
#pragma once

#include "app/demo/loopback_server.h"
#include "core/download/request.h"

#include <QTemporaryDir>

#include <expected>
#include <memory>
#include <vector>

namespace sluice::app {

/// A running demo: the server inside Sluice and the temporary folder its downloads are written to. Both end with
/// the object. Window thread.
class DemoRun
{
public:
    /// Starts the server. The error is a whole sentence.
    static std::expected<std::unique_ptr<DemoRun>, QString> start();

    /// The downloads of the demo, in the order of the queue.
    std::vector<download::Request> requests() const;
    /// The URL is one of this demo's.
    bool isOurs(const QString &url) const;
    /// A folder for a profile that goes with the demo.
    QString profileFolder() const { return m_folder.filePath(QStringLiteral("profile")); }

private:
    DemoRun() = default;

    QTemporaryDir m_folder;
    demo::LoopbackServer m_server;
};

} // namespace sluice::app
