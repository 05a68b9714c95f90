// SPDX-License-Identifier: MIT
#include "core/trace/report_builder.h"

#include "core/trace/masking.h"
#include "core/trace/text_hash.h"

#include <utility>

namespace sluice::trace {

std::shared_ptr<const AttemptReport> ReportBuilder::build(const AttemptNotes &notes)
{
    auto report = std::make_shared<AttemptReport>();
    report->number = notes.number;
    report->url = maskedUrl(notes.url);
    if (notes.address != m_address)
        m_address = notes.address;
    report->address = m_address;
    report->httpVersion = version(notes.httpVersion);
    report->tlsVersion = notes.tlsVersion;
    report->reused = notes.reused;
    report->insecure = notes.insecure;
    report->redirects = notes.redirects;
    report->status = notes.status;
    report->reason = notes.reason;
    if (!notes.request.isEmpty() && notes.request.isCopyOf(m_request)) {
        report->request = m_requestLines;
    } else {
        bool isPublic = true;
        report->request = lines(notes.request, isPublic);
        m_request = isPublic ? notes.request : HeaderBlock();
        m_requestLines = report->request;
    }
    bool isPublic = true;
    report->response = lines(notes.response, isPublic);
    report->fromByte = notes.fromByte;
    report->bytes = notes.bytes;
    if (notes.error) {
        Error error = *notes.error;
        error.url = maskedUrl(error.url);
        error.detail = maskedUrl(error.detail);
        report->error = std::make_shared<const Error>(std::move(error));
    }
    report->nextTryMs = notes.nextTryMs;
    return report;
}

HeaderLines ReportBuilder::lines(const HeaderBlock &block, bool &isPublic)
{
    HeaderLines lines;
    qsizetype count = 0;
    block.forEach([&count](QByteArrayView, QByteArrayView) { ++count; });
    lines.reserve(count);
    block.forEach([&](QByteArrayView name, QByteArrayView value) { lines.push_back(line(name, value, isPublic)); });
    return lines;
}

HeaderLine ReportBuilder::line(QByteArrayView name, QByteArrayView value, bool &isPublic)
{
    if (m_lines.empty())
        m_lines.resize(kCells);
    HeaderLine &known = m_lines[(textHash(name, value) >> 32) % kCells];
    if (known.name == name && known.value == value)
        return known;
    const HeaderLine raw{name.toByteArray(), value.toByteArray()};
    const HeaderLine safe = masked(raw);
    if (safe == raw)
        known = raw;
    else
        isPublic = false;
    return safe;
}

QByteArray ReportBuilder::version(const QString &text)
{
    QByteArray version = text.toLatin1();
    if (version != m_httpVersion)
        m_httpVersion = std::move(version);
    return m_httpVersion;
}

} // namespace sluice::trace
