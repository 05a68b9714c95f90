// SPDX-License-Identifier: MIT
#include "core/trace/recording_file.h"

#include "core/trace/batch_order.h"
#include "core/trace/event_codec.h"
#include "core/trace/replay.h"

#include <QFile>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <future>
#include <optional>
#include <utility>
#include <variant>
#include <zlib.h>

namespace sluice::trace {

using namespace Qt::StringLiterals;

namespace {

// As PNG has it: a byte no text has, and both line ends, so that a file mangled by a transfer is found out at once.
constexpr std::array<char, 8> kSignature{'\x89', 'S', 'L', 'T', '\r', '\n', '\x1a', '\n'};
constexpr qsizetype kHead = kSignature.size() + 4;
constexpr int kLevel = 3; // of 9: 9 packs 4 % better here and takes five times as long
/// Deflate packs at most 1032 : 1; what claims more lies.
constexpr quint64 kBestRatio = 1032;
/// Rows and labels a recording never thins.
constexpr quint64 kMostRows = 4'000'000;

QByteArray littleEndian(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

quint32 checksum(const QByteArray &bytes)
{
    return static_cast<quint32>(
        ::crc32(0, reinterpret_cast<const Bytef *>(bytes.constData()), static_cast<uInt>(bytes.size())));
}

QByteArray packed(const QByteArray &bytes)
{
    uLongf size = ::compressBound(static_cast<uLong>(bytes.size()));
    QByteArray result(static_cast<qsizetype>(size), Qt::Uninitialized);
    // With room for the bound it can only run out of memory, and then Qt has thrown before.
    ::compress2(reinterpret_cast<Bytef *>(result.data()), &size, reinterpret_cast<const Bytef *>(bytes.constData()),
        static_cast<uLong>(bytes.size()), kLevel);
    result.truncate(static_cast<qsizetype>(size));
    return result;
}

/// Exactly `size` bytes, or nothing where they are not that.
std::optional<QByteArray> unpacked(const QByteArray &bytes, quint32 size)
{
    QByteArray result(static_cast<qsizetype>(size), Qt::Uninitialized);
    uLongf got = size;
    const int status = ::uncompress(reinterpret_cast<Bytef *>(result.data()), &got,
        reinterpret_cast<const Bytef *>(bytes.constData()), static_cast<uLong>(bytes.size()));
    if (status != Z_OK || got != size)
        return std::nullopt;
    return result;
}

class Writer
{
public:
    explicit Writer(QIODevice &out)
        : m_out(out)
    {
        m_out.write(kSignature.data(), kSignature.size());
        m_out.write(littleEndian(kFileVersion));
    }

    void take(const Batch &batch)
    {
        Micros at = 0;
        for (const Event &event : batch.events) {
            at = std::max(at, timeOf(event).value_or(0));
            m_encoder.add(event);
            // Closed at this event, for what is later must not be older than its part.
            if (m_encoder.isFull())
                write(at, batch.wallMs - (batch.now - at) / 1'000);
        }
        write(batch.now, batch.wallMs);
    }

    void finish()
    {
        writePacked();
        m_out.write(littleEndian(0));
        m_out.write(littleEndian(0));
        m_out.write(littleEndian(m_parts));
    }

private:
    void write(Micros now, qint64 wallMs)
    {
        QByteArray part = m_encoder.take(now, wallMs);
        writePacked();
        // Packed while the next is gathered.
        const auto size = static_cast<quint32>(part.size());
        m_packing = {size, std::async(std::launch::async, &packed, std::move(part))};
    }

    void writePacked()
    {
        if (!m_packing.bytes.valid())
            return;
        const QByteArray bytes = m_packing.bytes.get();
        m_out.write(littleEndian(static_cast<quint32>(bytes.size())));
        m_out.write(littleEndian(m_packing.size));
        m_out.write(littleEndian(checksum(bytes)));
        m_out.write(bytes);
        ++m_parts;
    }

    struct Packing {
        quint32 size = 0; ///< unpacked
        std::future<QByteArray> bytes;
    };

    QIODevice &m_out;
    EventEncoder m_encoder;
    Packing m_packing;
    quint32 m_parts = 0;
};

class Reader
{
public:
    Reader(QIODevice &in, Bounds bounds)
        : m_in(in)
        , m_recording(bounds)
    {
    }

    std::expected<Recording, FileProblem> run()
    {
        if (auto problem = head())
            return std::unexpected(*std::move(problem));
        // The next part is unpacked while this one is taken.
        std::optional<Unpacking> next;
        for (bool more = true; more;) {
            auto part = readPart();
            if (!part)
                return std::unexpected(damaged(std::move(part).error()));
            more = part->has_value();
            std::optional<Unpacking> present = std::exchange(next, std::nullopt);
            if (more)
                next = std::async(std::launch::async, &Reader::unpack, **std::move(part), m_version);
            if (!present)
                continue;
            if (auto problem = take(present->get()))
                return std::unexpected(damaged(*std::move(problem)));
        }
        if (!m_in.read(1).isEmpty())
            return std::unexpected(damaged(u"bytes follow its end"_s));
        return std::move(m_recording);
    }

private:
    static FileProblem damaged(QString detail) { return {FileProblem::Kind::Damaged, {}, std::move(detail)}; }

    std::optional<FileProblem> head()
    {
        using Kind = FileProblem::Kind;
        const QByteArray bytes = m_in.read(kHead);
        const QByteArrayView signature(kSignature.data(), kSignature.size());
        if (bytes.isEmpty() && m_in.atEnd())
            return FileProblem{Kind::NotARecording, {}, u"it is empty"_s};
        if (!bytes.startsWith(signature)) {
            const bool cut = signature.startsWith(bytes);
            return cut ? damaged(u"it ends within its first bytes"_s)
                       : FileProblem{Kind::NotARecording, {}, u"its first bytes are those of something else"_s};
        }
        if (bytes.size() < kHead)
            return damaged(u"it ends within its first bytes"_s);
        m_version = qFromLittleEndian<quint32>(bytes.constData() + kSignature.size());
        if (m_version > kFileVersion)
            return FileProblem{
                Kind::Newer, {}, u"format %1, and this Sluice knows %2"_s.arg(m_version).arg(kFileVersion)};
        if (m_version == 0)
            return damaged(u"format 0 does not exist"_s);
        return std::nullopt;
    }

    struct Part {
        QString name; ///< for messages
        QByteArray bytes;
        quint32 size = 0; ///< unpacked
        quint32 sum = 0;
    };
    using Unpacked = std::expected<Batch, QString>;
    using Unpacking = std::future<Unpacked>;

    /// Reads one part; nothing once it was the end.
    std::expected<std::optional<Part>, QString> readPart()
    {
        const QString name = u"part %1"_s.arg(m_parts + 1);
        const QByteArray sizes = m_in.read(12);
        if (sizes.size() < 12)
            return std::unexpected(u"it ends before %1"_s.arg(name));
        const auto packedSize = qFromLittleEndian<quint32>(sizes.constData());
        const auto size = qFromLittleEndian<quint32>(sizes.constData() + 4);
        const auto sum = qFromLittleEndian<quint32>(sizes.constData() + 8);
        if (packedSize == 0) {
            if (size != 0 || sum != m_parts)
                return std::unexpected(u"its end does not fit its %1 parts"_s.arg(m_parts));
            return std::nullopt;
        }
        // Before anything is made of that size.
        if (packedSize > kMostBytes || size > kMostBytes || size > packedSize * kBestRatio)
            return std::unexpected(u"%1 claims an impossible size"_s.arg(name));
        Part part{name, m_in.read(packedSize), size, sum};
        if (part.bytes.size() < static_cast<qsizetype>(packedSize))
            return std::unexpected(u"it ends within %1"_s.arg(name));
        ++m_parts;
        return part;
    }

    static Unpacked unpack(const Part &part, quint32 version)
    {
        if (checksum(part.bytes) != part.sum)
            return std::unexpected(u"the checksum of %1 does not fit"_s.arg(part.name));
        const auto events = unpacked(part.bytes, part.size);
        if (!events)
            return std::unexpected(u"%1 cannot be unpacked"_s.arg(part.name));
        auto batch = decodeEvents(*events, version);
        if (!batch)
            return std::unexpected(u"%1: %2"_s.arg(part.name, batch.error()));
        return *std::move(batch);
    }

    /// What is wrong with it, if anything.
    std::optional<QString> take(const Unpacked &batch)
    {
        if (!batch)
            return batch.error();
        if (!isBearable(*batch))
            return u"it holds more downloads or connections than there can be"_s;
        m_recording.apply(*batch);
        return std::nullopt;
    }

    bool isBearable(const Batch &batch)
    {
        for (const Event &event : batch.events)
            m_rows += quint64(std::holds_alternative<Added>(event) || std::holds_alternative<Connected>(event));
        return m_rows <= kMostRows;
    }

    QIODevice &m_in;
    Recording m_recording;
    quint32 m_version = 0;
    quint32 m_parts = 0;
    quint64 m_rows = 0;
};

} // namespace

void writeRecording(const Recording &recording, QIODevice &out)
{
    Writer writer(out);
    replay(recording, [&writer](const Batch &batch) { writer.take(batch); });
    writer.finish();
}

std::expected<void, FileProblem> saveRecording(const Recording &recording, const QString &path)
{
    return writeWhole(path, [&recording](QIODevice &out) { writeRecording(recording, out); });
}

std::expected<Recording, FileProblem> readRecording(QIODevice &in, Bounds bounds)
{
    return Reader(in, bounds).run();
}

std::expected<Recording, FileProblem> openRecording(const QString &path, Bounds bounds)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(FileProblem{FileProblem::Kind::CannotRead, path, file.errorString()});
    auto recording = readRecording(file, bounds);
    // What cannot be read looks like the end of the file.
    if (!recording && file.error() != QFileDevice::NoError)
        return std::unexpected(FileProblem{FileProblem::Kind::CannotRead, path, file.errorString()});
    if (!recording)
        recording.error().path = path;
    return recording;
}

} // namespace sluice::trace
