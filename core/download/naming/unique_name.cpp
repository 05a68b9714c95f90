// SPDX-License-Identifier: MIT
#include "core/download/naming/unique_name.h"

#include "core/download/naming/extension.h"

#include <algorithm>

namespace sluice::download {

namespace {

using namespace Qt::StringLiterals;

constexpr int kTriedInOrder = 32;

QString numbered(const QString &name, int number, qsizetype maxBytes)
{
    const QString suffix = u" (%1)"_s.arg(number);
    const NameParts parts = splitExtension(name);
    const qsizetype left = std::max<qsizetype>(0, maxBytes - suffix.size() - utf8Size(parts.extension));
    return QString(truncatedToBytes(parts.stem, left) % suffix % parts.extension);
}

} // namespace

std::optional<QString> uniqueName(
    const QString &name, const std::function<bool(const QString &)> &isTaken, qsizetype maxBytes)
{
    if (!isTaken(name))
        return name;
    for (int number = 1; number <= kTriedInOrder; ++number) {
        QString candidate = numbered(name, number, maxBytes);
        if (!isTaken(candidate))
            return candidate;
    }

    // Thousands of files of one name would otherwise cost a look at the disk for every pair of them.
    int taken = kTriedInOrder;
    int free = 2 * taken;
    while (isTaken(numbered(name, free, maxBytes))) {
        if (free == kMaxNameNumber)
            return std::nullopt;
        taken = free;
        free = std::min(2 * taken, kMaxNameNumber);
    }
    while (free - taken > 1) {
        const int middle = taken + (free - taken) / 2;
        (isTaken(numbered(name, middle, maxBytes)) ? taken : free) = middle;
    }
    return numbered(name, free, maxBytes);
}

} // namespace sluice::download
