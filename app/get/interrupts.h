// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace sluice::app {

/// SIGINT, SIGTERM and SIGHUP as a signal of the event loop. The first asks for an orderly end; the second ends
/// the process at once with status 130 (on-disk state is safe at any moment). SIGHUP stays ignored where it
/// already is (nohup). At most one object at a time; the handlers go with it. Also ignores SIGPIPE, for good.
class Interrupts : public QObject
{
    Q_OBJECT

public:
    explicit Interrupts(QObject *parent = nullptr);
    ~Interrupts() override;

    /// A signal has arrived, even if the event loop has not come round to say so. Any thread.
    static bool isRequested();

Q_SIGNALS:
    /// The first signal; emitted once, on the thread of this object.
    void interrupted();

private:
    void onReadable();

    int m_pipe[2] = {-1, -1};
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace sluice::app
