// SPDX-License-Identifier: MIT
#include "core/store/recovery.h"

#include "core/store/folder_lock.h"
#include "core/store/wal_check.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <utility>

namespace sluice::store {

namespace {

using namespace Qt::StringLiterals;

/// What SQLite keeps next to a database.
constexpr std::array kCompanions{"-wal"_L1, "-shm"_L1, "-journal"_L1};

std::filesystem::path native(const QString &path)
{
    return QFile::encodeName(path).toStdString();
}

/// Also true for a link that leads nowhere.
bool somethingAt(const QString &path)
{
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::symlink_status(native(path), ignored));
}

/// "<path>.damaged-20261120T134500Z", with "-2" and so on when that is taken.
QString asideName(const QString &path, const QDateTime &now)
{
    const QString base = path % u".damaged-"_s % now.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    QString name = base;
    const auto taken = [&] {
        return somethingAt(name)
            || std::ranges::any_of(kCompanions, [&](QLatin1StringView suffix) { return somethingAt(name + suffix); });
    };
    for (int i = 2; taken(); ++i)
        name = base % u'-' % QString::number(i);
    return name;
}

/// Renames within the folder. std::filesystem, as QFile::rename() falls back to copying and deleting.
std::expected<void, QString> move(const QString &from, const QString &to)
{
    std::error_code error;
    std::filesystem::rename(native(from), native(to), error);
    if (!error)
        return {};
    return std::unexpected(
        QString::fromLocal8Bit(QByteArrayView(error.message())) % u" (renaming "_s % from % u" to "_s % to % u')');
}

std::expected<void, QString> setAside(const QString &path, const QString &name)
{
    // The file first: a log without its file is found and moved at the next start, while a file without its
    // log would be taken for complete.
    for (const QString &suffix :
        {QString(), QString(kCompanions[0]), QString(kCompanions[1]), QString(kCompanions[2])}) {
        if (!somethingAt(path + suffix))
            continue;
        if (auto moved = move(path + suffix, name + suffix); !moved)
            return moved;
    }
    return {};
}

QByteArray firstBytes(const QString &path, qsizetype count)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(count) : QByteArray();
}

enum class Wal {
    Good,    ///< absent, empty or with a header
    Garbage, ///< not a log
    Orphan,  ///< a log with content whose file is missing or empty; SQLite would delete it
};

Wal inspectWal(const QString &path)
{
    const QString log = path + kCompanions[0];
    // The log before the file: another process that makes the store right now writes the file first.
    if (QFileInfo(log).size() == 0)
        return Wal::Good;
    if (QFileInfo(path).size() == 0)
        return Wal::Orphan;
    // A second look in case another process was writing the header. An unreadable one is left to SQLite.
    for (int look = 0; look < 2; ++look) {
        const QByteArray header = firstBytes(log, kWalHeaderSize);
        if (header.isEmpty() || isWalHeader(header))
            return Wal::Good;
    }
    return Wal::Garbage;
}

/// New stores are for the owner's eyes: links and headers may hold passwords. SQLite gives its -wal and -shm
/// the same permissions. Only ever creates: see identityOf() for why an existing file is not opened here.
void createPrivately(const QString &path)
{
    QFile file(path);
    (void)file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner);
}

/// One attempt to get a session at one path.
class Opening
{
public:
    Opening(QString path, const QDateTime &now)
        : m_path(std::move(path))
        , m_now(now)
    {
    }

    std::expected<Recovered, QString> run()
    {
        if (auto cleared = clearTheWay(); !cleared)
            return std::unexpected(cleared.error());
        createPrivately(m_path);
        auto session = Session::open(m_path);
        if (!session && session.error().kind == FailureKind::Damaged) {
            if (auto moved = moveAway(session.error().text); !moved)
                return std::unexpected(moved.error());
            createPrivately(m_path);
            session = Session::open(m_path);
        }
        if (!session)
            return std::unexpected(describe(m_path, session.error()));
        m_recovered.session = std::move(*session);
        return std::move(m_recovered);
    }

private:
    std::expected<void, QString> clearTheWay()
    {
        const QFileInfo info(m_path);
        if (info.isDir())
            return moveAway(u"there is a folder in its place"_s);
        // Not renamed: it might be a device that others need.
        if (info.exists() && !info.isFile())
            return std::unexpected(describe(m_path, {FailureKind::Damaged, u"it is not a regular file"_s}));
        switch (inspectWal(m_path)) {
        case Wal::Good:
            break;
        case Wal::Orphan:
            return moveAway(u"the file is empty or missing, while its log (-wal) has content"_s);
        case Wal::Garbage:
            return moveLogAway();
        }
        return {};
    }

    std::expected<void, QString> moveAway(const QString &reason)
    {
        const QString name = asideName(m_path, m_now);
        if (auto moved = setAside(m_path, name); !moved)
            return std::unexpected(describe(
                m_path, {FailureKind::ReadOnly, reason % u", and it cannot be set aside: "_s % moved.error()}));
        m_recovered.setAsidePath = name;
        m_recovered.setAsideReason = reason;
        return {};
    }

    std::expected<void, QString> moveLogAway()
    {
        const QString reason = u"its log (-wal) is not one of SQLite; the newest changes may be missing"_s;
        const QString name = asideName(m_path, m_now) + kCompanions[0];
        if (auto moved = move(m_path + kCompanions[0], name); !moved)
            return std::unexpected(describe(
                m_path, {FailureKind::ReadOnly, reason % u", and it cannot be set aside: "_s % moved.error()}));
        m_recovered.setAsidePath = name;
        m_recovered.setAsideReason = reason;
        return {};
    }

    QString m_path;
    QDateTime m_now;
    Recovered m_recovered;
};

} // namespace

std::expected<Recovered, QString> openOrSetAside(const QString &path, const QDateTime &now)
{
    if (path.isEmpty())
        return std::unexpected(u"The store needs a file name."_s);
    // Absolute, or SQLite would take ":memory:" and the like for something else than a file.
    const QFileInfo info(QDir::cleanPath(QFileInfo(path).absoluteFilePath()));
    const QString folder = info.absolutePath();
    if (!QFileInfo(folder).isDir()) {
        return std::unexpected(u"The stored downloads cannot be kept in "_s % info.filePath() % u": the folder "_s
            % folder % u" does not exist. Create it, or choose another profile folder."_s);
    }
    // SQLite follows a link to a file and keeps the log next to its target, so that is what is looked at.
    const QString target = info.isFile() ? info.canonicalFilePath() : QString();
    const QString file = target.isEmpty() ? info.filePath() : target;
    const FolderLock lock(QFileInfo(file).absolutePath(), std::chrono::seconds(5));
    return Opening(file, now).run();
}

} // namespace sluice::store
