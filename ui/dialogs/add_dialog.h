// SPDX-License-Identifier: MIT
#pragma once

#include "ui/dialogs/add_options.h"
#include "ui/dialogs/latest_check.h"
#include "ui/dialogs/link_check.h"

#include <QDialog>
#include <QStringList>

#include <expected>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace sluice::ui {

class FieldMessage;
class LinkEdit;
class PathField;

/// What the dialog begins with.
struct AddDefaults {
    QString folder;
    QStringList recentFolders;
    download::Conflict conflict = download::Conflict::Rename;
};

/// Many links at once: bad ones are marked with the reason and kept for editing, good ones can be added at any time.
/// Not modal; parsing and the disk never hold it up. Window thread.
class AddDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AddDialog(const AddDefaults &defaults, QWidget *parent = nullptr);
    ~AddDialog() override;

    /// Puts links at the end of those that are there.
    void offerText(const QString &text);
    /// Reads a list file on a thread and takes its links in; its bad lines go to the text for mending.
    void offerFile(const QString &path);

    /// Adds the good links; those that need mending keep the dialog open. May happen a moment later, when the check
    /// of the text is done.
    void addGood();

    /// Links that would be added, once the check is done.
    int goodCount() const;
    int badCount() const { return static_cast<int>(m_check.bad.size()); }
    bool isChecked() const { return m_checker.isFresh(); }

Q_SIGNALS:
    /// The user wants these. Emitted at most once a click on Add.
    void addRequested(const std::vector<sluice::download::Request> &requests, bool paused);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct FileResult {
        QString path;
        std::expected<LinkCheck, sources::ListFileError> list;
    };

    static FileResult readFile(const QString &path);
    void makeLinks(QVBoxLayout *column);
    void makeOptions(const AddDefaults &defaults, QVBoxLayout *column);
    void readNextFile();
    void takeCheck(LinkCheck check);
    void takeFile(FileResult result);
    void showSummary();
    void showBadList();
    bool fieldsAreGood();
    void finishAdd();
    AddOptions options() const;

    LinkEdit *m_links = nullptr;
    QLabel *m_summary = nullptr;
    QWidget *m_importStrip = nullptr;
    QLabel *m_importText = nullptr;
    FieldMessage *m_fileMessage = nullptr;
    QListWidget *m_badList = nullptr;
    PathField *m_folder = nullptr;
    QComboBox *m_conflict = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_checksum = nullptr;
    FieldMessage *m_singleMessage = nullptr;
    QCheckBox *m_paused = nullptr;
    QPushButton *m_add = nullptr;

    LinkCheck m_check;
    std::vector<download::Request> m_imported; ///< links of list files, not shown as text
    QStringList m_importedNames;               ///< of those files
    QStringList m_files;                       ///< list files still to be read; the first is being read
    bool m_addWhenChecked = false;
    LatestCheck<QString, LinkCheck> m_checker;
    LatestCheck<QString, FileResult> m_reader;
};

} // namespace sluice::ui
