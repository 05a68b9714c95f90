// SPDX-License-Identifier: MIT
#include "tests/ui/window/window_fixture.h"

#include "ui/downloads/download_view.h"
#include "ui/window/delta_pump.h"

#include <QAction>
#include <QTest>

namespace sluice::ui::testing {

WindowFixture::WindowFixture(std::vector<engine::Row> rows)
{
    port.pushRows(std::move(rows));
    window = std::make_unique<MainWindow>(port, [this](const QUrl &url) {
        opened.push_back(url);
        return true;
    });
    window->show();
    if (!QTest::qWaitForWindowExposed(window.get()))
        qFatal("the window did not appear");
    settle();
    port.clearCommands();
}

WindowFixture::~WindowFixture() = default;

void WindowFixture::settle()
{
    auto *pump = window->findChild<DeltaPump *>();
    do {
        pump->pull();
    } while (port.pending() > 0);
    QCoreApplication::processEvents();
}

void WindowFixture::choose(std::initializer_list<engine::Id> ids)
{
    window->findChild<DownloadView *>()->selectIds(ids);
}

QAction *WindowFixture::action(const char *id) const
{
    auto *found = window->findChild<QAction *>(QString::fromLatin1(id));
    if (!found)
        qFatal("no action %s", id);
    return found;
}

} // namespace sluice::ui::testing
