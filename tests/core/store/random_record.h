// SPDX-License-Identifier: MIT
#pragma once

#include "core/download/record.h"

#include <QRandomGenerator>

namespace sluice::test {

/// Records with any value a field can hold, in valid Unicode and with valid ranges. The same seed gives the
/// same records.
class RandomRecord
{
public:
    explicit RandomRecord(quint32 seed)
        : m_random(seed)
    {
    }

    download::Record next(download::Id id)
    {
        download::Record record;
        record.id = id;
        record.order = number();
        record.request = request();
        record.state = download::State(m_random.bounded(download::kStateCount));
        if (often())
            record.part = part();
        record.finalPath = text();
        record.addedMs = number();
        record.finishedMs = number();
        if (often())
            record.error = error();
        for (int i = m_random.bounded(4); i > 0; --i)
            record.attempts.push_back(attempt(record.request.url));
        return record;
    }

    QString text()
    {
        QString text;
        if (m_random.bounded(20) == 0)
            text = QChar(often() ? QChar::ByteOrderMark : QChar::ByteOrderSwapped);
        for (int i = m_random.bounded(12); i > 0; --i) {
            switch (m_random.bounded(6)) {
            case 0:
                text += QChar(m_random.bounded(0x20)); // controls, NUL among them
                break;
            case 1:
                text += QString::fromUcs4(std::array{char32_t(0x10000 + m_random.bounded(0x100000))}.data(), 1);
                break;
            case 2:
                text += QChar(0xE000 + m_random.bounded(0x1FFF)); // private use up to the non-characters
                break;
            default:
                text += QChar(0x20 + m_random.bounded(0x400));
            }
        }
        return text;
    }

    QByteArray bytes()
    {
        QByteArray bytes;
        for (int i = m_random.bounded(40); i > 0; --i)
            bytes.append(char(m_random.bounded(256)));
        return bytes;
    }

    qint64 number()
    {
        switch (m_random.bounded(6)) {
        case 0:
            return 0;
        case 1:
            return std::numeric_limits<qint64>::min();
        case 2:
            return std::numeric_limits<qint64>::max();
        case 3:
            return m_random.bounded(-300, 70'000);
        default:
            return qint64(m_random.generate64()) >> m_random.bounded(63);
        }
    }

    int small() { return int(number()); }
    bool often() { return m_random.bounded(2) == 0; }

private:
    Error error()
    {
        Error error;
        error.kind = ErrorKind(m_random.bounded(int(ErrorKind::Internal) + 1));
        error.retry = RetryClass(m_random.bounded(3));
        error.url = text();
        error.host = text();
        error.httpStatus = small();
        error.osError = small();
        error.bytes = number();
        error.attempt = small();
        if (often())
            error.retryAfterMs = number();
        error.detail = text();
        return error;
    }

    download::Attempt attempt(const QString &requestUrl)
    {
        download::Attempt attempt;
        attempt.number = small();
        attempt.startedMs = number();
        attempt.endedMs = number();
        attempt.phases = {number(), number(), number(), number(), number(), number(), number(), attempt.startedMs};
        attempt.url = often() ? requestUrl : text();
        attempt.address = text();
        attempt.httpVersion = text();
        attempt.reusedConnection = often();
        attempt.insecure = often();
        attempt.httpStatus = small();
        attempt.fromByte = number();
        attempt.bytes = number();
        if (often())
            attempt.error = error();
        attempt.nextTryMs = number();
        return attempt;
    }

    download::Part part()
    {
        download::Part part;
        part.path = text();
        qint64 end = 0;
        for (int i = m_random.bounded(5); i > 0; --i) {
            const qint64 begin = end + m_random.bounded(100'000);
            end = begin + 1 + m_random.bounded(1'000'000);
            part.have.push_back({begin, end});
        }
        part.total = often() ? end + m_random.bounded(1000) : -1;
        part.validator = {bytes(), bytes(), bytes(), bytes()};
        part.finalName = text();
        return part;
    }

    download::Request request()
    {
        download::Request request;
        request.url = text();
        request.folder = text();
        request.fileName = text();
        if (often())
            return request;
        for (int i = m_random.bounded(3); i > 0; --i)
            request.headers.append(bytes());
        request.referer = text();
        request.userAgent = text();
        request.conflict = download::Conflict(m_random.bounded(3));
        if (often()) {
            constexpr std::array algorithms{QCryptographicHash::Md5, QCryptographicHash::Sha1,
                QCryptographicHash::Sha256, QCryptographicHash::Sha512, QCryptographicHash::Sha3_256,
                QCryptographicHash::Blake2b_512};
            request.checksum = download::Checksum{algorithms[m_random.bounded(quint32(algorithms.size()))], bytes()};
        }
        if (often())
            request.overrides = {small(), small(), number(), small(), small()};
        else if (often())
            request.overrides.retries = 0;
        return request;
    }

    QRandomGenerator m_random;
};

} // namespace sluice::test
