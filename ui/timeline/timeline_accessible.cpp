// SPDX-License-Identifier: MIT
#include "ui/timeline/timeline_accessible.h"

#include "core/download/settings.h"
#include "ui/timeline/lane_view.h"
#include "ui/timeline/limit_strip.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <vector>

namespace sluice::ui {

namespace {

constexpr int kMostLanes = 200; ///< lanes of a window that is taller than any screen

/// One lane that is seen, counted from the uppermost.
class LaneItem : public QAccessibleInterface
{
public:
    LaneItem(LaneView *view, int place)
        : m_view(view)
        , m_place(place)
    {
    }

    bool isValid() const override { return lane() <= m_view->rows().last(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override { }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid() ? m_view->laneText(lane()) : QString();
    }
    QRect rect() const override
    {
        const QRect row = m_view->rows().row(lane(), 0, m_view->width());
        return {m_view->mapToGlobal(row.topLeft()), row.size()};
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.readOnly = true;
        state.invisible = !m_view->isVisible();
        return state;
    }

private:
    int lane() const { return m_view->rows().first() + m_place; }

    LaneView *m_view;
    int m_place;
};

class LaneViewItem : public QAccessibleWidget
{
public:
    explicit LaneViewItem(LaneView *view)
        : QAccessibleWidget(view, QAccessible::Chart)
        , m_view(view)
    {
    }
    ~LaneViewItem() override
    {
        for (const QAccessible::Id id : m_children)
            QAccessible::deleteAccessibleInterface(id);
    }
    Q_DISABLE_COPY_MOVE(LaneViewItem)

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? m_view->selectedText() : QAccessibleWidget::text(kind);
    }
    int childCount() const override
    {
        const LaneLayout &rows = m_view->rows();
        return qBound(0, rows.last() - rows.first() + 1, kMostLanes);
    }
    QAccessibleInterface *child(int place) const override
    {
        if (place < 0 || place >= childCount())
            return nullptr;
        while (static_cast<int>(m_children.size()) <= place) {
            const int next = static_cast<int>(m_children.size());
            m_children.push_back(QAccessible::registerAccessibleInterface(new LaneItem(m_view, next)));
        }
        return QAccessible::accessibleInterface(m_children[static_cast<std::size_t>(place)]);
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (this->child(i) == child)
                return i;
        }
        return -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const int lane = m_view->rows().laneAt(m_view->mapFromGlobal(QPoint(x, y)).y());
        return lane < 0 ? nullptr : child(lane - m_view->rows().first());
    }

private:
    LaneView *m_view;
    mutable std::vector<QAccessible::Id> m_children; ///< made when they are asked for
};

class LimitItem : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit LimitItem(LimitStrip *strip)
        : QAccessibleWidget(strip, QAccessible::Slider)
        , m_strip(strip)
    {
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? QString::number(m_strip->limit()) : QAccessibleWidget::text(kind);
    }
    QVariant currentValue() const override { return m_strip->limit(); }
    void setCurrentValue(const QVariant &value) override { m_strip->ask(value.toInt()); }
    QVariant maximumValue() const override { return download::kMaxLimit; }
    QVariant minimumValue() const override { return download::kMinLimit; }
    QVariant minimumStepSize() const override { return 1; }

private:
    LimitStrip *m_strip;
};

QAccessibleInterface *describe(const QString &, QObject *object)
{
    if (auto *view = qobject_cast<LaneView *>(object))
        return new LaneViewItem(view);
    if (auto *strip = qobject_cast<LimitStrip *>(object))
        return new LimitItem(strip);
    return nullptr;
}

} // namespace

void describeTimeline()
{
    static const bool once = [] {
        QAccessible::installFactory(&describe);
        return true;
    }();
    static_cast<void>(once);
}

} // namespace sluice::ui
