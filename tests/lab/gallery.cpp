// SPDX-License-Identifier: MIT
#include "tests/lab/gallery.h"

#include <algorithm>
#include <iterator>

namespace sluice::lab {

using namespace demo;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSize = 1'000'000;
constexpr qint64 kHalf = kSize / 2;
const QByteArray kEtag = "\"lab\"";

std::vector<Exhibit> bodies()
{
    return {
        {u"/plain"_s, u"A file, ranges honoured."_s, {{.size = kSize, .etag = kEtag}}},
        {u"/slow-drip"_s, u"100 bytes a second."_s, {{.size = kSize, .bytesPerSecond = 100}}},
        {u"/late-head"_s, u"Answers after five seconds."_s, {{.size = kSize, .delayBeforeHeadMs = 5000}}},
        {u"/late-body"_s, u"Head at once, body after five seconds."_s,
            {{.size = kSize, .delayBeforeFirstByteMs = 5000}}},
        {u"/stall"_s, u"Silent for ever half-way."_s, {{.size = kSize, .etag = kEtag, .stallAfterBytes = kHalf}}},
        {u"/reset"_s, u"TCP reset half-way, every time."_s, {{.size = kSize, .etag = kEtag, .resetAfterBytes = kHalf}}},
        {u"/short"_s, u"Closes half-way."_s, {{.size = kSize, .etag = kEtag, .closeAfterBytes = kHalf}}},
        {u"/long"_s, u"1000 bytes more than announced."_s, {{.size = kSize, .extraBytes = 1000}}},
        {u"/length-nonsense"_s, u"Content-Length: many."_s, {{.size = kSize, .contentLength = "many"}}},
        {u"/length-negative"_s, u"Content-Length: -5."_s, {{.size = kSize, .contentLength = "-5"}}},
        {u"/length-huge"_s, u"Content-Length beyond 64 bits."_s,
            {{.size = kSize, .contentLength = "99999999999999999999"}}},
        {u"/no-length"_s, u"Ends with the connection."_s, {{.size = kSize, .framing = Framing::UntilClose}}},
        {u"/chunked"_s, u"In chunks."_s, {{.size = kSize, .framing = Framing::Chunked}}},
        {u"/chunk-bad"_s, u"The second chunk size is no number."_s, {{.size = kSize, .framing = Framing::ChunkedBad}}},
        {u"/chunk-huge"_s, u"The second chunk size is beyond 64 bits."_s,
            {{.size = kSize, .framing = Framing::ChunkedHuge}}},
        {u"/chunk-no-end"_s, u"The last chunk is missing."_s, {{.size = kSize, .framing = Framing::ChunkedNoEnd}}},
        {u"/gzip"_s, u"Compressed unasked."_s, {{.body = QByteArray(kSize, 'z'), .gzip = true}}},
    };
}

std::vector<Exhibit> heads()
{
    return {
        {u"/silent"_s, u"Never answers."_s, {{.opening = Opening::Silent}}},
        {u"/close"_s, u"Closes without a byte."_s, {{.opening = Opening::Close}}},
        {u"/reset-at-once"_s, u"Resets without a byte."_s, {{.opening = Opening::Reset}}},
        {u"/garbage"_s, u"Answers in another protocol."_s, {{.opening = Opening::Garbage}}},
        {u"/endless-headers"_s, u"Header lines without end."_s, {{.opening = Opening::EndlessHeaders}}},
        {u"/endless-1xx"_s, u"103 answers without end."_s, {{.opening = Opening::EndlessInformational}}},
        {u"/huge-header"_s, u"A header line of 1 MiB."_s, {{.opening = Opening::HugeHeader, .size = kSize}}},
        {u"/http10"_s, u"HTTP/1.0."_s, {{.http10 = true, .size = kSize}}},
        {u"/basic"_s, u"Wants user \"user\", password \"secret\"."_s, {{.size = kSize, .basicAuth = "user:secret"}}},
        {u"/busy"_s, u"503, Retry-After 3; then works."_s, {failure(503, "3"), {.size = kSize}}},
        {u"/busy-past"_s, u"503 with a date in the past."_s, {failure(503, "Sun, 06 Nov 1994 08:49:37 GMT")}},
        {u"/busy-nonsense"_s, u"503, Retry-After: soon."_s, {failure(503, "soon")}},
        {u"/busy-negative"_s, u"503, Retry-After: -10."_s, {failure(503, "-10")}},
        {u"/busy-for-ever"_s, u"503, Retry-After beyond 64 bits."_s, {failure(503, "99999999999999999999")}},
        {u"/fails-twice"_s, u"500 twice, then works."_s, failFirst(2, failure(500), {.size = kSize})},
    };
}

std::vector<Exhibit> redirects()
{
    return {
        {u"/moved"_s, u"302 to /plain."_s, {redirect(302, "/plain")}},
        {u"/moved-relative"_s, u"302 to \"plain\"."_s, {redirect(302, "plain")}},
        {u"/moved-host"_s, u"302 to the host \"localhost\"."_s, {redirect(302, "http://localhost:{port}/plain")}},
        {u"/moved-circle"_s, u"302 to itself."_s, {redirect(302, "/moved-circle")}},
        {u"/moved-endless"_s, u"302 to itself with another query each time."_s, {redirect(302, "/moved-endless?{n}")}},
        {u"/moved-file"_s, u"302 to a file on your disk."_s, {redirect(302, "file:///etc/hostname")}},
        {u"/moved-unknown"_s, u"302 to an unknown scheme."_s, {redirect(302, "gopher://127.0.0.1/")}},
        {u"/moved-nowhere"_s, u"302 without Location."_s, {redirect(302, {})}},
    };
}

std::vector<Exhibit> ranges()
{
    const auto broken = [](Ranges how) -> std::vector<Script> {
        return {{.size = kSize, .etag = kEtag, .ranges = how}};
    };
    const Script changing{.size = kSize, .etag = kEtag, .changeAfterRequests = 1, .resetAfterBytes = kHalf};
    Script changed = changing;
    changed.resetAfterBytes.reset();
    return {
        {u"/range-ignored"_s, u"Always the whole file."_s, broken(Ranges::Ignore)},
        {u"/range-pretended"_s, u"Accept-Ranges, and still always the whole file."_s, broken(Ranges::Pretend)},
        {u"/range-refused"_s, u"416 for every range."_s, broken(Ranges::Refuse)},
        {u"/range-wrong-offset"_s, u"206 that begins at 0."_s, broken(Ranges::WrongOffset)},
        {u"/range-wrong-total"_s, u"206 with another total."_s, broken(Ranges::WrongTotal)},
        {u"/range-other-etag"_s, u"206 with another ETag."_s, broken(Ranges::OtherEtag)},
        {u"/range-unnamed"_s, u"206 without Content-Range."_s, broken(Ranges::NoContentRange)},
        {u"/range-short"_s, u"206 with half of the range."_s, broken(Ranges::Short)},
        {u"/range-multipart"_s, u"206 as multipart/byteranges."_s, broken(Ranges::Multipart)},
        {u"/changing"_s, u"Reset half-way; another file afterwards."_s, {changing, changed}},
    };
}

} // namespace

std::vector<Exhibit> gallery()
{
    std::vector<Exhibit> all;
    for (std::vector<Exhibit> (*room)() : {bodies, heads, redirects, ranges}) {
        std::ranges::move(room(), std::back_inserter(all));
    }
    return all;
}

} // namespace sluice::lab
