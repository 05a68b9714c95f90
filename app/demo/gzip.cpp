// SPDX-License-Identifier: MIT
#include "app/demo/gzip.h"

#include <zlib.h>

#include <new>

namespace sluice::demo {

QByteArray gzip(const QByteArray &bytes)
{
    constexpr int kGzipWrapper = 16; // added to the window bits: gzip instead of zlib framing
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, MAX_WBITS + kGzipWrapper, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY)
        != Z_OK) {
        throw std::bad_alloc();
    }
    QByteArray packed(
        static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(bytes.size()))), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH); // one call is enough: the output has room for the bound
    packed.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

} // namespace sluice::demo
