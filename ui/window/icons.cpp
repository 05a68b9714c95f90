// SPDX-License-Identifier: MIT
#include "ui/window/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <memory>
#include <utility>

// Outside of any namespace, as rcc generates it; a static library's resources are not linked otherwise.
static void initResources()
{
    Q_INIT_RESOURCE(sluice);
}

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

QColor colourFor(QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    switch (mode) {
    case QIcon::Disabled:
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    case QIcon::Selected:
        return palette.color(QPalette::Active, QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active:
        break;
    }
    return palette.color(QPalette::Active, QPalette::ButtonText);
}

// Draws the outline of an SVG in one colour of the palette. The colour is looked up at each call, so a change
// of theme needs no new icons.
class SymbolicEngine : public QIconEngine
{
public:
    explicit SymbolicEngine(QString file)
        : m_file(std::move(file))
        , m_svg(std::make_shared<QSvgRenderer>(m_file))
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        QPixmap drawn = pixmap((QSizeF(rect.size()) * scale).toSize(), mode, state);
        drawn.setDevicePixelRatio(scale);
        painter->drawPixmap(rect.topLeft(), drawn);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        const QColor colour = colourFor(mode);
        const QString key = u"sluice/%1/%2x%3/%4"_s.arg(m_file)
                                .arg(size.width())
                                .arg(size.height())
                                .arg(colour.rgba(), 8, 16, QLatin1Char('0'));
        QPixmap result;
        if (QPixmapCache::find(key, &result))
            return result;
        result = QPixmap(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        m_svg->render(&painter);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(result.rect(), colour);
        painter.end();
        QPixmapCache::insert(key, result);
        return result;
    }

    QIconEngine *clone() const override { return new SymbolicEngine(*this); }
    QString key() const override { return u"sluice-symbolic"_s; }

private:
    QString m_file;
    std::shared_ptr<QSvgRenderer> m_svg;
};

} // namespace

void ensureResources()
{
    static const bool once = [] {
        initResources();
        return true;
    }();
    static_cast<void>(once);
}

QIcon icon(QStringView name)
{
    ensureResources();
    const QString file = u":/icons/%1.svg"_s.arg(name);
    if (!QFile::exists(file))
        return {};
    return QIcon(new SymbolicEngine(file));
}

QIcon appIcon()
{
    ensureResources();
    return QIcon(u":/icons/sluice.svg"_s);
}

} // namespace sluice::ui
