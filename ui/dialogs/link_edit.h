// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QPlainTextEdit>
#include <QString>
#include <QTimer>

namespace sluice::ui {

/// A text field for links, one a line. Bad lines are underlined and marked in the margin, the reason is their tool
/// tip; only visible lines are formatted. Large texts are inserted in portions, so that the window stays alive:
/// meanwhile the field cannot be edited. Window thread.
class LinkEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// Texts above this many characters are refused: they belong into a list file.
    static constexpr qsizetype kMaxCharacters = 64 * 1024 * 1024;

    explicit LinkEdit(QWidget *parent = nullptr);

    /// Replaces everything.
    void setLinks(const QString &text);
    /// Adds lines at the end.
    void appendLinks(const QString &text);

    /// What is wrong, by line from 1.
    void setProblems(QHash<int, QString> problems);
    /// Moves the cursor to a line from 1 and shows it.
    void goToLine(int line);

    /// Whether a large text is still being inserted.
    bool isInserting() const { return m_insertion.isActive(); }

Q_SIGNALS:
    /// Files were dropped or pasted; local paths.
    void filesOffered(const QStringList &paths);
    /// A text was larger than kMaxCharacters and was not inserted.
    void refused();
    /// A large text has been inserted completely.
    void inserted();

protected:
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Margin;
    void insertLarge(const QString &text);
    void insertPortion();
    void markVisible();
    void paintMargin(QPaintEvent *event);
    void layoutMargin();

    Margin *m_margin = nullptr;
    QHash<int, QString> m_problems;
    QTimer m_insertion;
    QString m_waiting;      ///< text still to be inserted
    qsizetype m_offset = 0; ///< of it, already inserted
};

} // namespace sluice::ui
