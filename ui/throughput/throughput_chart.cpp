// SPDX-License-Identifier: MIT
#include "ui/throughput/throughput_chart.h"

#include "ui/style/state_colours.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace sluice::ui {

ThroughputChart::ThroughputChart(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Throughput"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAutoFillBackground(false);
    setAttribute(Qt::WA_OpaquePaintEvent);
}

ThroughputLook ThroughputChart::look() const
{
    ThroughputLook made;
    const QFontMetrics metrics = fontMetrics();
    made.layout = layoutThroughput(size(), metrics.height(), scaleWidth(metrics), metrics.averageCharWidth());
    made.geometry = StackGeometry(made.layout.plot, m_data.picture.grid.count, m_top);
    made.palette = palette();
    made.current = m_current;
    return made;
}

void ThroughputChart::setData(ThroughputData data)
{
    m_data = std::move(data);
    const ThroughputPicture &picture = m_data.picture;
    double most = picture.fastest();
    if (m_data.peakAt >= picture.grid.from() && m_data.peakAt < picture.grid.to())
        most = std::max(most, static_cast<double>(m_data.peak));
    for (const qint64 limit : picture.rateLimit) {
        // A limit far above what comes would press everything else to the ground.
        if (static_cast<double>(limit) <= 2 * most)
            most = std::max(most, static_cast<double>(limit));
    }
    m_top = scaleTop(most * 1.05, m_top);
    if (m_cursor && cursor() < 0)
        moveCursor(std::nullopt, -1); // time went on without it
    m_series = std::min(m_series, static_cast<int>(picture.series.size()) - 1);
    tell();
    forgetPixmap();
}

void ThroughputChart::setCurrent(trace::Id id)
{
    if (std::exchange(m_current, id) != id)
        forgetPixmap();
}

int ThroughputChart::cursor() const
{
    const BucketGrid &grid = m_data.picture.grid;
    if (!m_cursor || *m_cursor < grid.from() || *m_cursor >= grid.to())
        return -1;
    return static_cast<int>((*m_cursor - grid.from()) / grid.length);
}

QString ThroughputChart::cursorText() const
{
    const int bucket = cursor();
    if (bucket < 0)
        return {};
    QString text = readout(m_data.picture, m_data.outages, bucket, m_data.wallAtZeroMs).sentence();
    if (m_series < 0)
        return text;
    return tr("%1 is chosen; %2").arg(m_data.picture.series[static_cast<std::size_t>(m_series)].name, text);
}

QString ThroughputChart::emptyText() const
{
    if (!m_data.isLive)
        return tr("No bytes came in this time.");
    return tr("No bytes in this time. While downloads run, their speeds stand here on each other.");
}

void ThroughputChart::tell()
{
    // A change of it is announced.
    if (const QString text = isEmpty() ? emptyText() : cursorText(); text != accessibleDescription())
        setAccessibleDescription(text);
}

bool ThroughputChart::event(QEvent *event)
{
    // Keys of the chart that are shortcuts elsewhere in the window.
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || (key == Qt::Key_Escape && m_cursor)) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void ThroughputChart::forgetPixmap()
{
    m_pixmap = QPixmap();
    update();
}

void ThroughputChart::paintEvent(QPaintEvent *)
{
    const ThroughputLook seen = look();
    if (m_pixmap.isNull()) {
        m_pixmap = QPixmap(size() * devicePixelRatioF());
        m_pixmap.setDevicePixelRatio(devicePixelRatioF());
        m_pixmap.fill(palette().color(QPalette::Base));
        QPainter painter(&m_pixmap);
        painter.setFont(font());
        if (!isEmpty())
            paintThroughput(painter, m_data, seen);
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_pixmap);
    if (isEmpty()) {
        painter.setPen(mixed(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.72));
        painter.drawText(rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap, emptyText());
    } else {
        paintCursor(painter, m_data, seen, cursor(), m_series);
    }
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void ThroughputChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    forgetPixmap();
}

void ThroughputChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange)
        forgetPixmap();
}

void ThroughputChart::moveCursor(std::optional<int> bucket, int series)
{
    std::optional<trace::Micros> at;
    if (bucket)
        at = m_data.picture.grid.begin(*bucket);
    if (at == m_cursor && series == m_series)
        return;
    m_cursor = at;
    m_series = series;
    tell();
    update();
}

void ThroughputChart::moveSeries(int step)
{
    const int bucket = cursor();
    if (bucket < 0)
        return;
    const auto &series = m_data.picture.series;
    const int count = static_cast<int>(series.size());
    const auto holds = [&](int index) {
        return series[static_cast<std::size_t>(index)].bytes[static_cast<std::size_t>(bucket)] > 0;
    };
    int next = m_series < 0 && step < 0 ? count : m_series;
    for (next += step; next >= 0 && next < count; next += step) {
        if (holds(next)) {
            moveCursor(bucket, next);
            return;
        }
    }
}

void ThroughputChart::keyPressEvent(QKeyEvent *event)
{
    const BucketGrid &grid = m_data.picture.grid;
    const auto last = static_cast<int>(
        std::clamp<qint64>((m_data.picture.known - 1 - grid.from()) / grid.length, 0, std::max(0, grid.count - 1)));
    const int now = cursor();
    switch (isEmpty() ? 0 : event->key()) {
    case Qt::Key_Left:
        moveCursor(now < 0 ? last : std::max(0, now - 1), m_series);
        return;
    case Qt::Key_Right:
        moveCursor(now < 0 ? last : std::min(last, now + 1), m_series);
        return;
    case Qt::Key_Home:
        moveCursor(0, m_series);
        return;
    case Qt::Key_End:
        moveCursor(last, m_series);
        return;
    case Qt::Key_Up:
        moveSeries(1);
        return;
    case Qt::Key_Down:
        moveSeries(-1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        pick(m_series);
        return;
    case Qt::Key_Escape:
        if (now >= 0) {
            moveCursor(std::nullopt, -1);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void ThroughputChart::mouseMoveEvent(QMouseEvent *event)
{
    if (isEmpty())
        return;
    const ThroughputLook seen = look();
    const QPoint at = event->position().toPoint();
    const int bucket = seen.layout.plot.contains(at) ? seen.geometry.bucketAt(at.x()) : -1;
    if (bucket < 0)
        moveCursor(std::nullopt, -1);
    else
        moveCursor(bucket, seen.geometry.seriesAt(m_data.picture, bucket, at.y()));
    const bool link = legendAt(m_data.picture, seen.layout, fontMetrics().height(), at) >= 0;
    setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void ThroughputChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || isEmpty()) {
        QWidget::mousePressEvent(event);
        return;
    }
    const ThroughputLook seen = look();
    const QPoint at = event->position().toPoint();
    const int legend = legendAt(m_data.picture, seen.layout, fontMetrics().height(), at);
    pick(legend >= 0 ? legend : seen.geometry.seriesAt(m_data.picture, seen.geometry.bucketAt(at.x()), at.y()));
}

void ThroughputChart::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    moveCursor(std::nullopt, -1);
}

void ThroughputChart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void ThroughputChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void ThroughputChart::pick(int series)
{
    if (series < 0 || series >= static_cast<int>(m_data.picture.series.size()))
        return;
    if (const trace::Id id = m_data.picture.series[static_cast<std::size_t>(series)].id; id != 0)
        Q_EMIT picked(id);
}

} // namespace sluice::ui
