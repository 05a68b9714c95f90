// SPDX-License-Identifier: MIT
#include "ui/downloads/table_header.h"

#include "ui/downloads/text_delegate.h"

#include <QImage>
#include <QStandardItemModel>
#include <QTest>

#include <algorithm>
#include <utility>

using namespace sluice::ui;
using namespace Qt::StringLiterals;

class TestTableHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void titlesKeepClearOfTheEdges_data();
    void titlesKeepClearOfTheEdges();
    void aTitleFitsItsHint();
};

namespace {

constexpr int kWidth = 120;

QImage picture(const QString &title, Qt::Alignment alignment)
{
    QStandardItemModel model(0, 1);
    model.setHeaderData(0, Qt::Horizontal, title);
    model.setHeaderData(0, Qt::Horizontal, static_cast<int>(alignment | Qt::AlignVCenter), Qt::TextAlignmentRole);
    TableHeader header;
    header.setModel(&model);
    header.resize(kWidth, 24);
    return header.grab().toImage();
}

/// The first and last column of pixels that the title has changed.
std::pair<int, int> ink(const QImage &with, const QImage &without)
{
    std::pair<int, int> ends{with.width(), -1};
    for (int x = 0; x < with.width(); ++x) {
        for (int y = 0; y < with.height(); ++y) {
            if (with.pixel(x, y) != without.pixel(x, y))
                ends = {std::min(ends.first, x), x};
        }
    }
    return ends;
}

} // namespace

void TestTableHeader::titlesKeepClearOfTheEdges_data()
{
    QTest::addColumn<int>("alignment");
    QTest::newRow("on the left?") << int{Qt::AlignLeft};
    QTest::newRow("on the right?") << int{Qt::AlignRight};
}

void TestTableHeader::titlesKeepClearOfTheEdges()
{
    QFETCH(int, alignment);
    const Qt::Alignment side = static_cast<Qt::Alignment>(alignment);
    // Upright strokes have hardly any space of their own beside them.
    const auto [first, last] = ink(picture(u"HHHH"_s, side), picture({}, side));
    QVERIFY(last > first);
    QVERIFY2(first >= TextDelegate::kPad, qPrintable(QString::number(first)));
    QVERIFY2(last < kWidth - TextDelegate::kPad, qPrintable(QString::number(last)));
    if (side == Qt::AlignLeft)
        QVERIFY(first < 2 * TextDelegate::kPad);
    else
        QVERIFY(last >= kWidth - 2 * TextDelegate::kPad);
}

void TestTableHeader::aTitleFitsItsHint()
{
    QStandardItemModel model(0, 1);
    model.setHeaderData(0, Qt::Horizontal, u"HHHH"_s);
    TableHeader header;
    header.setModel(&model);
    QVERIFY(header.sectionSizeHint(0) >= header.fontMetrics().horizontalAdvance(u"HHHH"_s) + 2 * TextDelegate::kPad);
}

QTEST_MAIN(TestTableHeader)
#include "tst_table_header.moc"
