// SPDX-License-Identifier: MIT
#pragma once

#include "core/store/session.h"

#include <QDateTime>
#include <QString>

#include <expected>
#include <memory>

namespace sluice::store {

/// A session, and what had to be moved out of its way.
struct Recovered {
    std::unique_ptr<Session> session;
    QString setAsidePath;   ///< empty when the file was good or new
    QString setAsideReason; ///< raw text
};

/// Opens the store at `path`; whatever lies there and cannot be read is renamed to "<path>.damaged-<now>",
/// with the files that belong to it, and a new store takes its place. Nothing is ever deleted or overwritten.
/// A damaged log alone (-wal) is set aside alone: the file without it holds all but the newest changes.
/// The error text names the file, the cause and a remedy.
std::expected<Recovered, QString> openOrSetAside(const QString &path, const QDateTime &now);

} // namespace sluice::store
