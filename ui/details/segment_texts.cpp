// SPDX-License-Identifier: MIT
#include "ui/details/segment_texts.h"

#include "ui/style/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;
using Origin = FilePiece::Origin;

/// The context of the texts below, for translators.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(SegmentTexts)
};

} // namespace

QString originText(const FilePiece &piece)
{
    switch (piece.origin) {
    case Origin::Written:
        return Tr::tr("Attempt %L1").arg(piece.attempt);
    case Origin::Before:
        return Tr::tr("From before Sluice was started");
    case Origin::Missing:
        return Tr::tr("Missing");
    }
    return {};
}

QString pieceSentence(const FilePiece &piece)
{
    const QLocale locale;
    QString origin = originText(piece);
    if (piece.connection != trace::kNone)
        origin = Tr::tr("%1, connection %L2").arg(origin).arg(piece.connection + 1);
    return Tr::tr("%1: %2, from byte %3 to %4")
        .arg(origin, exactBytesText(piece.bytes()), locale.toString(piece.begin), locale.toString(piece.end - 1));
}

QString fileSummary(const FileMap &map)
{
    qint64 held = 0;
    qint64 missing = 0;
    for (const FilePiece &piece : map.pieces)
        (piece.origin == Origin::Missing ? missing : held) += piece.bytes();
    QStringList parts{Tr::tr("%1 here").arg(bytesText(held))};
    if (missing > 0 && map.totalKnown)
        parts.append(Tr::tr("%1 missing").arg(bytesText(missing)));
    if (!map.totalKnown)
        parts.append(Tr::tr("size unknown"));
    if (!map.resumes.empty()) {
        const auto count = std::min<std::size_t>(map.resumes.size(), 1'000'000);
        parts.append(Tr::tr("resumed %n time(s)", nullptr, static_cast<int>(count)));
    }
    if (map.givenUp > 0)
        parts.append(
            Tr::tr("%1 given up when attempt %L2 began again").arg(bytesText(map.givenUp)).arg(map.startedOver));
    return parts.join(u" · "_s);
}

} // namespace sluice::ui
