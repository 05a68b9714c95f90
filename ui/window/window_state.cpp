// SPDX-License-Identifier: MIT
#include "ui/window/window_state.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

constexpr int kVersion = 1;
constexpr int kMaxPixels = 10'000;
constexpr int kMaxFolders = 12;

QString encode(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray decode(const QJsonValue &value)
{
    const auto result
        = QByteArray::fromBase64Encoding(value.toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    return result ? *result : QByteArray();
}

int pixels(const QJsonValue &value)
{
    return std::clamp(value.toInt(0), 0, kMaxPixels);
}

} // namespace

QByteArray serialise(const WindowState &state)
{
    QJsonArray folders;
    for (const QString &folder :
        state.recentFolders.first(std::min<qsizetype>(state.recentFolders.size(), kMaxFolders)))
        folders.append(folder);
    const QJsonObject object{
        {u"version"_s, kVersion},
        {u"geometry"_s, encode(state.geometry)},
        {u"table"_s, encode(state.table)},
        {u"tab"_s, state.tab},
        {u"panelOpen"_s, state.panelOpen},
        {u"categoriesOpen"_s, state.categoriesOpen},
        {u"toolbarOpen"_s, state.toolbarOpen},
        {u"reducedMotion"_s, state.reducedMotion},
        {u"panelHeight"_s, state.panelHeight},
        {u"categoriesWidth"_s, state.categoriesWidth},
        {u"folder"_s, state.folder},
        {u"recentFolders"_s, folders},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<WindowState> parseWindowState(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    if (object.value("version"_L1).toInt() != kVersion)
        return std::nullopt;
    WindowState state;
    state.geometry = decode(object.value("geometry"_L1));
    state.table = decode(object.value("table"_L1));
    state.tab = object.value("tab"_L1).toString();
    state.panelOpen = object.value("panelOpen"_L1).toBool(true);
    state.categoriesOpen = object.value("categoriesOpen"_L1).toBool(true);
    state.toolbarOpen = object.value("toolbarOpen"_L1).toBool(true);
    state.reducedMotion = object.value("reducedMotion"_L1).toBool(false);
    state.panelHeight = pixels(object.value("panelHeight"_L1));
    state.categoriesWidth = pixels(object.value("categoriesWidth"_L1));
    state.folder = object.value("folder"_L1).toString();
    for (const QJsonValue folder : object.value("recentFolders"_L1).toArray()) {
        if (folder.isString() && !folder.toString().isEmpty() && state.recentFolders.size() < kMaxFolders)
            state.recentFolders.append(folder.toString());
    }
    return state;
}

} // namespace sluice::ui
