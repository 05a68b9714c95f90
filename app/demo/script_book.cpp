// SPDX-License-Identifier: MIT
#include "app/demo/script_book.h"

#include <algorithm>

namespace sluice::demo {

namespace {

const std::vector<Script> *lookUp(const QHash<QString, std::vector<Script>> &scripts, const QString &path)
{
    if (const auto exact = scripts.constFind(path); exact != scripts.cend()) {
        return &*exact;
    }
    for (qsizetype slash = path.lastIndexOf(u'/'); slash >= 0; slash = path.lastIndexOf(u'/', slash - 1)) {
        if (const auto below = scripts.constFind(path.left(slash) + u"/*"); below != scripts.cend()) {
            return &*below;
        }
        if (slash == 0) {
            break; // lastIndexOf(…, -1) would begin at the end again
        }
    }
    return nullptr;
}

} // namespace

void ScriptBook::set(const QString &path, const std::vector<Script> &scripts)
{
    const std::lock_guard lock(m_mutex);
    m_counts.remove(path);
    if (scripts.empty()) {
        m_scripts.remove(path);
    } else {
        m_scripts.insert(path, scripts);
    }
}

void ScriptBook::setFallback(const Script &script)
{
    const std::lock_guard lock(m_mutex);
    m_fallback = script;
}

ScriptBook::Turn ScriptBook::next(const QString &path)
{
    const std::lock_guard lock(m_mutex);
    const int number = ++m_counts[path];
    const std::vector<Script> *scripts = lookUp(m_scripts, path);
    if (!scripts) {
        return {m_fallback, number};
    }
    return {(*scripts)[std::min(scripts->size(), static_cast<size_t>(number)) - 1], number};
}

QStringList ScriptBook::paths() const
{
    const std::lock_guard lock(m_mutex);
    QStringList paths = m_scripts.keys();
    paths.sort();
    return paths;
}

} // namespace sluice::demo
