// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/trace/header_block.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace sluice::trace {

/// What the engine knows of an attempt that has ended, as it knows it: with all secrets. It goes no further than into
/// Recording::apply(), which makes an AttemptReport of it (see report_builder.h); so the engine need not do that work
/// while it downloads.
struct AttemptNotes {
    int number = 0;
    QString url;
    QString address;
    QString httpVersion;
    QByteArray tlsVersion;
    bool reused = false;
    bool insecure = false;
    int redirects = 0;
    int status = 0;
    QByteArray reason;
    HeaderBlock request;
    HeaderBlock response;
    qint64 fromByte = 0;
    qint64 bytes = 0;
    std::optional<Error> error;
    qint64 nextTryMs = 0;
};

} // namespace sluice::trace
