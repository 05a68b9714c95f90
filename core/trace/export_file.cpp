// SPDX-License-Identifier: MIT
#include "core/trace/export_file.h"

#include "core/trace/chrome_trace.h"
#include "core/trace/har.h"
#include "core/trace/recording_file.h"
#include "core/trace/span_csv.h"

#include <algorithm>
#include <array>

namespace sluice::trace {

using namespace Qt::StringLiterals;

namespace {

using Writer = void (*)(const Recording &, QIODevice &);

// By the value of FileFormat.
struct Format {
    QLatin1StringView suffix;
    Writer write;
};
constexpr std::array kFormats{
    Format{kFileSuffix, writeRecording},
    Format{"json"_L1, writeChromeTrace},
    Format{"har"_L1, writeHar},
    Format{"csv"_L1, writeSpanCsv},
};

} // namespace

QString suffixOf(FileFormat format)
{
    return kFormats.at(std::size_t(format)).suffix;
}

std::optional<FileFormat> formatOf(const QString &path)
{
    const QString suffix = path.sliced(path.lastIndexOf(u'.') + 1);
    const auto *const found = std::ranges::find_if(
        kFormats, [&suffix](const Format &format) { return suffix.compare(format.suffix, Qt::CaseInsensitive) == 0; });
    // A name that is nothing but the word is no suffix.
    if (found == kFormats.end() || !path.endsWith(u'.' + suffix))
        return std::nullopt;
    return FileFormat(found - kFormats.begin());
}

std::expected<void, FileProblem> writeFile(const Recording &recording, const QString &path, FileFormat format)
{
    const Writer write = kFormats.at(std::size_t(format)).write;
    return writeWhole(path, [&](QIODevice &out) { write(recording, out); });
}

} // namespace sluice::trace
