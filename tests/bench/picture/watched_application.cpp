// SPDX-License-Identifier: MIT
#include "tests/bench/picture/watched_application.h"

#include <QEvent>
#include <QMetaEnum>
#include <QThread>

#include <algorithm>
#include <ctime>
#include <utility>

namespace sluice::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kKept = 3;
constexpr int kAncestors = 3;

std::chrono::nanoseconds cpuTime()
{
    std::timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

/// "QTimer of RecordingSource of Picture: Timer". Taken before the delivery: it may delete the receiver.
QString nameOf(const QObject *receiver, const QEvent *event)
{
    QString name;
    const QObject *object = receiver;
    for (int i = 0; object && i < kAncestors; ++i, object = object->parent())
        name += (i > 0 ? u" of "_s : QString()) + QString::fromLatin1(object->metaObject()->className());
    const char *kind = QMetaEnum::fromType<QEvent::Type>().valueToKey(event->type());
    return name + u": "_s + (kind ? QString::fromLatin1(kind) : QString::number(event->type()));
}

void keep(std::vector<WatchedApplication::Task> &most, const WatchedApplication::Task &task,
    std::chrono::nanoseconds WatchedApplication::Task::*measure)
{
    most.insert(std::ranges::upper_bound(most, task.*measure, std::ranges::greater(), measure), task);
    most.resize(std::min(most.size(), kKept));
}

} // namespace

void WatchedApplication::watch()
{
    m_longest.clear();
    m_hardest.clear();
    m_watches = true;
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    // Other threads deliver theirs through here, too; and events that are sent while one is delivered are part of that.
    if (QThread::currentThread() != thread() || !m_watches || m_depth > 0)
        return QApplication::notify(receiver, event);
    ++m_depth;
    Task task;
    task.what = nameOf(receiver, event);
    const auto cpu = cpuTime();
    const auto begin = std::chrono::steady_clock::now();
    const bool taken = QApplication::notify(receiver, event);
    task.took = std::chrono::steady_clock::now() - begin;
    task.cpu = cpuTime() - cpu;
    --m_depth;
    keep(m_longest, task, &Task::took);
    keep(m_hardest, task, &Task::cpu);
    return taken;
}

} // namespace sluice::bench
