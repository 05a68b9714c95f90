// SPDX-License-Identifier: MIT
#include "ui/slots/diagnosis_box.h"

#include "ui/slots/diagnosis_words.h"
#include "ui/window/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QResizeEvent>
#include <QToolButton>
#include <QVBoxLayout>

namespace sluice::ui {

using namespace Qt::StringLiterals;
using Severity = trace::Diagnosis::Severity;

namespace {

constexpr int kIcon = 16;

QStringView iconOf(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return u"info";
    case Severity::Advice:
        return u"limit";
    case Severity::Trouble:
        break;
    }
    return u"warning";
}

/// A label of words that came from outside in part, on as many lines as it needs.
QLabel *wordsLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    // A word that is longer than the window must not widen it.
    label->setMinimumWidth(1);
    QSizePolicy wide(QSizePolicy::Expanding, QSizePolicy::Minimum);
    wide.setHeightForWidth(true);
    label->setSizePolicy(wide);
    return label;
}

} // namespace

DiagnosisBox::DiagnosisBox(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_nothing(wordsLabel(this))
{
    setAccessibleName(tr("Diagnosis"));
    m_column->setContentsMargins(8, 4, 8, 4);
    m_column->setSpacing(2);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_nothing->setText(nothingToSay(false));
    m_column->addWidget(m_nothing);
}

DiagnosisBox::Line DiagnosisBox::makeLine()
{
    Line line;
    line.widget = new QWidget(this);
    line.icon = new QLabel(line.widget);
    line.icon->setFixedSize(kIcon, kIcon);
    line.sentence = wordsLabel(line.widget);
    line.evidence = wordsLabel(line.widget);
    line.evidence->setForegroundRole(QPalette::PlaceholderText);
    line.evidence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    line.evidence->hide();
    line.why = new QToolButton(line.widget);
    line.why->setText(tr("Why?"));
    line.why->setAutoRaise(true);
    line.why->setCheckable(true);
    connect(line.why, &QToolButton::toggled, this, [this, evidence = line.evidence](bool on) {
        evidence->setVisible(on);
        fit();
    });

    auto *row = new QHBoxLayout(line.widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(line.icon, 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(line.sentence);
    words->addWidget(line.evidence);
    row->addLayout(words, 1);
    row->addWidget(line.why, 0, Qt::AlignTop);
    m_column->addWidget(line.widget);
    return line;
}

bool DiagnosisBox::set(const Line &line, const trace::Diagnosis &diagnosis)
{
    const QString sentence = diagnosisSentence(diagnosis);
    const QString evidence = diagnosisEvidence(diagnosis);
    if (line.sentence->text() == sentence && line.evidence->text() == evidence)
        return false;
    line.icon->setPixmap(icon(iconOf(diagnosis.severity)).pixmap(QSize(kIcon, kIcon), line.icon->devicePixelRatioF()));
    line.icon->setAccessibleName(severityWord(diagnosis.severity));
    line.sentence->setText(sentence);
    line.sentence->setToolTip(evidence);
    line.sentence->setAccessibleName(tr("%1: %2").arg(severityWord(diagnosis.severity), sentence));
    line.sentence->setAccessibleDescription(evidence);
    line.evidence->setText(evidence);
    line.why->setToolTip(evidence);
    line.why->setAccessibleName(tr("Why? %1").arg(sentence));
    line.why->setAccessibleDescription(evidence);
    return true;
}

void DiagnosisBox::setDiagnoses(const std::vector<trace::Diagnosis> &found, bool anythingRuns)
{
    bool changed = m_nothing->isHidden() != !found.empty();
    while (m_lines.size() < found.size())
        m_lines.push_back(makeLine());
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const bool used = i < found.size();
        if (used && set(m_lines[i], found[i]))
            changed = true;
        changed = changed || m_lines[i].widget->isHidden() == used;
        m_lines[i].widget->setVisible(used);
    }
    m_nothing->setVisible(found.empty());
    if (const QString text = nothingToSay(anythingRuns); m_nothing->text() != text) {
        m_nothing->setText(text);
        changed = true;
    }
    if (changed)
        fit();
}

void DiagnosisBox::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fit();
}

void DiagnosisBox::fit()
{
    // The layout of the page would ask for the height at whatever width a new line has before it is laid out, and the
    // panel would grow for a moment.
    m_column->activate();
    setFixedHeight(m_column->totalHeightForWidth(width()));
    // While it is being shown for the first time, the layout would stay with the height from before.
    m_column->setGeometry(rect());
}

QString DiagnosisBox::text() const
{
    if (!m_nothing->isHidden())
        return m_nothing->text();
    QStringList sentences;
    for (const Line &line : m_lines) {
        if (!line.widget->isHidden())
            sentences.append(line.sentence->text());
    }
    return sentences.join(u'\n');
}

} // namespace sluice::ui
