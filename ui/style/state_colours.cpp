// SPDX-License-Identifier: MIT
#include "ui/style/state_colours.h"

#include <algorithm>
#include <cmath>

namespace sluice::ui {

using download::State;
using download::WaitReason;

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(0xFF000000U | value);
}

/// A line of the table: the fill and its ink serve both grounds, the frame needs a shade for each.
struct Line {
    Mark mark;
    QRgb fill;
    QRgb ink;
    QRgb edgeOnLight;
    QRgb edgeOnDark;
    Pattern pattern;
    char16_t letter;
};

constexpr QRgb kBlack = 0x000000;
constexpr QRgb kWhite = 0xFFFFFF;
constexpr QRgb kGrey = 0x8A8A8A;
constexpr QRgb kGreyOnLight = 0x6B6B6B;
constexpr QRgb kGreyOnDark = 0xA8A8A8;

constexpr std::array<Line, kMarkCount> kTable{{
    {Mark::Receiving, 0x009E73, kBlack, 0x007A59, 0x2CC79A, Pattern::Solid, 0},
    {Mark::NameLookup, 0x56B4E9, kBlack, 0x2A7FB4, 0x7CCBF2, Pattern::Solid, 0},
    {Mark::Connect, 0x0072B2, kWhite, 0x00578A, 0x4FA6DC, Pattern::Solid, 0},
    {Mark::Tls, 0xCC79A7, kBlack, 0xA8527F, 0xDB9BBF, Pattern::Solid, 0},
    {Mark::FirstByte, 0xE69F00, kBlack, 0x9A6A00, 0xF2B933, Pattern::Solid, 0},
    {Mark::Stalled, 0xD55E00, kBlack, 0xB04E00, 0xF08A3C, Pattern::Hatch, 0},
    {Mark::Backoff, 0xF0E442, kBlack, 0x857C00, 0xF5EC7A, Pattern::Hatch, 0},
    {Mark::Failed, 0xD55E00, kBlack, 0xB04E00, 0xF08A3C, Pattern::Cross, u'\u2715'},
    {Mark::Verifying, 0x7F6FB5, kBlack, 0x655699, 0xA79AD6, Pattern::Solid, 0},
    {Mark::WaitSlot, kGrey, kBlack, kGreyOnLight, kGreyOnDark, Pattern::Dots, u'S'},
    {Mark::WaitHost, kGrey, kBlack, kGreyOnLight, kGreyOnDark, Pattern::Vertical, u'H'},
    {Mark::WaitRate, kGrey, kBlack, kGreyOnLight, kGreyOnDark, Pattern::Horizontal, u'R'},
    {Mark::WaitRetryAfter, 0xF0E442, kBlack, 0x857C00, 0xF5EC7A, Pattern::BackHatch, u'A'},
    {Mark::WaitSchedule, kGrey, kBlack, kGreyOnLight, kGreyOnDark, Pattern::Grid, u'T'},
    {Mark::WaitDisk, kGrey, kBlack, kGreyOnLight, kGreyOnDark, Pattern::Hatch, u'D'},
    {Mark::WaitNetwork, kGrey, kBlack, kGreyOnLight, kGreyOnDark, Pattern::BackHatch, u'N'},
    {Mark::Paused, kGrey, kBlack, kGreyOnLight, kGreyOnDark, Pattern::Outline, 0},
    {Mark::Done, 0x006B4E, kWhite, 0x00523B, 0x3DB38D, Pattern::Solid, u'\u2713'},
    {Mark::Cancelled, kGrey, kBlack, kGreyOnLight, kGreyOnDark, Pattern::Strike, 0},
}};

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < kTable.size(); ++i) {
        if (kTable[i].mark != static_cast<Mark>(i))
            return false;
    }
    return true;
}
static_assert(inOrder(), "the table is indexed by Mark");

