// SPDX-License-Identifier: MIT
#include "ui/dialogs/add_dialog.h"

#include "ui/dialogs/field_message.h"
#include "ui/dialogs/link_edit.h"
#include "ui/dialogs/path_field.h"
#include "ui/window/dropped_links.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>

#include <iterator>
#include <utility>

namespace sluice::ui {

using namespace Qt::StringLiterals;

namespace {

// More would not be read; they come up as the ones above them are mended.
constexpr std::size_t kMaxListed = 100;

} // namespace

void AddDialog::offerText(const QString &text)
{
    m_links->appendLinks(text);
}

void AddDialog::offerFile(const QString &path)
{
    m_files.append(path);
    if (m_files.size() == 1)
        readNextFile();
}

void AddDialog::readNextFile()
{
    if (!m_files.isEmpty())
        m_reader.submitNow(m_files.first());
    showSummary();
}

AddDialog::FileResult AddDialog::readFile(const QString &path)
{
    auto list = sources::readLinkList(path);
    if (!list)
        return {path, std::unexpected(std::move(list.error()))};
    return {path, checkList(*std::move(list))};
}

void AddDialog::takeFile(FileResult result)
{
    m_files.removeOne(result.path);
    if (!result.list) {
        m_fileMessage->showProblem(listFileText(result.list.error(), result.path));
    } else if (result.list->requests.empty() && result.list->bad.empty()) {
        m_fileMessage->showProblem(tr("There are no links in %1.").arg(result.path));
    } else {
        std::ranges::move(result.list->requests, std::back_inserter(m_imported));
        m_importedNames.append(QFileInfo(result.path).fileName());
        m_fileMessage->showNote(QString());
        if (!result.list->remaining.isEmpty())
            m_links->appendLinks(result.list->remaining);
    }
    m_fileMessage->setVisible(!m_fileMessage->text().isEmpty());
    readNextFile();
}

void AddDialog::takeCheck(LinkCheck check)
{
    m_check = std::move(check);
    m_links->setProblems(std::exchange(m_check.reasons, {}));
    showBadList();
    showSummary();
    finishAdd();
}

int AddDialog::goodCount() const
{
    return static_cast<int>(m_check.requests.size() + m_imported.size());
}

void AddDialog::showBadList()
{
    m_badList->clear();
    for (const sources::BadLine &bad : m_check.bad) {
        if (static_cast<std::size_t>(m_badList->count()) == kMaxListed) {
            m_badList->addItem(tr("and %L1 more").arg(m_check.bad.size() - kMaxListed));
            break;
        }
        constexpr qsizetype kShown = 60;
        const QString text = bad.text.section(u'\n', 0, 0).trimmed();
        const QString shown = text.size() > kShown ? text.first(kShown) + u'…' : text;
        auto *item = new QListWidgetItem(tr("Line %L1: %2 — %3").arg(bad.line).arg(badLineText(bad), shown), m_badList);
        item->setData(Qt::UserRole, bad.line);
        item->setToolTip(badLineText(bad));
    }
    m_badList->setVisible(m_badList->count() > 0);
}

void AddDialog::showSummary()
{
    const int good = goodCount();
    QStringList parts;
    if (m_links->isInserting() || !m_files.isEmpty() || !m_checker.isFresh())
        parts.append(tr("Reading links…"));
    else
        parts.append(good == 0 ? tr("No links yet") : tr("%Ln link(s)", nullptr, good));
    if (badCount() > 0)
        parts.append(tr("%Ln line(s) to mend", nullptr, badCount()));
    if (m_check.merged > 0)
        parts.append(tr("%Ln duplicate(s) left out", nullptr, m_check.merged));
    m_summary->setText(parts.join(u" · "));

    m_importStrip->setVisible(!m_imported.empty());
    m_importText->setText(
        tr("%Ln link(s) from %1", nullptr, static_cast<int>(m_imported.size())).arg(m_importedNames.join(u", ")));

    const bool single = good == 1;
    m_name->setEnabled(single);
    m_checksum->setEnabled(single);
    m_add->setText(good > 1 ? tr("Add %Ln link(s)", nullptr, good) : tr("Add"));
    const bool folderBad = m_folder->isChecked() && m_folder->report().verdict == PathReport::Verdict::Bad;
    m_add->setEnabled((good > 0 || !m_checker.isFresh()) && !folderBad);
    fieldsAreGood();
}

bool AddDialog::fieldsAreGood()
{
    QString problem;
    if (goodCount() == 1) {
        problem = fileNameProblem(m_name->text());
        if (problem.isEmpty() && !m_checksum->text().trimmed().isEmpty()) {
            if (const auto checksum = sources::parseChecksum(m_checksum->text().trimmed()); !checksum)
                problem = tr("This checksum cannot be used (%1). Write it like sha-256=9f86d0….").arg(checksum.error());
        }
    }
    m_singleMessage->showProblem(problem);
    return problem.isEmpty();
}

AddOptions AddDialog::options() const
{
    AddOptions result;
    result.folder = m_folder->path();
    result.conflict = static_cast<download::Conflict>(m_conflict->currentData().toInt());
    result.fileName = m_name->text();
    if (const QString text = m_checksum->text().trimmed(); !text.isEmpty()) {
        if (const auto checksum = sources::parseChecksum(text))
            result.checksum = *checksum;
    }
    return result;
}

void AddDialog::addGood()
{
    m_addWhenChecked = true;
    m_checker.flush();
    if (!m_folder->isChecked())
        m_folder->checkNow();
    finishAdd();
}

void AddDialog::finishAdd()
{
    const bool ready = m_checker.isFresh() && m_folder->isChecked() && m_files.isEmpty() && !m_links->isInserting();
    if (!m_addWhenChecked || !ready)
        return;
    m_addWhenChecked = false;
    if (goodCount() == 0) {
        m_links->setFocus();
        return;
    }
    if (m_folder->report().verdict == PathReport::Verdict::Bad) {
        m_folder->setFocus();
        return;
    }
    if (!fieldsAreGood()) {
        (fileNameProblem(m_name->text()).isEmpty() ? m_checksum : m_name)->setFocus();
        return;
    }
    std::vector<download::Request> requests = std::exchange(m_imported, {});
    std::ranges::move(std::exchange(m_check.requests, {}), std::back_inserter(requests));
    m_importedNames.clear();
    const QString remaining = m_check.remaining;
    Q_EMIT addRequested(completed(std::move(requests), options()), m_paused->isChecked());
    if (remaining.isEmpty()) {
        accept();
        return;
    }
    m_name->clear();
    m_checksum->clear();
    m_links->setLinks(remaining);
    m_links->setFocus();
}

void AddDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasText() || event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void AddDialog::dropEvent(QDropEvent *event)
{
    const DroppedLinks dropped = droppedLinks(*event->mimeData());
    for (const QString &path : dropped.files)
        offerFile(path);
    if (!dropped.text.isEmpty())
        offerText(dropped.text);
    event->acceptProposedAction();
}

} // namespace sluice::ui
