// SPDX-License-Identifier: MIT
#include "ui/dialogs/link_edit.h"

#include "ui/style/state_colours.h"
#include "ui/window/dropped_links.h"

#include <QFontDatabase>
#include <QHelpEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

constexpr int kMarginWidth = 20;
// About 5 ms of layout a portion on a slow machine.
constexpr qsizetype kPortion = 32 * 1024;

QString plainLines(QString text)
{
    text.replace("\r\n"_L1, "\n"_L1);
    text.replace(u'\r', u'\n');
    return text;
}

} // namespace

// The strip left of the text where bad lines have their mark.
class LinkEdit::Margin : public QWidget
{
public:
    explicit Margin(LinkEdit *edit)
        : QWidget(edit)
        , m_edit(edit)
    {
    }

protected:
    void paintEvent(QPaintEvent *event) override { m_edit->paintMargin(event); }

private:
    LinkEdit *m_edit;
};

LinkEdit::LinkEdit(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_margin(new Margin(this))
{
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setViewportMargins(kMarginWidth, 0, 0, 0);
    m_insertion.setInterval(0);
    connect(&m_insertion, &QTimer::timeout, this, &LinkEdit::insertPortion);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_margin->scroll(0, dy);
        else
            m_margin->update(0, rect.y(), kMarginWidth, rect.height());
        if (dy != 0 || rect.contains(viewport()->rect()))
            markVisible();
    });
}

void LinkEdit::setLinks(const QString &text)
{
    m_insertion.stop();
    setReadOnly(false);
    m_problems.clear();
    clear();
    insertLarge(text);
}

void LinkEdit::appendLinks(const QString &text)
{
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    if (!cursor.atBlockStart())
        cursor.insertBlock();
    setTextCursor(cursor);
    insertLarge(text);
}

void LinkEdit::setProblems(QHash<int, QString> problems)
{
    if (problems == m_problems)
        return;
    m_problems = std::move(problems);
    markVisible();
    m_margin->update();
}

void LinkEdit::goToLine(int line)
{
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (!block.isValid())
        return;
    QTextCursor cursor(block);
    cursor.movePosition(QTextCursor::EndOfBlock);
    setTextCursor(cursor);
    centerCursor();
    setFocus();
}

bool LinkEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText() || source->hasUrls();
}

void LinkEdit::insertFromMimeData(const QMimeData *source)
{
    if (isInserting())
        return;
    const DroppedLinks dropped = droppedLinks(*source);
    if (!dropped.files.isEmpty())
        Q_EMIT filesOffered(dropped.files);
    if (!dropped.text.isEmpty())
        insertLarge(dropped.text);
}

void LinkEdit::insertLarge(const QString &text)
{
    if (text.size() > kMaxCharacters) {
        Q_EMIT refused();
        return;
    }
    if (isInserting()) {
        m_waiting += u'\n' + plainLines(text);
        return;
    }
    m_waiting = plainLines(text);
    m_offset = 0;
    if (m_waiting.size() <= kPortion) {
        textCursor().insertText(std::exchange(m_waiting, {}));
        ensureCursorVisible();
        Q_EMIT inserted();
        return;
    }
    setReadOnly(true);
    m_insertion.start();
}

void LinkEdit::insertPortion()
{
    const qsizetype rest = m_waiting.size() - m_offset;
    qsizetype length = std::min(rest, kPortion);
    // Whole lines where there are any: half a surrogate pair would be damage.
    if (length < rest) {
        const qsizetype end = m_waiting.lastIndexOf(u'\n', m_offset + length);
        if (end > m_offset)
            length = end - m_offset + 1;
        else if (m_waiting[m_offset + length - 1].isHighSurrogate())
            ++length;
    }
    QTextCursor cursor = textCursor();
    if (m_offset == 0)
        cursor.beginEditBlock();
    else
        cursor.joinPreviousEditBlock(); // one undo takes all of it away
    cursor.insertText(m_waiting.sliced(m_offset, length));
    cursor.endEditBlock();
    m_offset += length;
    if (m_offset < m_waiting.size())
        return;
    m_insertion.stop();
    m_waiting.clear();
    setReadOnly(false);
    ensureCursorVisible();
    Q_EMIT inserted();
}

void LinkEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    layoutMargin();
    markVisible();
}

void LinkEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        markVisible();
}

void LinkEdit::layoutMargin()
{
    const QRect inside = contentsRect();
    m_margin->setGeometry(inside.left(), inside.top(), kMarginWidth, inside.height());
}

void LinkEdit::markVisible()
{
    QList<QTextEdit::ExtraSelection> marks;
    if (!m_problems.isEmpty()) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(swatch(Mark::Failed, groundOf(palette())).edge);
        const int bottom = viewport()->height();
        for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
            const QRectF box = blockBoundingGeometry(block).translated(contentOffset());
            if (box.top() > bottom)
                break;
            if (!m_problems.contains(block.blockNumber() + 1))
                continue;
            QTextCursor cursor(block);
            cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
            marks.append({cursor, format});
        }
    }
    if (!marks.isEmpty() || !extraSelections().isEmpty())
        setExtraSelections(marks);
}

void LinkEdit::paintMargin(QPaintEvent *event)
{
    QPainter painter(m_margin);
    painter.fillRect(event->rect(), palette().color(QPalette::AlternateBase));
    if (m_problems.isEmpty())
        return;
    painter.setPen(swatch(Mark::Failed, groundOf(palette())).edge);
    painter.setFont(font());
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF box = blockBoundingGeometry(block).translated(contentOffset());
        if (box.top() > event->rect().bottom())
            break;
        if (m_problems.contains(block.blockNumber() + 1))
            painter.drawText(QRectF(0, box.top(), kMarginWidth, box.height()), Qt::AlignCenter, u"✕"_s);
    }
}

bool LinkEdit::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString why = m_problems.value(cursorForPosition(help->pos()).blockNumber() + 1);
        if (why.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), why, viewport());
        return true;
    }
    return QPlainTextEdit::viewportEvent(event);
}

} // namespace sluice::ui
