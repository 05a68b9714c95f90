// SPDX-License-Identifier: MIT
#include "core/store/failure.h"

#include <QFileInfo>
#include <QSqlError>

namespace sluice::store {

namespace {

using namespace Qt::StringLiterals;

FailureKind kindOf(int sqliteCode)
{
    // The low byte is the primary result code, see https://sqlite.org/rescode.html
    switch (sqliteCode & 0xff) {
    case 5:  // SQLITE_BUSY
    case 6:  // SQLITE_LOCKED
    case 15: // SQLITE_PROTOCOL: lost the race for the WAL lock too often
        return FailureKind::Busy;
    case 8: // SQLITE_READONLY
        return FailureKind::ReadOnly;
    case 10: // SQLITE_IOERR
        return FailureKind::Io;
    case 11: // SQLITE_CORRUPT
    case 24: // SQLITE_FORMAT
    case 26: // SQLITE_NOTADB
        return FailureKind::Damaged;
    case 13: // SQLITE_FULL
        return FailureKind::Full;
    case 14: // SQLITE_CANTOPEN
        return FailureKind::CannotOpen;
    default:
        return FailureKind::Other;
    }
}

QString remedy(const QString &path, FailureKind kind)
{
    const QString folder = QFileInfo(path).absolutePath();
    switch (kind) {
    case FailureKind::Newer:
        return u"Use the newer version, or choose another profile folder."_s;
    case FailureKind::Busy:
        return u"Another program uses the file; close it."_s;
    case FailureKind::ReadOnly:
    case FailureKind::CannotOpen:
        return u"Make the file and the folder "_s % folder % u" writable, or choose another profile folder."_s;
    case FailureKind::Full:
        return u"Free some space on the volume of "_s % folder % u"."_s;
    case FailureKind::Io:
        return u"Check the volume of "_s % folder % u" (space, quota, connection)."_s;
    case FailureKind::Gone:
        return u"Put it back, or quit and start again to begin a new one."_s;
    case FailureKind::Damaged:
        return u"Move the file away; a new one is made at the next start."_s;
    case FailureKind::Other:
        break;
    }
    return u"Quit and start again; if that does not help, move the file away."_s;
}

} // namespace

Failure failureFrom(const QSqlError &error)
{
    const int code = error.nativeErrorCode().toInt();
    QString text = error.databaseText().isEmpty() ? error.text() : error.databaseText();
    // Qt appends its own generic sentence ("Unable to fetch row") in driverText; SQLite's says why.
    return {kindOf(code), text.trimmed()};
}

QString describe(const QString &path, const Failure &failure)
{
    return u"The stored downloads in "_s % path % u" cannot be used: "_s % failure.text % u". "_s
        % remedy(path, failure.kind);
}

} // namespace sluice::store
