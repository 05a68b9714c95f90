// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

class QVBoxLayout;

namespace sluice::ui {

/// One message for the strip above the table.
struct Message {
    enum class Kind { Info, Warning };
    QString id = {}; ///< a message with the same id replaces this one
    Kind kind = Kind::Info;
    QString text = {};
    QString raw = {}; ///< untranslated; shown on demand below the text
    QString actionText = {};
    std::function<void()> action = {};    ///< run by the button with actionText; the message goes away
    std::function<void()> dismissed = {}; ///< run when it goes away without its action
    int timeoutMs = 0;                    ///< goes away by itself; 0 = stays
    bool closable = true;
};

/// Messages that do not interrupt: strips above the table, newest last, at most kMaxMessages of them. They never
/// take the focus. Window thread.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kMaxMessages = 4;

    explicit MessageBar(QWidget *parent = nullptr);

    /// Shows a message; one with the same id goes away first, its `dismissed` is run.
    void post(Message message);
    /// Takes a message away and runs its `dismissed`; an unknown id changes nothing.
    void dismiss(const QString &id);
    /// Takes a message away and runs nothing.
    void withdraw(const QString &id);

    bool contains(const QString &id) const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    class Strip;
    Strip *find(const QString &id) const;
    void drop(Strip *strip, bool notify);
    void fit();

    QVBoxLayout *m_layout = nullptr;
    std::vector<Strip *> m_strips; ///< children of this
};

} // namespace sluice::ui
