// SPDX-License-Identifier: MIT
#include "ui/window/status_summary.h"

#include "ui/style/format.h"
#include "ui/window/sparkline.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QTimer>

#include <algorithm>
#include <initializer_list>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;
using download::State;

QString joined(std::initializer_list<QString> parts)
{
    QStringList shown;
    std::ranges::copy_if(parts, std::back_inserter(shown), [](const QString &part) { return !part.isEmpty(); });
    return shown.join(u" · ");
}

} // namespace

StatusTexts statusTexts(const engine::Totals &totals)
{
    const auto of = [&totals](State state) {
        return totals.byState[static_cast<std::size_t>(state)];
    };
    const int waiting = of(State::Queued) + of(State::Waiting) + of(State::Backoff);
    StatusTexts texts;
    texts.slots = StatusSummary::tr("%1 of %2 in use").arg(totals.active).arg(totals.limit);
    if (waiting > 0)
        texts.waiting = StatusSummary::tr("%L1 waiting").arg(waiting);
    if (totals.speed > 0)
        texts.speed = speedText(totals.speed);
    if (totals.bytesLeft > 0) {
        texts.left = totals.unknownTotals > 0 ? StatusSummary::tr("at least %1 left").arg(bytesText(totals.bytesLeft))
                                              : StatusSummary::tr("%1 left").arg(bytesText(totals.bytesLeft));
        // With unknown totals an end cannot be told; saying one would be a guess that jumps.
        if (totals.speed > 0 && totals.unknownTotals == 0) {
            const double seconds = static_cast<double>(totals.bytesLeft) / static_cast<double>(totals.speed);
            constexpr double kMonth = 30.0 * 24 * 3600;
            if (seconds < kMonth)
                texts.time = roughText(static_cast<qint64>(seconds * 1000));
        }
    }
    return texts;
}

StatusSummary::StatusSummary(QWidget *parent)
    : QWidget(parent)
    , m_use(new QLabel(this))
    , m_speed(new QLabel(this))
    , m_line(new Sparkline(this))
    , m_left(new QLabel(this))
    , m_sampling(new QTimer(this))
{
    setObjectName(u"statusSummary"_s);
    m_speed->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    // Room for the widest text, so that what stands right of it keeps its place.
    m_speed->setMinimumWidth(m_speed->fontMetrics().horizontalAdvance(speedText(888'000'000)));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 2, 8, 2);
    layout->setSpacing(12);
    layout->addWidget(m_use);
    layout->addWidget(m_speed);
    layout->addWidget(m_line);
    layout->addWidget(m_left);
    layout->addStretch(1);

    m_sampling->setInterval(1'000);
    connect(m_sampling, &QTimer::timeout, this, [this] { m_line->append(m_totals.speed); });
    m_sampling->start();
}

void StatusSummary::setTotals(const engine::Totals &totals)
{
    m_totals = totals;
    StatusTexts texts = statusTexts(totals);
    if (texts == m_texts)
        return;
    m_texts = std::move(texts);
    m_use->setText(joined({m_texts.slots, m_texts.waiting}));
    m_speed->setText(m_texts.speed.isEmpty() ? noValue() : m_texts.speed);
    m_left->setText(joined({m_texts.left, m_texts.time}));
    setAccessibleName(text());
}

QString StatusSummary::text() const
{
    return joined({m_texts.slots, m_texts.waiting, m_texts.speed, m_texts.left, m_texts.time});
}

} // namespace sluice::ui
