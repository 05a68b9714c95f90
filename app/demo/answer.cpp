// SPDX-License-Identifier: MIT
#include "app/demo/answer.h"

#include "app/demo/gzip.h"
#include "app/demo/pattern.h"
#include "app/demo/range_plan.h"

#include <algorithm>

namespace sluice::demo {

namespace {

constexpr char kBoundary[] = "sluice-lab-boundary";

bool mayHaveBody(int status)
{
    return status >= 200 && status != 204 && status != 304;
}

QByteArray errorPage(int status)
{
    const QByteArray title = QByteArray::number(status) + ' ' + reasonPhrase(status);
    return "<html><head><title>" + title + "</title></head><body>" + title + "</body></html>\n";
}

Content contentOf(const Script &script, const QString &path, bool changed)
{
    const quint64 seed = script.seed.value_or(patternSeed(path)) + (changed ? 1 : 0);
    Content content{.fixed = script.body, .seed = seed, .size = script.size};
    if (content.fixed && changed) {
        std::ranges::reverse(*content.fixed);
    }
    if (!content.fixed && content.size == 0 && script.status >= 400) {
        content.fixed = errorPage(script.status);
    }
    if (script.gzip) {
        content.fixed = gzip(content.fixed ? *content.fixed : patternBytes(seed, 0, content.size));
    }
    if (content.fixed) {
        content.size = content.fixed->size();
    }
    return content;
}

std::vector<Piece> bodyOf(const Content &content, const RangePlan &plan)
{
    std::vector<Piece> pieces;
    const auto text = [&pieces](const QByteArray &bytes) {
        pieces.push_back({fixedContent(bytes), {0, bytes.size()}});
    };
    for (const Interval &range : plan.ranges) {
        if (plan.multipart) {
            text("--" + QByteArray(kBoundary) + "\r\nContent-Range: " + contentRangeValue(range, content.size)
                + "\r\n\r\n");
        }
        pieces.push_back({content, range});
        if (plan.multipart) {
            text("\r\n");
        }
    }
    if (plan.multipart) {
        text("--" + QByteArray(kBoundary) + "--\r\n");
    }
    return pieces;
}

/// Collects header lines; an empty value means no line.
class HeadText
{
public:
    HeadText(const Script &script, int status)
        : m_text((script.http10 ? "HTTP/1.0 " : "HTTP/1.1 ") + QByteArray::number(status) + ' ' + reasonPhrase(status)
              + "\r\n")
    {
    }

