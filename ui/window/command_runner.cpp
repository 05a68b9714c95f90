// SPDX-License-Identifier: MIT
#include "ui/window/command_runner.h"

#include <QFileInfo>

#include <algorithm>

namespace sluice::ui {

std::vector<engine::Id> idsFor(Command command, std::span<const engine::Row> rows)
{
    std::vector<const engine::Row *> concerned;
    for (const engine::Row &row : rows) {
        if (appliesTo(command, row.state))
            concerned.push_back(&row);
    }
    std::ranges::stable_sort(concerned, {}, &engine::Row::order);
    std::vector<engine::Id> ids;
    ids.reserve(concerned.size());
    std::ranges::transform(concerned, std::back_inserter(ids), &engine::Row::id);
    return ids;
}

bool runOnEngine(Command command, std::span<const engine::Row> rows, engine::Port &port)
{
    switch (command) {
    case Command::Resume:
    case Command::Pause:
    case Command::Cancel:
    case Command::Retry:
    case Command::MoveTop:
    case Command::MoveUp:
    case Command::MoveDown:
    case Command::MoveBottom:
        break;
    default:
        return false;
    }
    std::vector<engine::Id> ids = idsFor(command, rows);
    if (ids.empty())
        return true;
    switch (command) {
    case Command::Resume:
        port.resume(std::move(ids));
        break;
    case Command::Pause:
        port.pause(std::move(ids));
        break;
    case Command::Cancel:
        port.cancel(std::move(ids));
        break;
    case Command::Retry:
        port.retry(std::move(ids));
        break;
    case Command::MoveTop:
        port.move(std::move(ids), engine::MoveTo::Top);
        break;
    case Command::MoveUp:
        port.move(std::move(ids), engine::MoveTo::Up);
        break;
    case Command::MoveDown:
        port.move(std::move(ids), engine::MoveTo::Down);
        break;
    default:
        port.move(std::move(ids), engine::MoveTo::Bottom);
        break;
    }
    return true;
}

QList<QUrl> filesToOpen(std::span<const engine::Row> rows)
{
    QList<QUrl> urls;
    for (const engine::Row &row : rows) {
        if (row.state == download::State::Done && !row.path.isEmpty() && urls.size() < kMaxOpened)
            urls.append(QUrl::fromLocalFile(row.path));
    }
    return urls;
}

QList<QUrl> foldersToOpen(std::span<const engine::Row> rows)
{
    QList<QUrl> urls;
    for (const engine::Row &row : rows) {
        const QString folder = row.path.isEmpty() ? row.folder : QFileInfo(row.path).path();
        const QUrl url = QUrl::fromLocalFile(folder);
        if (!folder.isEmpty() && !urls.contains(url))
            urls.append(url);
        if (urls.size() == kMaxOpened)
            break;
    }
    return urls;
}

QString linksText(std::span<const engine::Row> rows)
{
    QStringList links;
    for (const engine::Row &row : rows)
        links.append(row.url);
    return links.join(u'\n');
}

} // namespace sluice::ui
