// SPDX-License-Identifier: MIT
#pragma once

#include <QGuiApplication>
#include <QImage>
#include <QPoint>
#include <QProcess>
#include <QRect>
#include <QString>
#include <QStringList>
#include <QTest>

namespace sluice::e2e {

/// An X server of its own, without a window manager, that ends with the process. Keys and the pointer are moved by
/// xdotool as if somebody sat there. One a process, made by SLUICE_E2E_WINDOW_MAIN before the QGuiApplication, which
/// is a second client of the server: for screenshots and the clipboard. All functions throw std::runtime_error
/// where xdotool cannot do what was asked.
class XDisplay
{
public:
    /// Blocks until the server takes clients.
    XDisplay();
    ~XDisplay();
    XDisplay(const XDisplay &) = delete;
    XDisplay &operator=(const XDisplay &) = delete;
    static XDisplay &instance();

    /// ":7"
    QString name() const { return m_name; }

    /// The id of a visible window with exactly this title; empty if there is none.
    QString window(const QString &title) const;
    /// Gives the window the keyboard; without a window manager nobody else does.
    void focus(const QString &window) const;
    /// Presses keys one after the other: "ctrl+n", "Return".
    void press(const QStringList &keys) const;
    /// Types lines, with Return between them.
    void type(const QStringList &lines) const;
    /// Moves the pointer and presses a button: 1 left, 4 and 5 the wheel up and down.
    void click(QPoint position, int button = 1, int times = 1) const;
    QRect geometry(const QString &window) const;
    /// Everything on the screen.
    QImage screenshot() const;

private:
    QByteArray xdotool(const QStringList &arguments) const;

    QProcess m_server;
    QString m_name;
};

/// After a failure, puts a screenshot into the folder $SLUICE_E2E_SHOTS, if that is set.
void keepScreenshotOfFailure();

/// The smallest rectangle inside `where` that holds all pixels in which two images of one size differ; empty if
/// there are none.
QRect difference(const QImage &before, const QImage &after, QRect where);

} // namespace sluice::e2e

/// The main function of a test that needs a display.
#define SLUICE_E2E_WINDOW_MAIN(TestClass)                                                                              \
    int main(int argc, char **argv)                                                                                    \
    {                                                                                                                  \
        const sluice::e2e::XDisplay display;                                                                           \
        QGuiApplication application(argc, argv);                                                                       \
        TestClass test;                                                                                                \
        return QTest::qExec(&test, argc, argv);                                                                        \
    }
