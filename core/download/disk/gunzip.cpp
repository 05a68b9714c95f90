// SPDX-License-Identifier: MIT
#include "core/download/disk/gunzip.h"

#include <QFile>

#include <array>
#include <memory>
#include <zlib.h>

namespace sluice::download {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kBlock = 256 * 1024;

Error damaged(const QString &path, const QString &why)
{
    Error error;
    error.kind = ErrorKind::Protocol;
    error.retry = RetryClass::AfterBackoff;
    error.detail = path + u": the server sent damaged gzip data: "_s + why;
    return error;
}

struct InflateEnd {
    void operator()(z_stream *stream) const
    {
        inflateEnd(stream);
        delete stream; // NOLINT(cppcoreguidelines-owning-memory): the deleter of a unique_ptr
    }
};
using Stream = std::unique_ptr<z_stream, InflateEnd>;

std::expected<qint64, Error> inflateTo(PartFile &target, QFile &source)
{
    Stream stream(new z_stream{});
    constexpr int gzipOnly = 15 + 16;
    if (inflateInit2(stream.get(), gzipOnly) != Z_OK)
        return std::unexpected(damaged(source.fileName(), u"no memory"_s));
    QByteArray input;
    QByteArray output(kBlock, Qt::Uninitialized);
    qint64 written = 0;
    int state = Z_OK;
    for (;;) {
        if (stream->avail_in == 0) {
            input = source.read(kBlock);
            if (input.isEmpty())
                break;
            stream->next_in = reinterpret_cast<Bytef *>(input.data());
            stream->avail_in = static_cast<uInt>(input.size());
        }
        if (state == Z_STREAM_END)
            inflateReset(stream.get()); // another member follows
        stream->next_out = reinterpret_cast<Bytef *>(output.data());
        stream->avail_out = static_cast<uInt>(output.size());
        state = inflate(stream.get(), Z_NO_FLUSH);
        if (state != Z_OK && state != Z_STREAM_END)
            return std::unexpected(damaged(source.fileName(), QString::fromUtf8(zError(state))));
        const auto size = static_cast<std::size_t>(output.size()) - stream->avail_out;
        if (auto done = target.write(std::span<const char>(output.constData(), size), written); !done)
            return std::unexpected(std::move(done.error()));
        written += static_cast<qint64>(size);
    }
    if (state != Z_STREAM_END)
        return std::unexpected(damaged(source.fileName(), u"it ends early"_s));
    return written;
}

} // namespace

std::expected<qint64, Error> gunzip(PartFile &file)
{
    QFile source(file.path());
    if (!source.open(QIODevice::ReadOnly))
        return std::unexpected(diskError(EIO, file.path()));
    const qsizetype slash = file.path().lastIndexOf(u'/');
    const QString folder = file.path().left(slash);
    PartFile decoded;
    // Not "<name>.part.decoded": the name may be as long as names can be.
    auto names = decoded.create(folder, u"sluice-decoding"_s, Conflict::Rename);
    if (!names)
        return std::unexpected(std::move(names.error()));
    auto size = inflateTo(decoded, source);
    if (!size) {
        static_cast<void>(decoded.discard()); // the reason to tell is the first one
        return std::unexpected(std::move(size.error()));
    }
    if (auto taken = decoded.replace(file); !taken) {
        static_cast<void>(decoded.discard());
        return std::unexpected(std::move(taken.error()));
    }
    file = std::move(decoded);
    return size;
}

} // namespace sluice::download
