// SPDX-License-Identifier: MIT
#include "tests/e2e/harness/x_display.h"

#include "tests/support/command.h"

#include <QRegularExpression>
#include <QScreen>

#include <csignal>
#include <stdexcept>
#include <sys/prctl.h>

namespace sluice::e2e {

using namespace Qt::StringLiterals;

namespace {

constexpr int kStartMs = 20'000;
XDisplay *g_display = nullptr;

} // namespace

XDisplay::XDisplay()
{
    m_server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_server.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    // It takes a free number itself and writes it to descriptor 1: two servers that start at once cannot collide.
    m_server.start(u"Xvfb"_s,
        {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1400x900x24"_s, u"-nolisten"_s, u"tcp"_s, u"-noreset"_s});
    while (!m_server.canReadLine()) {
        if (!m_server.waitForReadyRead(kStartMs))
            throw std::runtime_error("Xvfb does not start: " + m_server.errorString().toStdString());
    }
    m_name = u':' + QString::fromLatin1(m_server.readLine()).trimmed();
    qputenv("DISPLAY", m_name.toLatin1());
    qputenv("QT_QPA_PLATFORM", "xcb"); // of this process; the one under test chooses for itself
    g_display = this;
}

XDisplay::~XDisplay()
{
    g_display = nullptr;
    m_server.terminate();
    if (!m_server.waitForFinished(5'000))
        m_server.kill();
    m_server.waitForFinished();
}

XDisplay &XDisplay::instance()
{
    return *g_display;
}

QByteArray XDisplay::xdotool(const QStringList &arguments) const
{
    return test::run(u"xdotool"_s, arguments);
}

QString XDisplay::window(const QString &title) const
{
    QProcess search;
    search.start(
        u"xdotool"_s, {u"search"_s, u"--onlyvisible"_s, u"--name"_s, u'^' + QRegularExpression::escape(title) + u'$'});
    if (!search.waitForFinished())
        throw std::runtime_error("xdotool does not answer");
    return QString::fromLatin1(search.readAllStandardOutput()).section(u'\n', 0, 0); // it fails when it finds none
}

void XDisplay::focus(const QString &window) const
{
    xdotool({u"windowfocus"_s, u"--sync"_s, window});
}

void XDisplay::press(const QStringList &keys) const
{
    xdotool(QStringList{u"key"_s, u"--clearmodifiers"_s, u"--delay"_s, u"20"_s} + keys);
}

void XDisplay::type(const QStringList &lines) const
{
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (i > 0)
            press({u"Return"_s}); // a line break inside the text would be typed as something else
        xdotool({u"type"_s, u"--clearmodifiers"_s, u"--delay"_s, u"4"_s, lines[i]});
    }
}

void XDisplay::click(QPoint position, int button, int times) const
{
    xdotool({u"mousemove"_s, u"--sync"_s, QString::number(position.x()), QString::number(position.y()), u"click"_s,
        u"--repeat"_s, QString::number(times), u"--delay"_s, u"60"_s, QString::number(button)});
}

QRect XDisplay::geometry(const QString &window) const
{
    const QString text = QString::fromLatin1(xdotool({u"getwindowgeometry"_s, u"--shell"_s, window}));
    const auto value = [&text](const QString &name) {
        const QRegularExpression line(u'^' + name + u"=(-?\\d+)$"_s, QRegularExpression::MultilineOption);
        return line.match(text).captured(1).toInt();
    };
    return {value(u"X"_s), value(u"Y"_s), value(u"WIDTH"_s), value(u"HEIGHT"_s)};
}

QImage XDisplay::screenshot() const
{
    return QGuiApplication::primaryScreen()->grabWindow(0).toImage().convertToFormat(QImage::Format_RGB32);
}

void keepScreenshotOfFailure()
{
    const QString folder = qEnvironmentVariable("SLUICE_E2E_SHOTS");
    if (folder.isEmpty() || !QTest::currentTestFailed())
        return;
    const QString name = QString::fromLatin1(QTest::currentTestFunction()) + ".png"_L1;
    if (!XDisplay::instance().screenshot().save(folder + u'/' + name))
        qWarning("no screenshot could be kept");
}

QRect difference(const QImage &before, const QImage &after, QRect where)
{
    QRect found;
    where = where.intersected(before.rect()).intersected(after.rect());
    for (int y = where.top(); y <= where.bottom(); ++y) {
        for (int x = where.left(); x <= where.right(); ++x) {
            if (before.pixel(x, y) != after.pixel(x, y))
                found = found.united(QRect(x, y, 1, 1));
        }
    }
    return found;
}

} // namespace sluice::e2e