std::array<Swatch, kMarkCount> swatchesOn(Ground ground)
{
    std::array<Swatch, kMarkCount> swatches;
    for (std::size_t i = 0; i < kTable.size(); ++i) {
        const Line &line = kTable.at(i);
        const QRgb edge = ground == Ground::Light ? line.edgeOnLight : line.edgeOnDark;
        swatches.at(i) = {rgb(line.fill), rgb(edge), rgb(line.ink), line.pattern, line.letter};
    }
    return swatches;
}

double luminance(const QColor &colour)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

const Swatch &swatch(Mark mark, Ground ground)
{
    static const std::array<Swatch, kMarkCount> light = swatchesOn(Ground::Light);
    static const std::array<Swatch, kMarkCount> dark = swatchesOn(Ground::Dark);
    return (ground == Ground::Light ? light : dark).at(static_cast<std::size_t>(mark));
}

Ground groundOf(const QPalette &palette)
{
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    return luminance(base) >= luminance(text) ? Ground::Light : Ground::Dark;
}

Mark markOf(State state, WaitReason why)
{
    switch (state) {
    case State::Queued:
        return Mark::WaitSlot;
    case State::Waiting:
        break;
    case State::Connecting:
        return Mark::Connect;
    case State::Receiving:
        return Mark::Receiving;
    case State::Stalled:
        return Mark::Stalled;
    case State::Backoff:
        return Mark::Backoff;
    case State::Verifying:
        return Mark::Verifying;
    case State::Paused:
        return Mark::Paused;
    case State::Done:
        return Mark::Done;
    case State::Failed:
        return Mark::Failed;
    case State::Cancelled:
        return Mark::Cancelled;
    }
    switch (why) {
    case WaitReason::HostSlot:
        return Mark::WaitHost;
    case WaitReason::RateLimit:
        return Mark::WaitRate;
    case WaitReason::Schedule:
        return Mark::WaitSchedule;
    case WaitReason::Disk:
        return Mark::WaitDisk;
    case WaitReason::Network:
        return Mark::WaitNetwork;
    case WaitReason::RetryAfter:
        return Mark::WaitRetryAfter;
    case WaitReason::Backoff:
        return Mark::Backoff;
    case WaitReason::None:
    case WaitReason::Slot:
        break;
    }
    return Mark::WaitSlot;
}

Mark markOf(trace::Phase phase)
{
    using trace::Phase;
    switch (phase) {
    case Phase::WaitSlot:
        return Mark::WaitSlot;
    case Phase::WaitHost:
        return Mark::WaitHost;
    case Phase::WaitRate:
        return Mark::WaitRate;
    case Phase::WaitRetryAfter:
        return Mark::WaitRetryAfter;
    case Phase::WaitSchedule:
        return Mark::WaitSchedule;
    case Phase::WaitDisk:
        return Mark::WaitDisk;
    case Phase::WaitNetwork:
        return Mark::WaitNetwork;
    case Phase::NameLookup:
        return Mark::NameLookup;
    case Phase::Connect:
        return Mark::Connect;
    case Phase::Tls:
        return Mark::Tls;
    case Phase::FirstByte:
        return Mark::FirstByte;
    case Phase::Receiving:
        return Mark::Receiving;
    case Phase::Stalled:
        return Mark::Stalled;
    case Phase::Backoff:
        return Mark::Backoff;
    case Phase::Verifying:
        return Mark::Verifying;
    case Phase::Paused:
        return Mark::Paused;
    case Phase::Done:
        return Mark::Done;
    case Phase::Failed:
        return Mark::Failed;
    case Phase::Cancelled:
        return Mark::Cancelled;
    }
    return Mark::WaitSlot;
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

QColor mixed(const QColor &one, const QColor &other, double share)
{
    const auto part = [share](float a, float b) {
        return static_cast<float>(a * (1 - share) + b * share);
    };
    return QColor::fromRgbF(
        part(one.redF(), other.redF()), part(one.greenF(), other.greenF()), part(one.blueF(), other.blueF()));
}

} // namespace sluice::ui
