// SPDX-License-Identifier: MIT
#pragma once

#include "app/demo/script.h"

#include <QHash>
#include <QString>

#include <mutex>
#include <vector>

namespace sluice::demo {

/// Which script answers which request. Thread-safe.
class ScriptBook
{
public:
    struct Turn {
        Script script;
        int number = 0; ///< 1 for the first request to this path
    };

    /// The scripts of a path: the first request gets the first, and so on; the last one repeats. A path that
    /// ends in "/*" stands for everything below it that has no entry of its own; each path below counts for
    /// itself. Replaces what was there and starts its count again. Empty = no entry.
    void set(const QString &path, const std::vector<Script> &scripts);
    /// The answer where no entry fits; 404 at first.
    void setFallback(const Script &script);
    /// Takes the next script of a path.
    Turn next(const QString &path);
    /// The paths that have entries, sorted.
    QStringList paths() const;

private:
    mutable std::mutex m_mutex;
    QHash<QString, std::vector<Script>> m_scripts;
    QHash<QString, int> m_counts;
    Script m_fallback = failure(404);
};

} // namespace sluice::demo
