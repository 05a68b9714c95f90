// SPDX-License-Identifier: MIT
#pragma once

#include "app/file_lock.h"
#include "app/handover.h"
#include "app/profile.h"

#include <QLocalServer>
#include <QObject>

#include <expected>
#include <memory>

namespace sluice::app {

/// One window for each profile. Who holds the profile's lock is the window; it listens on a local socket, and
/// everybody else hands their links to it.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    /// Becomes the window of the profile; nothing (and no error) when another process is it already. The error
    /// is a whole sentence. A socket left behind by a crash is replaced: the lock proves that nobody listens.
    static std::expected<std::unique_ptr<SingleInstance>, QString> claim(const Profile &profile);

    /// Gives `handover` to the window that runs and waits until it has taken it. Blocks, at most about five
    /// seconds. The error is a whole sentence.
    static std::expected<void, QString> handOver(const Profile &profile, const Handover &handover);

    /// The socket of a profile: in the runtime folder of the session, or in the profile where there is none.
    /// Short enough for sun_path (108 bytes) where the folder allows it.
    static QString socketPath(const Profile &profile);

Q_SIGNALS:
    /// Another start handed something over; never with a message that is broken, too large or from another user.
    void handedOver(const sluice::app::Handover &handover);

private:
    explicit SingleInstance(FileLock lock);
    void onConnection();

    FileLock m_lock;
    QLocalServer m_server;
};

} // namespace sluice::app
