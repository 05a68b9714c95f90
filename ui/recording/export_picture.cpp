// SPDX-License-Identifier: MIT
#include "ui/recording/export_picture.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>
#include <QWidget>

#include <algorithm>

namespace sluice::ui {

QImage pictureOf(QWidget &page, double scale)
{
    if (page.size().isEmpty())
        return {};
    const int side = std::max(page.width(), page.height());
    const double bounded = std::clamp(scale, 0.1, double(kLargestPicture) / side);
    QImage image((QSizeF(page.size()) * bounded).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    image.setDevicePixelRatio(bounded);
    image.fill(page.palette().color(QPalette::Window));
    page.render(&image);
    return image;
}

QByteArray svgOf(QWidget &page)
{
    if (page.size().isEmpty())
        return {};
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(page.size());
    generator.setViewBox(page.rect());
    generator.setTitle(page.accessibleName());
    {
        QPainter painter(&generator);
        painter.fillRect(page.rect(), page.palette().color(QPalette::Window));
        page.render(&painter);
    }
    return buffer.data();
}

} // namespace sluice::ui
