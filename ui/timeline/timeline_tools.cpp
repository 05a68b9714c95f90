// SPDX-License-Identifier: MIT
#include "ui/timeline/timeline_tools.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace sluice::ui {

using trace::LaneKind;

namespace {

constexpr double kZoomStep = 1.5;

QToolButton *flatButton(QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

TimelineTools::TimelineTools(QWidget *view, QWidget *chart)
    : QWidget(view)
    , m_row(new QHBoxLayout(this))
    , m_kinds(new QActionGroup(this))
    , m_kindButtons(new QWidget(this))
    , m_kindMenu(flatButton(this))
    , m_follow(make(tr("Follow"), tr("Keep the present moment in sight"), {Qt::Key_End}, chart))
    , m_fit(make(tr("Fit"), tr("Show everything that was recorded"), {Qt::Key_F, Qt::Key_0}, chart))
    , m_begin(make(tr("Begin"), tr("Go to the beginning of the recording"), {Qt::Key_Home}, chart))
    , m_zoomOut(make(QString(u'−'), tr("Show more time"), {Qt::Key_Minus}, chart))
    , m_zoomIn(make(QString(u'+'), tr("Show more detail"), {Qt::Key_Plus, Qt::Key_Equal}, chart))
    , m_measure(make(tr("Measure"), tr("Drag between two moments to measure the time; Shift and drag always does"),
          {Qt::Key_M}, chart))
    , m_followButton(nullptr)
{
    setAccessibleName(tr("Timeline tools"));
    m_row->setContentsMargins(4, 2, 4, 2);
    m_row->setSpacing(4);
    makeKinds(view);
    m_row->addStretch(1);
    m_follow->setCheckable(true);
    m_measure->setCheckable(true);
    m_followButton = buttonFor(m_follow);
    m_row->addWidget(m_followButton);
    for (QAction *action : {m_fit, m_zoomOut, m_zoomIn, m_measure})
        m_row->addWidget(buttonFor(action));
    m_zoomIn->setAutoRepeat(true);
    m_zoomOut->setAutoRepeat(true);

    // Triggered and not toggled: setting what is so already must not ask for it.
    connect(m_follow, &QAction::triggered, this, [this](bool on) {
        // Following is left by moving away; choosing it again goes back to the live edge.
        m_follow->setChecked(true);
        Q_UNUSED(on)
        Q_EMIT followChosen(true);
    });
    connect(m_fit, &QAction::triggered, this, &TimelineTools::fitChosen);
    connect(m_begin, &QAction::triggered, this, &TimelineTools::beginChosen);
    connect(m_zoomIn, &QAction::triggered, this, [this] { Q_EMIT zoomChosen(kZoomStep); });
    connect(m_zoomOut, &QAction::triggered, this, [this] { Q_EMIT zoomChosen(1 / kZoomStep); });
    connect(m_measure, &QAction::triggered, this, &TimelineTools::measureChosen);
    setKind(LaneKind::Slot);
}

void TimelineTools::makeKinds(QWidget *view)
{
    struct Kind {
        LaneKind kind;
        QString text;
        QString tip;
        Qt::Key key;
    };
    const std::array<Kind, 4> kinds{{
        {LaneKind::Slot, tr("Slots"), tr("One lane for each slot of the limit"), Qt::Key_1},
        {LaneKind::Download, tr("Downloads"), tr("One lane for each download, its waiting included"), Qt::Key_2},
        {LaneKind::Host, tr("Hosts"), tr("As many lanes for each host as it had downloads at once"), Qt::Key_3},
        {LaneKind::Connection, tr("Connections"), tr("One lane for each connection"), Qt::Key_4},
    }};
    auto *buttons = new QHBoxLayout(m_kindButtons);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(2);
    auto *title = new QLabel(tr("Lanes:"), m_kindButtons);
    title->setContentsMargins(4, 0, 4, 0);
    buttons->addWidget(title);
    auto *menu = new QMenu(m_kindMenu);
    for (const Kind &kind : kinds) {
        QAction *action = make(kind.text, kind.tip, {kind.key}, view);
        action->setCheckable(true);
        action->setData(static_cast<int>(kind.kind));
        m_kinds->addAction(action);
        buttons->addWidget(buttonFor(action));
        menu->addAction(action);
        connect(action, &QAction::triggered, this, [this, one = kind.kind] { Q_EMIT kindChosen(one); });
    }
    m_kindMenu->setMenu(menu);
    m_kindMenu->setPopupMode(QToolButton::InstantPopup);
    m_kindMenu->setToolTip(tr("What the lanes stand for"));
    m_row->addWidget(m_kindButtons);
    m_row->addWidget(m_kindMenu);
    m_kindMenu->hide();
}

QAction *TimelineTools::make(const QString &text, const QString &tip, const QList<QKeySequence> &keys, QWidget *scope)
{
    auto *action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setAutoRepeat(false);
    action->setStatusTip(tip);
    QStringList names;
    for (const QKeySequence &key : keys)
        names.append(key.toString(QKeySequence::NativeText));
    action->setToolTip(tr("%1 (%2)").arg(tip, names.join(tr(" or ", "between two keys"))));
    scope->addAction(action);
    return action;
}

QToolButton *TimelineTools::buttonFor(QAction *action)
{
    QToolButton *button = flatButton(this);
    button->setDefaultAction(action);
    button->setAccessibleName(action->text().size() > 1 ? action->text() : action->statusTip());
    button->setAccessibleDescription(action->statusTip());
    return button;
}

void TimelineTools::addButton(QAction *action)
{
    m_row->addWidget(buttonFor(action));
}

QAction *TimelineTools::kindAction(LaneKind kind) const
{
    return m_kinds->actions().at(static_cast<int>(kind));
}

void TimelineTools::setKind(LaneKind kind)
{
    QAction *action = kindAction(kind);
    action->setChecked(true);
    const QString text = tr("Lanes: %1").arg(action->text());
    m_kindMenu->setText(text + QStringLiteral("   ")); // room for the arrow, which styles paint over the end
    m_kindMenu->setAccessibleName(text);
}

void TimelineTools::setFollowing(bool on)
{
    m_follow->setChecked(on);
}

void TimelineTools::setMeasuring(bool on)
{
    m_measure->setChecked(on);
}

void TimelineTools::setLive(bool on)
{
    m_follow->setEnabled(on);
    m_followButton->setVisible(on);
}

void TimelineTools::setChartShown(bool on)
{
    m_measure->setEnabled(on);
}

void TimelineTools::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < kNarrow;
    m_kindButtons->setVisible(!narrow);
    m_kindMenu->setVisible(narrow);
}

} // namespace sluice::ui
