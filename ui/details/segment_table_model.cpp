// SPDX-License-Identifier: MIT
#include "ui/details/segment_table_model.h"

#include "ui/details/segment_texts.h"
#include "ui/style/format.h"

#include <QLocale>

#include <algorithm>

namespace sluice::ui {

namespace {

std::vector<ChartTableModel::Column> columnsOfSegments()
{
    return {
        {SegmentTableModel::tr("From where"), false, 28},
        {SegmentTableModel::tr("Connection"), true, 11},
        {SegmentTableModel::tr("First byte"), true, 16},
        {SegmentTableModel::tr("Last byte"), true, 16},
        {SegmentTableModel::tr("Bytes"), true, 16},
    };
}

} // namespace

SegmentTableModel::SegmentTableModel(const FileMap &map, QObject *parent)
    : ChartTableModel(columnsOfSegments(), parent)
    , m_map(map)
{
}

int SegmentTableModel::attemptAt(int row) const
{
    return row >= 0 && row < std::ssize(m_map.pieces) ? m_map.pieces[static_cast<std::size_t>(row)].attempt : 0;
}

int SegmentTableModel::countRows() const
{
    return static_cast<int>(std::min<std::size_t>(m_map.pieces.size(), kMostRows));
}

QString SegmentTableModel::cellText(int row, int column) const
{
    if (row < 0 || row >= std::ssize(m_map.pieces))
        return {};
    const FilePiece &piece = m_map.pieces[static_cast<std::size_t>(row)];
    const QLocale locale;
    switch (column) {
    case Origin:
        return originText(piece);
    case Connection:
        return piece.connection == trace::kNone ? noValue() : locale.toString(piece.connection + 1);
    case From:
        return locale.toString(piece.begin);
    case To:
        return locale.toString(piece.end - 1);
    case Bytes:
        return locale.toString(piece.bytes());
    default:
        return {};
    }
}

} // namespace sluice::ui
