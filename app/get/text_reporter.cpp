// SPDX-License-Identifier: MIT
#include "app/get/text_reporter.h"

#include "app/get/error_text.h"
#include "app/terminal/format.h"
#include "app/terminal/text_width.h"

#include <QCoreApplication>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::TextReporter)
};

QString doneLine(const engine::StateEvent &event)
{
    const QString path = harmless(event.path);
    if (event.skipped)
        return Tr::tr("Skipped %1 (the file is there already)").arg(path);
    return Tr::tr("Done %1 (%2 in %3)").arg(path, formatBytes(event.bytes), formatSpan(event.elapsedMs));
}

QString failedLine(const engine::StateEvent &event)
{
    return Tr::tr("Failed %1: %2").arg(harmless(event.url), errorText(event.error ? *event.error : Error{}));
}

} // namespace

QString noticeText(const engine::Notice &notice)
{
    using Kind = engine::Notice::Kind;
    const QString path = quoted(notice.path);
    switch (notice.kind) {
    case Kind::StoreSetAside:
        return Tr::tr("The stored queue was damaged and is set aside as %1. Starting with an empty one.").arg(path);
    case Kind::StoreFailed:
        return Tr::tr("The queue cannot be stored in %1 (%2). Downloads go on, but could not be resumed later.")
            .arg(path, harmless(notice.detail.simplified()));
    case Kind::DiskFull:
        return Tr::tr("The disk with %1 is full. Make room.").arg(path);
    case Kind::LimitParked:
        return notice.count == 1
            ? Tr::tr("One download went back to the queue, because the limit is lower now.")
            : Tr::tr("%n downloads went back to the queue, because the limit is lower now.", nullptr, notice.count);
    }
    Q_UNREACHABLE();
}

TextReporter::TextReporter(Output &output, Output &errors, Verbosity verbosity, bool utf8)
    : m_output(output)
    , m_errors(errors)
    , m_verbosity(verbosity)
    , m_utf8(utf8)
{
}

void TextReporter::events(std::span<const engine::StateEvent> events)
{
    using Kind = engine::StateEvent::Kind;
    for (const engine::StateEvent &event : events) {
        if (event.kind == Kind::Done && m_verbosity != Verbosity::Quiet)
            m_doneLines += doneLine(event).toUtf8() + '\n';
        else if (event.kind == Kind::Failed)
            m_failedLines += failedLine(event).toUtf8() + '\n';
        else if ((event.kind == Kind::Cancelled || event.kind == Kind::Removed))
            m_failedLines += Tr::tr("Cancelled %1").arg(harmless(event.url)).toUtf8() + '\n';
    }
    if (m_verbosity != Verbosity::Bars)
        flushLines();
}

void TextReporter::progress(const Progress &progress)
{
    if (m_verbosity != Verbosity::Bars)
        return;
    const TerminalSize size = terminalSize(m_errors.descriptor());
    if (!m_doneLines.isEmpty() || !m_failedLines.isEmpty()) {
        m_errors.write(m_screen.show({}, size.columns));
        m_errors.flush();
        flushLines();
    }
    m_errors.write(m_screen.show(progressLines(progress, size, m_utf8), size.columns));
    m_errors.flush();
}

void TextReporter::notice(const engine::Notice &notice)
{
    m_failedLines += "sluice: " + noticeText(notice).toUtf8() + '\n';
    if (m_verbosity != Verbosity::Bars)
        flushLines();
}

void TextReporter::finish(const Summary &summary, qint64, bool interrupted)
{
    m_errors.write(m_screen.show({}, terminalSize(m_errors.descriptor()).columns));
    m_errors.flush();
    flushLines();
    if (m_verbosity == Verbosity::Quiet)
        return;
    QString text = summaryText(summary);
    if (interrupted && summary.unfinished > 0)
        text = Tr::tr("Interrupted: %1. The same command again goes on where it stopped.").arg(text);
    m_errors.write(text.toUtf8() + '\n');
    m_errors.flush();
}

void TextReporter::flushLines()
{
    m_output.write(m_doneLines);
    m_output.flush();
    m_errors.write(m_failedLines);
    m_errors.flush();
    m_doneLines.clear();
    m_failedLines.clear();
}

} // namespace sluice::app
