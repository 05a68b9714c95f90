// SPDX-License-Identifier: MIT
#pragma once

#include "tests/ui/fake_port.h"
#include "ui/window/main_window.h"

#include <QUrl>

#include <initializer_list>
#include <memory>
#include <vector>

class QAction;

namespace sluice::ui::testing {

/// A shown main window on a scripted engine, for one test.
class WindowFixture
{
public:
    /// 1280 × 800 with these rows in it.
    explicit WindowFixture(std::vector<engine::Row> rows = {});
    ~WindowFixture();

    FakePort port;
    std::vector<QUrl> opened; ///< files and folders the window asked the desktop for
    std::unique_ptr<MainWindow> window;

    /// Pulls until everything pushed has arrived.
    void settle();
    /// Chooses the rows with these ids.
    void choose(std::initializer_list<engine::Id> ids);
    /// The action with this object name; never null.
    QAction *action(const char *id) const;
    /// A child by object name; null when there is none.
    template <typename T>
    T *child(const char *name) const
    {
        return window->findChild<T *>(QString::fromLatin1(name));
    }
};

} // namespace sluice::ui::testing