    void line(const char *name, const QByteArray &value)
    {
        if (!value.isEmpty()) {
            m_text += QByteArray(name) + ": " + value + "\r\n";
        }
    }
    void raw(const QByteArray &text) { m_text += text + "\r\n"; }
    const QByteArray &text() const { return m_text; }

private:
    QByteArray m_text;
};

bool isAuthorised(const Script &script, const RequestHead &head)
{
    return script.basicAuth.isEmpty() || head.header("Authorization") == "Basic " + script.basicAuth.toBase64();
}

QByteArray locationOf(const Script &script, const Asked &asked)
{
    return QByteArray(script.location)
        .replace("{n}", QByteArray::number(asked.number))
        .replace("{port}", QByteArray::number(asked.port));
}

bool isChunked(Framing framing)
{
    return framing == Framing::Chunked || framing == Framing::ChunkedBad || framing == Framing::ChunkedHuge
        || framing == Framing::ChunkedNoEnd;
}

/// Whether the end of the connection is the only, or the wrong, end of the body.
bool endsConnection(const Script &script, const RequestHead &head)
{
    return script.closeConnection || script.http10 || !head.keepAlive || script.extraBytes > 0 || script.contentLength
        || (script.framing != Framing::Length && script.framing != Framing::Chunked);
}

void addFraming(HeadText &head, const Script &script, qint64 length)
{
    if (isChunked(script.framing)) {
        head.line("Transfer-Encoding", "chunked");
    } else if (script.contentLength) {
        head.line("Content-Length", *script.contentLength);
    } else if (script.framing == Framing::Length) {
        head.line("Content-Length", QByteArray::number(length));
    }
}

Piece endless(const QByteArray &unit)
{
    return {{.fixed = unit, .size = unit.size(), .repeats = true}, {0, kEndlessBytes}};
}

/// The answers that are no answers. All of them end the connection.
Answer opening(Opening kind)
{
    Answer answer{.opening = kind, .head = {}, .body = {}, .framing = Framing::UntilClose, .close = true};
    if (kind == Opening::Garbage) {
        answer.head = QByteArrayLiteral("\x15\x03\x01 220 this is not the protocol you are looking for\r\n\r\n");
    } else if (kind == Opening::EndlessHeaders) {
        answer.status = 200;
        answer.head = "HTTP/1.1 200 OK\r\n";
        answer.body = {endless("X-Filler: " + QByteArray(500, 'x') + "\r\n")};
    } else if (kind == Opening::EndlessInformational) {
        answer.status = 103;
        answer.body = {endless("HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n")};
    }
    return answer;
}

} // namespace

Answer planAnswer(const Script &script, const Asked &asked)
{
    if (script.opening != Opening::Reply && script.opening != Opening::HugeHeader) {
        return opening(script.opening);
    }
    if (!isAuthorised(script, asked.head)) {
        const Script denied{.status = 401, .headers = {QByteArrayLiteral("WWW-Authenticate: Basic realm=\"lab\"")}};
        return planAnswer(denied, asked);
    }

    const bool changed = script.changeAfterRequests > 0 && asked.number > script.changeAfterRequests;
    const Validators validators = validatorsOf(script, changed);
    const Content content = contentOf(script, asked.head.path, changed);
    RangePlan plan{.status = script.status, .ranges = {{0, content.size}}, .contentRange = {}, .etag = validators.etag};
    if (script.status == 200 && asked.head.method == "GET") {
        plan = planRange(script, asked.head, validators, content.size);
    }

    Answer answer{.status = plan.status, .head = {}, .body = bodyOf(content, plan)};
    answer.framing = script.framing;
    answer.close = endsConnection(script, asked.head);
    HeadText head(script, plan.status);
    head.line("Date", httpDate(asked.now));
    if (script.opening == Opening::HugeHeader) {
        head.line("X-Huge", QByteArray(kHugeHeaderBytes, 'x'));
    }
    if (mayHaveBody(plan.status)) {
        head.line("Content-Type",
            plan.multipart ? "multipart/byteranges; boundary=" + QByteArray(kBoundary) : script.contentType);
        addFraming(head, script, BodyStream(answer.body).length());
    } else {
        answer.body.clear();
        answer.framing = Framing::Length;
    }
    if (script.status == 200 && script.ranges != Ranges::Ignore) {
        head.line("Accept-Ranges", "bytes");
    }
    head.line("Content-Range", plan.contentRange);
    head.line("Content-Encoding", script.gzip ? "gzip" : "");
    head.line("Content-Disposition", script.contentDisposition);
    head.line("ETag", plan.etag);
    head.line("Last-Modified", validators.lastModified);
    head.line("Location", locationOf(script, asked));
    head.line("Retry-After", script.retryAfter);
    head.line("Connection", answer.close ? "close" : "");
    for (const QByteArray &line : script.headers) {
        head.raw(line);
    }
    answer.head = head.text() + "\r\n";

    if (asked.head.method == "HEAD") {
        answer.body.clear();
        answer.framing = Framing::Length;
    } else if (script.extraBytes > 0) {
        answer.body.push_back({content, {content.size, content.size + script.extraBytes}});
    }
    return answer;
}

Answer refusal(int status)
{
    Answer answer{.status = status, .head = {}, .body = {}, .close = true};
    answer.head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status)
        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    return answer;
}

} // namespace sluice::demo
