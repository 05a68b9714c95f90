// SPDX-License-Identifier: MIT
#pragma once

#include "ui/dialogs/latest_check.h"
#include "ui/dialogs/path_check.h"

#include <QStringList>
#include <QWidget>

#include <functional>

class QComboBox;
class QLabel;

namespace sluice::ui {

class FieldMessage;

/// A field for a folder or file: typing with completion, recent ones, a browse button, and below it what is wrong
/// with the path or how much room there is. The disk is asked on another thread. Window thread.
class PathField : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Folder, File };

    /// `name` is the accessible name of the field.
    PathField(Kind kind, const QString &name, QWidget *parent = nullptr);

    /// The path meant, cleaned; see typedPath().
    QString path() const;
    void setPath(const QString &path);
    void setRecent(const QStringList &paths);

    /// What the last check said. Only meaningful while isChecked().
    const PathReport &report() const { return m_report; }
    /// Whether report() speaks of what is in the field now.
    bool isChecked() const { return m_check.isFresh(); }
    /// Checks at once; checked() follows.
    void checkNow();

    QWidget *editor() const;

Q_SIGNALS:
    /// The text changed; report() is out of date.
    void edited();
    /// report() is up to date.
    void checked();

private:
    void browse();

    Kind m_kind;
    QComboBox *m_box = nullptr;
    FieldMessage *m_message = nullptr;
    PathReport m_report;
    LatestCheck<QString, PathReport> m_check;
};

} // namespace sluice::ui
